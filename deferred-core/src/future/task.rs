//! `from_future`: a future that an executor of the user's drives, and the Deferred of what it gives.

use crate::cancel::pair_with_optional_canceller;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::flavour::Canceller;
use crate::flavour::send_claims::send_if;
use crate::flavour::shared::SharedState;
use crate::flavour::{Carries, Flavour, SharedCell, ThisThread};
use alloc::boxed::Box;
use core::future::Future;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Drives a future, and fires with what it gives.
///
/// It is returned under its name: of a type that is only said to be some future the compiler would ask anew, wherever it is mentioned, what was asked of the future.
#[must_use = "the future is driven where this is spawned or polled"]
pub struct Task<T: 'static, R: ErrorSet + 'static, F: 'static, Thread: Flavour = ThisThread> {
    driven: Thread::Shared<Driven<F>>,
    /// `None` only once fired.
    resolver: Option<Resolver<T, R, Thread>>,
}

/// A future that a cancel can end.
pub(crate) struct Driven<F> {
    state: State<F>,
    waker: Option<Waker>,
}

enum State<F> {
    Waiting(Pin<Box<F>>),
    /// Whoever polls it has it.
    Polled,
    /// It has ended, or was cancelled.
    Over,
}

impl<F> Driven<F> {
    fn replace(&mut self, state: State<F>) -> State<F> {
        core::mem::replace(&mut self.state, state)
    }

    /// Puts it back until `waker` wakes its task, and gives the waker before that. All of it comes back where it was cancelled.
    fn put_back(&mut self, future: Pin<Box<F>>, waker: Waker) -> Result<Option<Waker>, (Pin<Box<F>>, Waker)> {
        if let State::Over = self.state {
            return Err((future, waker));
        }
        self.state = State::Waiting(future);
        Ok(self.waker.replace(waker))
    }
}

type WeakDriven<F, Thread> = <<Thread as SharedState>::Shared<Driven<F>> as SharedCell<Driven<F>>>::Weak;

/// Ends the future.
pub(crate) struct Ending<F: 'static, Thread: Flavour>(WeakDriven<F, Thread>);

send_if!([F: 'static,] Ending<F, Thread>; carries [F]);

impl<I, F: 'static, Thread: Flavour> Canceller<I, Thread> for Ending<F, Thread> {
    /// Drops the future, now or when it is polled no more, and lets its task end.
    fn cancel(self) -> Option<I> {
        let driven = <Thread::Shared<Driven<F>>>::upgrade(&self.0)?;
        let (ended, waker) = driven.with(|driven| (driven.replace(State::Over), driven.waker.take()));
        drop(ended);
        waker.into_iter().for_each(Waker::wake);
        None
    }
}

/// The future stays in its box.
impl<T: 'static, R: ErrorSet, F, Thread: Flavour> Unpin for Task<T, R, F, Thread> {}

impl<T: 'static, R: ErrorSet, F: Future<Output = Outcome<T, R>>, Thread: Flavour> Future
    for Task<T, R, F, Thread>
{
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let taken = self.driven.with(|driven| match driven.state {
            State::Waiting(_) => driven.replace(State::Polled),
            State::Polled | State::Over => driven.replace(State::Over),
        });
        let State::Waiting(mut future) = taken else { return Poll::Ready(()) };
        match future.as_mut().poll(context) {
            Poll::Pending => {
                let waker = context.waker().clone();
                match self.driven.with(|driven| driven.put_back(future, waker)) {
                    Ok(_) => Poll::Pending,
                    Err(_) => Poll::Ready(()),
                }
            }
            Poll::Ready(outcome) => {
                drop(self.driven.with(|driven| driven.replace(State::Over)));
                drop(future);
                if let Some(resolver) = self.resolver.take() {
                    resolver.resolve(outcome);
                }
                Poll::Ready(())
            }
        }
    }
}

/// A Deferred of what `future` will give, and the task that drives it.
#[allow(clippy::type_complexity, reason = "the two of them")]
pub(crate) fn drive<T: 'static, R: ErrorSet, F: 'static, Thread>(
    future: F,
    made: &'static Location<'static>,
) -> (Deferred<T, R, Thread>, Task<T, R, F, Thread>)
where
    Thread: Flavour + Carries<F>,
{
    let driven =
        <Thread::Shared<Driven<F>>>::new(Driven { state: State::Waiting(Box::pin(future)), waker: None });
    let (resolver, d) = pair_with_optional_canceller(Ending::<F, Thread>(driven.downgrade()), made);
    (d, Task { driven, resolver: Some(resolver) })
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// A Deferred of what `future` gives, driven by an executor: `spawn` is given the task, and puts it wherever futures run.
    ///
    /// That is a function such as `tokio::task::spawn_local`, or a closure: with a `LocalSpawner` of `futures`,
    /// `|task| spawner.spawn_local(task).expect("it runs")`. What it gives is dropped.
    ///
    /// ```
    /// use deferred::{Deferred, chain};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    /// let length = tokio::task::LocalSet::new().block_on(&runtime, async {
    ///     let page = Deferred::<_>::from_future(async { Ok("four") }, tokio::task::spawn_local);
    ///     chain! { page; then |page| page.len() }.await
    /// });
    /// assert!(matches!(length, Ok(4)));
    /// # Ok::<_, std::io::Error>(())
    /// ```
    ///
    /// The future gives an [`Outcome`]. If the Deferred is [cancelled](crate::Cancelled), the future is dropped at once, and
    /// with it what it waits for is cancelled in turn; its task then ends. Where the set has no
    /// `Cancelled`, it cannot be cancelled, and is waited for. If the task is dropped, the Deferred is abandoned.
    ///
    /// Where there is no executor, [`run`](crate::run()) polls the future itself.
    ///
    /// Twisted: `Deferred.fromFuture`, `Deferred.fromCoroutine`, `ensureDeferred`.
    #[doc(alias("fromFuture", "fromCoroutine", "ensureDeferred", "spawn"))]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn from_future<F, H>(future: F, spawn: impl FnOnce(Task<T, R, F>) -> H) -> Self where F: Future<Output = Outcome<T, R>> + 'static {
        let (d, task) = drive(future, Location::caller());
        spawn(task);
        d
    }
}
