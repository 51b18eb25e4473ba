//! Why a Deferred is pending: a tree of what it waits for.

use crate::cancel::CancelHandle;
use crate::cell::{Group, Handle, Source};
use crate::deferred::Deferred;
use crate::set::ErrorSet;
use core::fmt::{self, Debug, Display};

/// How many members of a list are told, and how deep lists of lists.
const TOLD: usize = 16;

/// What a Deferred waits for, to be printed: see [`Deferred::why_pending`].
pub struct WhyPending {
    on: CancelHandle,
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// What it waits for, as a tree to be printed: the stages that wait (in debug builds), the pair that was not fired with where it was made, the members of a list.
    ///
    /// Its text is made when it is printed, and says what is so then.
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
    /// Twisted has nothing like it; one prints `d` and follows `_chainedTo` by hand.
    #[doc(alias = "_chainedTo")]
    pub fn why_pending(&self) -> WhyPending {
        WhyPending { on: self.handle() }
    }
}

impl Display for WhyPending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = Ok(());
        self.on.each(&mut |handle| written = tell(handle, f, 0));
        written
    }
}

impl Debug for WhyPending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// Tells of one, `depth` lists deep.
fn tell(handle: Option<&Handle>, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
    let indent = 4 * depth;
    let Some(view) = handle.map(Handle::view) else { return f.write_str("has its result") };
    let members = match &view.source {
        Source::Ready => return f.write_str("has its result"),
        Source::Abandoned => return write!(f, "abandoned: the resolver made at {} was dropped", view.made),
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
        return write!(f, "\n{:indent$}  for the resolver made at {}", "", view.made);
    }
    let waiting = || {
        let members = members.iter().enumerate();
        members.filter(|(_, member)| member.as_ref().is_some_and(|member| member.view().is_pending()))
    };
    let count = waiting().count();
    write!(f, "\n{:indent$}  for {count} of {}, made at {}", "", members.len(), view.made)?;
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
