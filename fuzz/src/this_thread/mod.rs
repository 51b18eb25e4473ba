//! The flavour of programs over Deferreds of one thread.

pub mod flavour {
    use crate::program::Hop;
    use crate::this_thread::run::World;
    use deferred::{CanBeCancelled, Clock, ErrorSet, Outcome};
    use std::cell::{RefCell, RefMut};
    use std::time::Duration;

    pub type Thread = deferred::ThisThread;
    pub type Deferred<T, R> = deferred::Deferred<T, R>;
    pub type Resolver<T, R> = deferred::Resolver<T, R>;
    pub type Anything = dyn std::any::Any;
    pub type Call = Box<dyn FnOnce()>;
    pub type Job = Box<dyn FnOnce()>;
    pub type BoxFuture = std::pin::Pin<Box<dyn Future<Output = ()>>>;
    pub type Give<O> = dyn Fn() -> O;

    pub use deferred::{defer_later, later};

    #[track_caller]
    pub fn pending<T: 'static, R: ErrorSet>() -> (Resolver<T, R>, Deferred<T, R>) {
        Deferred::pending()
    }

    #[track_caller]
    pub fn cancellable<T: 'static, R: CanBeCancelled<Which>, Which>(
        canceller: impl FnOnce() + 'static,
    ) -> (Resolver<T, R>, Deferred<T, R>) {
        Deferred::cancellable(canceller)
    }

    macro_rules! cancellable_with {
        ($canceller:expr) => {
            deferred::Deferred::cancellable_with($canceller)
        };
    }
    pub(crate) use cancellable_with;

    pub fn settled<T: 'static, R: ErrorSet>(outcome: Outcome<T, R>) -> Deferred<T, R> {
        Deferred::settled(outcome)
    }

    pub fn from_future<T: 'static, R: ErrorSet, F: Future<Output = Outcome<T, R>> + 'static>(
        future: F,
        spawn: impl FnOnce(BoxFuture),
    ) -> Deferred<T, R> {
        Deferred::from_future(future, |task| spawn(Box::pin(task)))
    }

    #[track_caller]
    pub fn begun<T: 'static, R: CanBeCancelled<Which>, C: FnOnce() + 'static, Which>(
        begin: impl FnOnce(Resolver<T, R>) -> C,
    ) -> Deferred<T, R> {
        Deferred::begun(begin)
    }

    pub use deferred::run as run_future;

    pub fn lock<T: 'static>(value: T) -> deferred::Lock<T> {
        deferred::Lock::new(value)
    }

    pub fn semaphore(tokens: usize) -> deferred::Semaphore {
        deferred::Semaphore::new(tokens)
    }

    pub fn queue<T: 'static>() -> deferred::Queue<T> {
        deferred::Queue::new()
    }

    pub fn looping_call<C: Clock + 'static>(clock: C, interval: Duration) -> deferred::LoopingCall<C> {
        deferred::LoopingCall::new(clock, interval)
    }

    /// Plain Deferreds do not hop.
    pub fn via<T: 'static, R: ErrorSet>(d: Deferred<T, R>, _: Hop) -> Deferred<T, R> {
        d
    }

    /// No inbox: there is no other thread.
    pub fn bring<T: 'static, R: ErrorSet>(
        d: Deferred<T, R>,
        f: impl FnOnce(Option<&Outcome<T, R>>) + 'static,
    ) {
        crate::bury::drop_later(Box::new(d.finally_with(f)));
    }

    /// No inbox: there is no other thread.
    pub fn bring_awaited<T: 'static, R: ErrorSet>(
        d: Deferred<T, R>,
        f: impl FnOnce(Option<&Outcome<T, R>>) + 'static,
    ) {
        bring(run_future(async move { d.await }), f);
    }

    /// Nothing runs on another thread.
    pub fn spawn(_: impl FnOnce() + 'static) -> Option<std::thread::JoinHandle<()>> {
        None
    }

    pub type Held<T> = RefCell<T>;
    pub type HeldGuard<'a, T> = RefMut<'a, T>;

    pub fn hold<T>(held: &Held<T>) -> HeldGuard<'_, T> {
        held.borrow_mut()
    }

    pub fn bury(what: Box<Anything>) {
        crate::bury::bury_here(what);
    }

    thread_local! {
        static WORLD: &'static World = Box::leak(Box::new(World::new()));
    }

    pub fn world() -> &'static World {
        WORLD.with(|world| *world)
    }
}

#[path = "../run/mod.rs"]
pub mod run;
