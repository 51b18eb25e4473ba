//! Where something happened to a failure: `Site`, a place in the source, with the `Stage` there; and the tag of a
//! failure, in one word: the stage that raised it, and whether it is in flight, in hand or passed on.
//!
//! All tags of the types that hold a failure use niches of this word, so a failure is copied word by word. With a
//! tag of one byte the rest was copied from the odd address behind it, across the bounds of recent stores; a
//! processor delays such a copy until the stores are through.

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

/// Where a failure is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FailureState {
    /// A Deferred holds it: nobody has seen it, and dropping it reports it.
    InFlight,
    /// A callback has it.
    InHand,
    /// A Deferred holds it again, after a callback had it in hand and passed it on.
    PassedOn,
}

/// A variant for each [`Stage`] and each [`FailureState`], in the order of [`FailureState`].
macro_rules! marks {
    ($($stage:ident: $in_flight:ident $in_hand:ident $passed_on:ident,)+) => {
        /// A [`Stage`] and a [`FailureState`].
        #[derive(Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum FailureTag {
            $($in_flight, $in_hand, $passed_on,)+
        }

        impl FailureTag {
            #[inline]
            pub(crate) const fn new(stage: Stage, state: FailureState) -> Self {
                match (stage, state) {
                    $(
                        (Stage::$stage, FailureState::InFlight) => FailureTag::$in_flight,
                        (Stage::$stage, FailureState::InHand) => FailureTag::$in_hand,
                        (Stage::$stage, FailureState::PassedOn) => FailureTag::$passed_on,
                    )+
                }
            }

            #[inline(always)]
            pub(crate) const fn set_state(&mut self, state: FailureState) {
                *self = FailureTag::new(self.stage(), state);
            }

            #[inline]
            pub(crate) const fn stage(self) -> Stage {
                match self {
                    $(FailureTag::$in_flight | FailureTag::$in_hand | FailureTag::$passed_on => Stage::$stage,)+
                }
            }

            #[inline]
            pub(crate) const fn state(self) -> FailureState {
                match self {
                    $(FailureTag::$in_flight)|+ => FailureState::InFlight,
                    $(FailureTag::$in_hand)|+ => FailureState::InHand,
                    $(FailureTag::$passed_on)|+ => FailureState::PassedOn,
                }
            }
        }
    };
}

marks! {
    Source: Source SourceInHand SourcePassedOn,
    Pending: Pending PendingInHand PendingPassedOn,
    Resolver: Resolver ResolverInHand ResolverPassedOn,
    Failure: Failure FailureInHand FailurePassedOn,
    Map: Map MapInHand MapPassedOn,
    Then: Then ThenInHand ThenPassedOn,
    Else: Else ElseInHand ElsePassedOn,
    Catch: Catch CatchInHand CatchPassedOn,
    Both: Both BothInHand BothPassedOn,
    Inspect: Inspect InspectInHand InspectPassedOn,
    Finally: Finally FinallyInHand FinallyPassedOn,
    Raises: Raises RaisesInHand RaisesPassedOn,
    Timeout: Timeout TimeoutInHand TimeoutPassedOn,
    GiveUpAfter: GiveUpAfter GiveUpAfterInHand GiveUpAfterPassedOn,
    ResolveWith: ResolveWith ResolveWithInHand ResolveWithPassedOn,
    DeferLater: DeferLater DeferLaterInHand DeferLaterPassedOn,
    LoopingCall: LoopingCall LoopingCallInHand LoopingCallPassedOn,
    FirstSuccess: FirstSuccess FirstSuccessInHand FirstSuccessPassedOn,
    Race: Race RaceInHand RacePassedOn,
    Some: Some SomeInHand SomePassedOn,
    GatherAll: GatherAll GatherAllInHand GatherAllPassedOn,
    Context: Context ContextInHand ContextPassedOn,
}
