//! `Lock`: one chain at a time has the value; `Semaphore`: a limited number of chains at a time.

use super::waiters::{Guard, Loan, Pool};
use crate::deferred::{Deferred, Outcome};
use crate::error::interruption::Cancelled;
use crate::error::set::{ErrorSet, NamesAll};
use crate::flavour::send_claims::{crosses, send_if};
use crate::flavour::{Carries, Flavour, ThisThread, Wrap};
use alloc::vec;
use core::fmt::{self, Debug};
use core::ops::{Deref, DerefMut};

/// A lock that chains hold one at a time, with the `T` that it guards.
///
/// A chain holds the lock as long as its [`LockGuard`] lives: there is no `release`, so nobody can release a lock
/// that they do not hold. Those who wait get the lock in the order in which they came. Clones of a `Lock` are the
/// same lock.
///
/// ```
/// use deferred::{Cancelled, Deferred, Lock, chain, testing::success_result_of};
///
/// let log = Lock::new(Vec::new());
/// let first = success_result_of(log.acquire());
/// let second = chain! { log.acquire(); then |mut lines| { lines.push("second"); lines.len() } };
///
/// let mut lines = first;
/// lines.push("first");
/// drop(lines); // now it is the second's turn
/// assert_eq!(success_result_of(second), 2);
/// ```
///
/// `Lock::new(())` guards no data, but an order. Chains that [cross threads](crate::threads) have a lock of [`threads::lock`](crate::threads::lock).
///
/// Twisted: `DeferredLock`.
#[doc(alias("DeferredLock", "Mutex"))]
pub struct Lock<T: 'static = (), Thread: Flavour = ThisThread> {
    pool: Pool<LockGuard<T, Thread>>,
}

impl<T: 'static> Lock<T> {
    /// A lock that nobody holds. Across threads: [`threads::lock`](crate::threads::lock).
    pub fn new(value: T) -> Self {
        Self::holding(value)
    }
}

impl<T: 'static, Thread: Flavour> Lock<T, Thread> {
    /// A lock that nobody holds. The caller has checked that the flavour carries a `T`.
    pub(crate) fn holding(value: T) -> Self {
        Lock { pool: Pool::new(vec![value]) }
    }

    /// Waits until nobody else holds the lock, and gives the guard.
    ///
    /// A Deferred that is cancelled while it waits leaves the line; so does one that is dropped with nothing
    /// attached.
    ///
    /// Twisted: `DeferredLock.acquire`.
    #[track_caller]
    pub fn acquire(&self) -> Deferred<LockGuard<T, Thread>, (Cancelled,), Thread> {
        self.pool.acquire()
    }

    /// The guard, if nobody holds the lock.
    ///
    /// ```
    /// use deferred::{Lock, testing::success_result_of};
    ///
    /// let log = Lock::new(Vec::new());
    /// let mut lines = log.try_acquire().expect("nobody holds it");
    /// lines.push("first");
    /// assert!(log.is_locked() && log.try_acquire().is_none());
    /// let second = log.acquire();
    /// assert_eq!(log.waiting(), 1);
    /// drop(lines);
    /// assert_eq!(success_result_of(second).len(), 1);
    /// ```
    pub fn try_acquire(&self) -> Option<LockGuard<T, Thread>> {
        self.pool.try_acquire()
    }

    /// Holds the lock until the Deferred that `f` returns has its result, whichever that is.
    ///
    /// The lock is released even if that Deferred fails or is abandoned, or `f` panics. The set is that of the
    /// Deferred, with [`Cancelled`], in any order.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, Lock, testing::success_result_of};
    ///
    /// fn save(file: &mut String, line: &str) -> Deferred<usize> {
    ///     file.push_str(line);
    ///     Deferred::succeed(file.len())
    /// }
    ///
    /// let file = Lock::new(String::new());
    /// let saved: Deferred<usize, (Cancelled,)> = file.run(|file| save(file, "one line"));
    /// assert_eq!(success_result_of(saved), 8);
    /// assert!(!file.is_locked());
    /// ```
    ///
    /// Twisted: `DeferredLock.run`.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn run<U: 'static, R: ErrorSet, S: NamesAll<R, A> + NamesAll<(Cancelled,), B>, F: FnOnce(&mut T) -> Deferred<U, R, Thread> + 'static, A, B>(&self, f: F) -> Deferred<U, S, Thread> where Thread: Carries<F> + Carries<Outcome<U, S>> {
        self.pool.run(Wrap(f), |Wrap(f), value| f(value))
    }

    /// Whether somebody holds the lock. Twisted: `locked`.
    pub fn is_locked(&self) -> bool {
        self.pool.free() == 0
    }

    /// How many wait for the lock. Twisted: `len(lock.waiting)`.
    pub fn waiting(&self) -> usize {
        self.pool.waiting()
    }
}

impl<T: 'static, Thread: Flavour> Clone for Lock<T, Thread> {
    fn clone(&self) -> Self {
        Lock { pool: self.pool.clone() }
    }
}

impl<T: Default + 'static> Default for Lock<T> {
    fn default() -> Self {
        Lock::new(T::default())
    }
}

impl<T: 'static, Thread: Flavour> Debug for Lock<T, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lock").field("locked", &self.is_locked()).field("waiting", &self.waiting()).finish()
    }
}

/// The right to a [`Lock`]'s value; when the guard is dropped, the next who waits gets the lock.
///
/// The callbacks that wait run before the drop is over.
///
/// ```
/// use deferred::Lock;
///
/// let lock = Lock::new(1);
/// let mut guard = lock.try_acquire().expect("it is free");
/// *guard += 1;
/// let next = lock.acquire();
/// assert!(!next.is_ready());
/// drop(guard);
/// assert!(next.is_ready());
/// ```
///
/// Twisted: `DeferredLock.release`, which anybody may call.
#[must_use = "dropped at once, it holds the lock no longer"]
pub struct LockGuard<T: 'static = (), Thread: Flavour = ThisThread> {
    loan: Loan<Self>,
}

// The value is `Send` where the lock crosses threads: `threads::lock` has the bound.
send_if!([T: 'static,] LockGuard<T, Thread>; given [T: Send]);
crosses!(Send [T: Send + 'static,] LockGuard<T, Thread>; holds [Loan<LockGuard<T, Thread>>]);
crosses!(Send [T: Send + 'static,] Lock<T, Thread>; holds [Pool<LockGuard<T, Thread>>]);
crosses!(Sync [T: Send + 'static,] Lock<T, Thread>; holds [Pool<LockGuard<T, Thread>>]);

impl<T: 'static, Thread: Flavour> Guard for LockGuard<T, Thread> {
    type Lent = T;
    type Thread = Thread;

    fn of(loan: Loan<Self>) -> Self {
        LockGuard { loan }
    }

    fn loan(&mut self) -> &mut Loan<Self> {
        &mut self.loan
    }
}

impl<T: 'static, Thread: Flavour> Deref for LockGuard<T, Thread> {
    type Target = T;

    fn deref(&self) -> &T {
        self.loan.value()
    }
}

impl<T: 'static, Thread: Flavour> DerefMut for LockGuard<T, Thread> {
    fn deref_mut(&mut self) -> &mut T {
        self.loan.value_mut()
    }
}

impl<T: Debug + 'static, Thread: Flavour> Debug for LockGuard<T, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LockGuard").field(&**self).finish()
    }
}

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
