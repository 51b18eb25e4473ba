//! The flavour of programs over Deferreds that cross threads, with real threads.

pub mod flavour {
    use crate::any_thread::run::{World, boom};
    use crate::program::Hop;
    use deferred::threads::Inbox;
    use deferred::{ErrorSet, Outcome};
    use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

    pub type Thread = deferred::AnyThread;
    pub type Deferred<T, R> = deferred::threads::Deferred<T, R>;
    pub type Resolver<T, R> = deferred::threads::Resolver<T, R>;
    pub type Anything = dyn std::any::Any + Send;
    pub type Call = Box<dyn FnOnce() + Send>;
    pub use deferred::threads::Job;
    pub type BoxFuture = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;
    pub type Give<O> = dyn Fn() -> O + Send;

    pub use deferred::threads::{
        begun, cancellable, defer_later, later, lock, looping_call, pending, queue, run as run_future,
        semaphore, settled,
    };

    macro_rules! cancellable_with {
        ($canceller:expr) => {
            deferred::threads::cancellable_with($canceller)
        };
    }
    pub(crate) use cancellable_with;

    pub fn from_future<
        T: Send + 'static,
        R: ErrorSet + Send,
        F: Future<Output = Outcome<T, R>> + Send + 'static,
    >(
        future: F,
        spawn: impl FnOnce(BoxFuture),
    ) -> Deferred<T, R> {
        deferred::threads::from_future(future, |task| spawn(Box::pin(task)))
    }

    pub fn via<T: Send + 'static, R: ErrorSet + Send>(d: Deferred<T, R>, how: Hop) -> Deferred<T, R> {
        d.via(move |job: Job| match how {
            Hop::Here => job(),
            Hop::Kept => world().keep(job),
            Hop::Dropped => drop(job),
            Hop::Panics => boom(),
        })
    }

    pub fn bring<T: Send + 'static, R: ErrorSet + Send>(
        d: Deferred<T, R>,
        f: impl FnOnce(Option<&Outcome<T, R>>) + 'static,
    ) {
        by_inbox(d, f, Inbox::bring);
    }

    /// [`bring`] by a future that the inbox polls.
    pub fn bring_awaited<T: Send + 'static, R: ErrorSet + Send>(
        d: Deferred<T, R>,
        f: impl FnOnce(Option<&Outcome<T, R>>) + 'static,
    ) {
        by_inbox(d, f, |inbox, d| inbox.poll(async move { d.await }));
    }

    /// Hands the outcome of `d` to `f` on this thread, as `how` brings it.
    fn by_inbox<T: 'static, R: ErrorSet>(
        d: Deferred<T, R>,
        f: impl FnOnce(Option<&Outcome<T, R>>) + 'static,
        how: impl FnOnce(&Inbox, Deferred<T, R>) -> deferred::Deferred<T, R>,
    ) {
        if !crate::bury::has_inbox() {
            // Values in the Deferred may be reported as they are dropped, and the hook may panic.
            f(None);
            return drop(d);
        }
        let here = crate::bury::inbox(|inbox| how(inbox, d));
        crate::bury::drop_later(Box::new(here.finally_with(f)));
    }

    pub fn spawn(f: impl FnOnce() + Send + 'static) -> Option<std::thread::JoinHandle<()>> {
        std::thread::Builder::new().spawn(f).ok()
    }

    pub type Held<T> = Mutex<T>;
    pub type HeldGuard<'a, T> = MutexGuard<'a, T>;

    pub fn hold<T>(held: &Held<T>) -> HeldGuard<'_, T> {
        held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn bury(what: Box<Anything>) {
        crate::bury::bury(what);
    }

    static WORLD: LazyLock<World> = LazyLock::new(World::new);

    pub fn world() -> &'static World {
        &WORLD
    }
}

#[path = "../run/mod.rs"]
pub mod run;
