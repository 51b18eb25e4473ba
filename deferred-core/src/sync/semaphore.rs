//! `Semaphore`: a few chains at a time.

use super::pool::{Guard, Loan, Pool};
use crate::deferred::{Deferred, Outcome};
use crate::error::interruption::Cancelled;
use crate::error::set::{ErrorSet, NamesAll};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, Flavour, ThisThread, Wrap};
use alloc::vec;
use core::fmt::{self, Debug};

/// So many chains at a time, and no more.
///
/// A [`SemaphoreGuard`] is one of its tokens: there is no `release`, so there are never more tokens than
/// there were. Those who wait get one in the order in which they came. Its clones are the same semaphore.
///
/// ```
/// use deferred::{Semaphore, testing::{assert_no_result, success_result_of}};
///
/// let connections = Semaphore::new(2);
/// let first = success_result_of(connections.acquire());
/// let _second = success_result_of(connections.acquire());
/// let third = assert_no_result(connections.acquire());
/// drop(first);
/// let _third = success_result_of(third);
/// ```
///
/// Chains that [cross threads](crate::threads) have one of [`threads::semaphore`](crate::threads::semaphore).
///
/// Twisted: `DeferredSemaphore`.
#[doc(alias = "DeferredSemaphore")]
pub struct Semaphore<Thread: Flavour = ThisThread> {
    pool: Pool<SemaphoreGuard<Thread>>,
}

impl Semaphore {
    /// A semaphore with so many tokens. Across threads: [`threads::semaphore`](crate::threads::semaphore).
    ///
    /// # Panics
    ///
    /// If that is none: nobody could ever get one.
    #[track_caller]
    pub fn new(tokens: usize) -> Self {
        Self::having(tokens)
    }
}

impl<Thread: Flavour> Semaphore<Thread> {
    #[track_caller]
    pub(crate) fn having(tokens: usize) -> Self {
        assert!(tokens > 0, "a semaphore has at least one token");
        Semaphore { pool: Pool::new(vec![(); tokens]) }
    }

    /// Waits for a token.
    ///
    /// One that is cancelled while it waits leaves the line; so does one that is dropped with nothing attached.
    ///
    /// Twisted: `DeferredSemaphore.acquire`.
    #[track_caller]
    pub fn acquire(&self) -> Deferred<SemaphoreGuard<Thread>, (Cancelled,), Thread> {
        self.pool.acquire()
    }

    /// A token, if one is free.
    ///
    /// ```
    /// use deferred::Semaphore;
    ///
    /// let connections = Semaphore::new(2);
    /// let first = connections.try_acquire().expect("both are free");
    /// assert_eq!((connections.free(), connections.waiting()), (1, 0));
    /// drop(first);
    /// assert_eq!(connections.free(), 2);
    /// ```
    pub fn try_acquire(&self) -> Option<SemaphoreGuard<Thread>> {
        self.pool.try_acquire()
    }

    /// Has a token until what `f` gives has its result, whichever that is.
    ///
    /// If that fails, is abandoned, or `f` panics, the token is free again all the
    /// same. The set is that of what `f` gives, with [`Cancelled`], in any order.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, Semaphore, list, succeed, testing::success_result_of};
    ///
    /// let two_at_a_time = Semaphore::new(2);
    /// let pages = ["a", "b", "c"].map(|url| -> Deferred<_, (Cancelled,)> {
    ///     two_at_a_time.run(move || succeed(format!("page at {url}")))
    /// });
    /// assert_eq!(success_result_of(list(pages)).len(), 3);
    /// ```
    ///
    /// Twisted: `DeferredSemaphore.run`.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn run<U: 'static, R: ErrorSet, S: NamesAll<R, A> + NamesAll<(Cancelled,), B>, F: FnOnce() -> Deferred<U, R, Thread> + 'static, A, B>(&self, f: F) -> Deferred<U, S, Thread> where Thread: Carries<F> + Carries<Outcome<U, S>> {
        self.pool.run(Wrap(f), |Wrap(f), ()| f())
    }

    /// How many tokens are free. Twisted: `tokens`.
    #[doc(alias("tokens", "available_permits"))]
    pub fn free(&self) -> usize {
        self.pool.free()
    }

    /// How many wait for one.
    pub fn waiting(&self) -> usize {
        self.pool.waiting()
    }
}

impl<Thread: Flavour> Clone for Semaphore<Thread> {
    fn clone(&self) -> Self {
        Semaphore { pool: self.pool.clone() }
    }
}

impl<Thread: Flavour> Debug for Semaphore<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore").field("free", &self.free()).field("waiting", &self.waiting()).finish()
    }
}

/// A token of a [`Semaphore`]; dropped, it goes to the next who waits.
///
/// What waits runs before the drop is over.
#[must_use = "dropped at once, it is free again at once"]
pub struct SemaphoreGuard<Thread: Flavour = ThisThread> {
    loan: Loan<Self>,
}

send_if!([] SemaphoreGuard<Thread>);

impl<Thread: Flavour> Guard for SemaphoreGuard<Thread> {
    type Lent = ();
    type Thread = Thread;

    fn of(loan: Loan<Self>) -> Self {
        SemaphoreGuard { loan }
    }

    fn loan(&mut self) -> &mut Loan<Self> {
        &mut self.loan
    }
}

impl<Thread: Flavour> Debug for SemaphoreGuard<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SemaphoreGuard")
    }
}
