//! `Semaphore`: a limited number of chains at a time.

use super::pool::{Guard, Loan, Pool};
use crate::deferred::{Deferred, Outcome};
use crate::error::interruption::Cancelled;
use crate::error::set::{ErrorSet, NamesAll};
use crate::flavour::send_claims::{crosses, send_if};
use crate::flavour::{Carries, Flavour, ThisThread, Wrap};
use alloc::vec;
use core::fmt::{self, Debug};

/// A limit to how many chains go on at a time.
///
/// A [`SemaphoreGuard`] is one of its tokens: there is no `release`, so the number of tokens never grows. Those who
/// wait get a token in the order in which they came. Clones of a `Semaphore` are the same semaphore.
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
/// Chains that [cross threads](crate::threads) have a semaphore of
/// [`threads::semaphore`](crate::threads::semaphore).
///
/// Twisted: `DeferredSemaphore`.
#[doc(alias = "DeferredSemaphore")]
pub struct Semaphore<Thread: Flavour = ThisThread> {
    pool: Pool<SemaphoreGuard<Thread>>,
}

impl Semaphore {
    /// A semaphore with that many tokens. Across threads: [`threads::semaphore`](crate::threads::semaphore).
    ///
    /// # Panics
    ///
    /// If `tokens` is 0: nobody could ever get one.
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
    /// A Deferred that is cancelled while it waits leaves the line; so does one that is dropped with nothing
    /// attached.
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

    /// Holds a token until the Deferred that `f` returns has its result, whichever that is.
    ///
    /// The token is given back even if that Deferred fails or is abandoned, or `f` panics. The set is that of the
    /// Deferred, with [`Cancelled`], in any order.
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

    /// How many wait for a token. Twisted: `len(semaphore.waiting)`.
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

/// A token of a [`Semaphore`]; when the guard is dropped, the next who waits gets the token.
///
/// The callbacks that wait run before the drop is over.
///
/// ```
/// use deferred::Semaphore;
///
/// let semaphore = Semaphore::new(1);
/// let guard = semaphore.try_acquire().expect("a token is free");
/// assert_eq!(semaphore.free(), 0);
/// drop(guard);
/// assert_eq!(semaphore.free(), 1);
/// ```
///
/// Twisted: `DeferredSemaphore.release`, which anybody may call.
#[must_use = "dropped at once, it is free again at once"]
pub struct SemaphoreGuard<Thread: Flavour = ThisThread> {
    loan: Loan<Self>,
}

send_if!([] SemaphoreGuard<Thread>);
crosses!(Send [] SemaphoreGuard<Thread>; holds [Loan<SemaphoreGuard<Thread>>]);
crosses!(Send [] Semaphore<Thread>; holds [Pool<SemaphoreGuard<Thread>>]);
crosses!(Sync [] Semaphore<Thread>; holds [Pool<SemaphoreGuard<Thread>>]);

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
