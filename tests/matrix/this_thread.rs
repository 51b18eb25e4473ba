//! The matrix over the Deferreds of one thread.

use crate::scenario::{Act, Came, Outside, Source};

pub mod flavour {
    use super::cell::R;
    use crate::world::Value;
    use deferred::{ErrorSet, Outcome};
    use std::time::Duration;

    pub type Thread = deferred::ThisThread;
    pub type Deferred<T, R> = deferred::Deferred<T, R>;
    pub type Resolver<T, R> = deferred::Resolver<T, R>;
    pub type CancelHandle = deferred::CancelHandle;
    pub type Turn = Box<dyn FnOnce()>;
    pub type BoxFuture = std::pin::Pin<Box<dyn Future<Output = ()>>>;
    pub use deferred::{attempt, defer_later, later, run};

    #[track_caller]
    pub fn pending<T: 'static, R: ErrorSet>() -> (Resolver<T, R>, Deferred<T, R>) {
        Deferred::pending()
    }

    #[track_caller]
    pub fn cancellable(canceller: impl FnOnce() + 'static) -> (Resolver<Value, R>, Deferred<Value, R>) {
        Deferred::cancellable(canceller)
    }

    pub fn answering(
        canceller: impl FnOnce() -> Outcome<Value, R> + 'static,
    ) -> (Resolver<Value, R>, Deferred<Value, R>) {
        Deferred::cancellable_with(canceller)
    }

    pub fn forwarding(ask: impl Fn() + 'static) -> (Resolver<Value, R>, Deferred<Value, R>) {
        Deferred::forwarding(ask)
    }

    pub fn begun<C: FnOnce() + 'static>(begin: impl FnOnce(Resolver<Value, R>) -> C) -> Deferred<Value, R> {
        Deferred::begun(begin)
    }

    pub fn settled<T: 'static, R: ErrorSet>(outcome: Outcome<T, R>) -> Deferred<T, R> {
        Deferred::settled(outcome)
    }

    pub fn from_future<F: Future<Output = Outcome<Value, R>> + 'static>(
        future: F,
        spawn: impl FnOnce(BoxFuture),
    ) -> Deferred<Value, R> {
        Deferred::from_future(future, |task| spawn(Box::pin(task)))
    }

    pub fn lock<T: 'static>(value: T) -> deferred::Lock<T> {
        deferred::Lock::new(value)
    }

    pub fn semaphore(tokens: usize) -> deferred::Semaphore {
        deferred::Semaphore::new(tokens)
    }

    pub fn queue<T: 'static>() -> deferred::Queue<T> {
        deferred::Queue::new()
    }

    pub fn looping_call<C: deferred::Clock + 'static>(
        clock: C,
        interval: Duration,
    ) -> deferred::LoopingCall<C> {
        deferred::LoopingCall::new(clock, interval)
    }
}

#[path = "cell.rs"]
pub mod cell;
#[path = "kinds/mod.rs"]
pub mod kinds;

/// Kinds that there are in this flavour only.
#[path = "kinds/inbox.rs"]
pub mod own;

/// All kinds of this flavour, and how a cell is run.
pub fn matrix() -> crate::counts::Matrix {
    fn run(kind: usize, source: Source, outside: Outside, fault: Option<(usize, Act)>) -> Came {
        cell::run(kinds::all().nth(kind).expect("there is one of this number"), source, outside, fault)
    }
    crate::counts::Matrix { flavour: "one thread", kinds: kinds::all().map(|kind| kind.name).collect(), run }
}
