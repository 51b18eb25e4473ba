//! `why_pending`: a report of what a Deferred waits for, as a tree.

use crate::cancel::CancelHandle;
use crate::deferred::Deferred;
use crate::error::set::ErrorSet;
#[cfg(all(feature = "trace", feature = "std"))]
use crate::error::site::Site;
#[cfg(all(feature = "trace", feature = "std"))]
use crate::flavour::listing;
use crate::flavour::{CancelGroup, CellHandle, Flavour, ThisThread};
use crate::flavour::{Source, TOLD};
#[cfg(all(feature = "trace", feature = "std"))]
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// A pair whose resolver has not fired yet: see [`unfired`].
///
/// ```
/// use deferred::{Deferred, unfired};
///
/// let (resolver, page) = Deferred::<&str>::pending();
/// let here = std::thread::current().id();
/// let all = unfired();
/// let mine = all.iter().find(|pending| pending.thread() == here).expect("it is listed");
/// assert!(mine.made().line() > 0 && mine.stages().is_empty());
/// # resolver.succeed("page");
/// # drop(page);
/// ```
#[cfg(all(feature = "trace", feature = "std"))]
#[derive(Clone)]
pub struct Unfired {
    inner: listing::Unfired,
}

/// The pairs of this program whose resolvers have not fired yet, the oldest first: for a program that hangs.
///
/// The function exists with the feature `trace`, in which each pair is noted when it is made, and when it is fired
/// or dropped. A pair that was cancelled is in the list until its resolver has noticed that, and fires or is
/// dropped. [`Deferred::why_pending`] says what one Deferred waits for.
///
/// ```
/// use deferred::{Deferred, chain, unfired};
///
/// let (resolver, page) = Deferred::<&str>::pending();
/// let length = chain! { page; then |page| page.len() };
/// for pending in unfired() {
///     println!("{pending}"); // the resolver, where it was made; what waits at which `then`
/// }
/// assert!(unfired().iter().any(|pending| pending.stages().iter().any(|site| site.stage() == deferred::Stage::Then)));
/// # resolver.succeed("page");
/// # drop(length);
/// ```
///
/// Twisted has no counterpart; `gc.get_objects()` finds its Deferreds.
#[cfg(all(feature = "trace", feature = "std"))]
pub fn unfired() -> Vec<Unfired> {
    listing::unfired().into_iter().map(|inner| Unfired { inner }).collect()
}

#[cfg(all(feature = "trace", feature = "std"))]
impl Unfired {
    /// Where the pair was made.
    pub fn made(&self) -> &'static Location<'static> {
        self.inner.made
    }

    /// The thread on which the pair was made.
    pub fn thread(&self) -> std::thread::ThreadId {
        self.inner.thread
    }

    /// The stages that were attached to the pair, and those whose callbacks returned it, the first 16; of stages
    /// that methods attached behind others only the first two.
    pub fn stages(&self) -> &[Site] {
        &self.inner.stages
    }
}

#[cfg(all(feature = "trace", feature = "std"))]
impl Display for Unfired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pending\n  for the resolver made at {}, on {:?}", self.inner.made, self.inner.thread)?;
        self.inner.stages.iter().try_for_each(|site| write!(f, "\n  waits at {site}"))
    }
}

#[cfg(all(feature = "trace", feature = "std"))]
impl Debug for Unfired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// A printable report of what a Deferred waits for: see [`Deferred::why_pending`].
pub struct WhyPending<Thread: Flavour = ThisThread> {
    on: CancelHandle<Thread>,
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// A printable report of what this Deferred waits for, as a tree: the stages that wait (in debug builds), the
    /// pair that was not fired with where it was made, the members of a list.
    ///
    /// The text is made when the report is printed, and shows the state at that time.
    ///
    /// ```
    /// use deferred::{Deferred, chain, list, succeed};
    ///
    /// let (_resolver, page) = Deferred::<u8>::pending();
    /// let d = chain! { succeed(()); then move |()| list([page, succeed(1)]) };
    /// let why = d.why_pending().to_string();
    /// assert!(why.starts_with("pending"), "{why}");
    /// assert!(why.contains("1 of 2"), "{why}");
    /// ```
    ///
    /// The stages of a Deferred that [crosses threads](crate::threads) are shown with the feature `trace`: its
    /// nodes have no room for them. Other threads may fire while the report is printed, so that it may show several
    /// Deferreds at different moments.
    ///
    /// ```
    /// use deferred::{list, threads};
    ///
    /// let (resolver, page) = threads::pending::<u8, ()>();
    /// let both = list([page, threads::succeed(1)]);
    /// assert!(both.why_pending().to_string().contains("1 of 2"));
    /// std::thread::spawn(move || resolver.succeed(2)).join().unwrap();
    /// assert_eq!(both.why_pending().to_string(), "has its result");
    /// ```
    ///
    /// Twisted has no counterpart; one prints `d` and follows `_chainedTo` by hand.
    #[doc(alias = "_chainedTo")]
    pub fn why_pending(&self) -> WhyPending<Thread> {
        WhyPending { on: self.handle() }
    }
}

impl<Thread: Flavour> Display for WhyPending<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = Ok(());
        self.on.each(&mut |handle| written = tell(handle, f, 0));
        written
    }
}

impl<Thread: Flavour> Debug for WhyPending<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// Where a pair was made, if that is known.
struct Made(Option<&'static Location<'static>>);

impl Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |made| write!(f, " made at {made}"))
    }
}

/// Prints what a node waits for, up to `depth` nested lists.
fn tell<Handle: CellHandle>(
    handle: Option<&Handle>,
    f: &mut fmt::Formatter<'_>,
    depth: usize,
) -> fmt::Result {
    let indent = 4 * depth;
    let Some(view) = handle.map(CellHandle::view) else { return f.write_str("has its result") };
    let made = Made(view.made);
    let members = match &view.source {
        Source::Ready => return f.write_str("has its result"),
        Source::Abandoned => return write!(f, "abandoned: the resolver{made} was dropped"),
        Source::Running => return f.write_str("a callback is running, or about to"),
        Source::Itself => return f.write_str("pending for ever: it waits for itself"),
        Source::Unfired(members) => members,
    };
    f.write_str("pending")?;
    for site in &view.stages {
        write!(f, "\n{:indent$}  waits at {site}", "")?;
    }
    if view.more > 0 {
        write!(f, "\n{:indent$}  waits at {} more stages", "", view.more)?;
    }
    if members.is_empty() {
        return write!(f, "\n{:indent$}  for the resolver{made}", "");
    }
    let waiting = || {
        let members = members.iter().enumerate();
        members.filter(|(_, member)| member.as_ref().is_some_and(|member| member.view().is_pending()))
    };
    let count = waiting().count();
    let comma = if view.made.is_some() { "," } else { "" };
    write!(f, "\n{:indent$}  for {count} of {}{comma}{made}", "", members.len())?;
    if depth < TOLD {
        for (index, member) in waiting().take(TOLD) {
            write!(f, "\n{:indent$}  {index}: ", "")?;
            tell(member.as_ref(), f, depth + 1)?;
        }
    }
    match count.checked_sub(TOLD) {
        Some(more @ 1..) => write!(f, "\n{:indent$}  and {more} more", ""),
        _ => Ok(()),
    }
}
