//! `from_future`: a future that an executor of the user drives, and the Deferred of its output.

use crate::cancel::pair_with_optional_canceller;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::flavour::Canceller;
use crate::flavour::send_claims::send_if;
use crate::flavour::shared::SharedState;
use crate::flavour::{Carries, Flavour, SharedCell, ThisThread};
use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use core::future::Future;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Drives a future, and fires with its output.
///
/// `from_future` names this type: of an opaque type the compiler would check again, wherever it is mentioned, the
/// bounds of the future.
#[must_use = "the future is driven where this is spawned or polled"]
pub struct Task<T: 'static, R: ErrorSet + 'static, F: Future + 'static, Thread: Flavour = ThisThread> {
    driven: Thread::Shared<Driven<F>>,
    /// `None` only once fired.
    resolver: Option<Resolver<T, R, Thread>>,
    /// Fires with what the future gives. A task is a future whatever that is, so that a future which gives no outcome is
    /// one mistake, where it is given to `from_future`, and not another one at each executor.
    fire: fn(Resolver<T, R, Thread>, F::Output),
}

/// A future that a cancel can end.
pub(crate) struct Driven<F> {
    state: State<F>,
    waker: Option<Waker>,
}

enum State<F> {
    Waiting(Pin<Box<F>>),
    /// The future is being polled, and is with whoever polls it.
    Polled,
    /// The future has ended, or was cancelled.
    Over,
}

impl<F> Driven<F> {
    fn replace(&mut self, state: State<F>) -> State<F> {
        core::mem::replace(&mut self.state, state)
    }

    /// Puts the future back until `waker` wakes its task, and returns the waker before that. Returns both if the
    /// future was cancelled.
    fn put_back(&mut self, future: Pin<Box<F>>, waker: Waker) -> Result<Option<Waker>, (Pin<Box<F>>, Waker)> {
        if let State::Over = self.state {
            return Err((future, waker));
        }
        self.state = State::Waiting(future);
        Ok(self.waker.replace(waker))
    }
}

type WeakDriven<F, Thread> = <<Thread as SharedState>::Shared<Driven<F>> as SharedCell<Driven<F>>>::Weak;

/// The canceller: ends the future.
pub(crate) struct Ending<F: 'static, Thread: Flavour>(WeakDriven<F, Thread>);

send_if!([F: 'static,] Ending<F, Thread>; carries [F]);

impl<I, F: 'static, Thread: Flavour> Canceller<I, Thread> for Ending<F, Thread> {
    /// Drops the future, now or when the current poll ends, and lets its task end.
    fn cancel(self) -> Option<I> {
        let driven = <Thread::Shared<Driven<F>>>::upgrade(&self.0)?;
        let (ended, waker) = driven.with(|driven| (driven.replace(State::Over), driven.waker.take()));
        let mut panicked = Panicked::default();
        panicked.run(|| drop(ended));
        panicked.run(|| waker.into_iter().for_each(Waker::wake));
        panicked.resume();
        None
    }
}

/// The future stays in its box.
impl<T: 'static, R: ErrorSet, F: Future, Thread: Flavour> Unpin for Task<T, R, F, Thread> {}

impl<T: 'static, R: ErrorSet, F: Future, Thread: Flavour> Future for Task<T, R, F, Thread> {
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
                    (self.fire)(resolver, outcome);
                }
                Poll::Ready(())
            }
        }
    }
}

/// Makes a Deferred of the output of `future`, and the task that drives it.
#[allow(clippy::type_complexity, reason = "the two of them")]
pub(crate) fn drive<T: 'static, R: ErrorSet, F, Thread>(
    future: F,
    made: &'static Location<'static>,
) -> (Deferred<T, R, Thread>, Task<T, R, F, Thread>)
where
    F: Future<Output = Outcome<T, R>> + 'static,
    Thread: Flavour + Carries<F>,
{
    let driven =
        <Thread::Shared<Driven<F>>>::new(Driven { state: State::Waiting(Box::pin(future)), waker: None });
    let (resolver, d) = pair_with_optional_canceller(Ending::<F, Thread>(driven.downgrade()), made);
    (d, Task { driven, resolver: Some(resolver), fire: Resolver::resolve })
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// Makes a Deferred of the outcome of `future`, driven by an executor: `spawn` is given the task, and puts it
    /// wherever futures run.
    ///
    /// `spawn` is a function such as `tokio::task::spawn_local`, or a closure: with a `LocalSpawner` of `futures`,
    /// `|task| spawner.spawn_local(task).expect("it runs")`. Its return value is dropped.
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
    /// The future's output is an [`Outcome`]. A [cancel](crate::Cancelled) of the Deferred drops the future at
    /// once, which cancels what it waits for, and then ends its task. Where the set has no `Cancelled`, the
    /// Deferred cannot be cancelled, and the future is waited for. Dropping the task abandons the Deferred.
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
