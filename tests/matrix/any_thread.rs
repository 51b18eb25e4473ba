//! The matrix over the Deferreds that cross threads, on one thread.

use crate::scenario::{Act, Came, Outside, Source};

pub mod flavour {
    use super::cell::R;
    use crate::world::Value;
    use deferred::Outcome;

    pub type Thread = deferred::AnyThread;
    pub type Deferred<T, R> = deferred::threads::Deferred<T, R>;
    pub type Resolver<T, R> = deferred::threads::Resolver<T, R>;
    pub type CancelHandle = deferred::threads::CancelHandle;
    pub type Turn = Box<dyn FnOnce() + Send>;
    pub type BoxFuture = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;
    pub use deferred::threads::{
        attempt, begun, cancellable, defer_later, forwarding, later, lock, looping_call, pending, queue, run,
        semaphore, settled,
    };

    pub fn answering(
        canceller: impl FnOnce() -> Outcome<Value, R> + Send + 'static,
    ) -> (Resolver<Value, R>, Deferred<Value, R>) {
        deferred::threads::cancellable_with(canceller)
    }

    pub fn from_future<F: Future<Output = Outcome<Value, R>> + Send + 'static>(
        future: F,
        spawn: impl FnOnce(BoxFuture),
    ) -> Deferred<Value, R> {
        deferred::threads::from_future(future, |task| spawn(Box::pin(task)))
    }
}

#[path = "cell.rs"]
pub mod cell;
#[path = "kinds/mod.rs"]
pub mod kinds;

/// Kinds that there are in this flavour only.
#[path = "kinds/via.rs"]
pub mod own;

/// All kinds of this flavour, and how a cell is run.
pub fn matrix() -> crate::counts::Matrix {
    fn run(kind: usize, source: Source, outside: Outside, fault: Option<(usize, Act)>) -> Came {
        cell::run(kinds::all().nth(kind).expect("there is one of this number"), source, outside, fault)
    }
    crate::counts::Matrix { flavour: "any thread", kinds: kinds::all().map(|kind| kind.name).collect(), run }
}
