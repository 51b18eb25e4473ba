//! `Site`: a place in the source where something happened to a failure.

use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// A place in the source: the stage of a chain that raised, or passed on, a failure.
///
/// ```
/// use deferred::{Site, Stage};
///
/// let site = Site::here(Stage::Then);
/// assert_eq!(site.stage(), Stage::Then);
/// assert_eq!(site.to_string(), format!("{}:{}:{} in `then`", site.file(), site.line(), site.column()));
/// ```
///
/// Twisted: an entry of `Failure.frames`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Site {
    location: &'static Location<'static>,
    stage: Stage,
}

impl Site {
    /// The place of the caller, as `stage`.
    #[inline]
    #[track_caller]
    pub const fn here(stage: Stage) -> Self {
        Site { location: Location::caller(), stage }
    }

    #[inline]
    pub(crate) const fn at(location: &'static Location<'static>, stage: Stage) -> Self {
        Site { location, stage }
    }

    #[inline]
    pub(crate) const fn location(&self) -> &'static Location<'static> {
        self.location
    }

    /// The file, as the compiler was given it.
    pub const fn file(&self) -> &'static str {
        self.location.file()
    }

    /// The line, from 1.
    pub const fn line(&self) -> u32 {
        self.location.line()
    }

    /// The column, from 1.
    pub const fn column(&self) -> u32 {
        self.location.column()
    }

    /// The kind of stage at this place.
    pub const fn stage(&self) -> Stage {
        self.stage
    }
}

impl Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in `{}`", self.location, self.stage)
    }
}

impl Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// The kind of stage at a [`Site`].
///
/// ```
/// assert_eq!(deferred::Stage::GiveUpAfter.to_string(), "give_up_after");
/// ```
///
/// Twisted has no counterpart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Stage {
    /// Where a chain begins: a `Result`, a function called by `maybe`, a Deferred that had failed when it was made.
    Source,
    /// Where a pair was made: [`Deferred::pending`](crate::Deferred::pending).
    Pending,
    /// A resolver that failed.
    Resolver,
    /// A [`Failure`](crate::Failure) made by hand.
    Failure,
    /// `map`, the method.
    Map,
    /// `then`.
    Then,
    /// `else`, the second half of `then .. else ..`.
    Else,
    /// `catch`.
    Catch,
    /// `both`.
    Both,
    /// `inspect`.
    Inspect,
    /// `finally`.
    Finally,
    /// `raises`.
    Raises,
    /// `timeout`.
    Timeout,
    /// `give_up_after`.
    GiveUpAfter,
    /// [`Resolver::resolve_with`](crate::Resolver::resolve_with).
    ResolveWith,
    /// [`defer_later`](crate::defer_later): the function that it calls.
    DeferLater,
    /// [`LoopingCall::start`](crate::LoopingCall::start), and its like: the function that each turn calls.
    LoopingCall,
    /// [`context`](crate::Deferred::context).
    Context,
    /// [`gather_all`](crate::gather_all).
    GatherAll,
    /// [`first_success`](crate::first_success).
    FirstSuccess,
    /// [`race`](crate::race).
    Race,
    /// [`some`](crate::some).
    Some,
}

impl Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Source => "source",
            Stage::Pending => "pending",
            Stage::Resolver => "fail",
            Stage::Failure => "Failure::new",
            Stage::Map => "map",
            Stage::Then => "then",
            Stage::Else => "else",
            Stage::Catch => "catch",
            Stage::Both => "both",
            Stage::Inspect => "inspect",
            Stage::Finally => "finally",
            Stage::Raises => "raises",
            Stage::Timeout => "timeout",
            Stage::GiveUpAfter => "give_up_after",
            Stage::ResolveWith => "resolve_with",
            Stage::DeferLater => "defer_later",
            Stage::LoopingCall => "LoopingCall",
            Stage::Context => "context",
            Stage::GatherAll => "gather_all",
            Stage::FirstSuccess => "first_success",
            Stage::Race => "race",
            Stage::Some => "some",
        })
    }
}
