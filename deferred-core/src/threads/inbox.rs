//! `Inbox`: runs what other threads send to a thread, jobs and results, in that thread's loop.

use super::{Deferred, Executor, Job};
use crate::cancel::pair_forwarding_cancels;
use crate::crossing::Handle;
use crate::deferred::Outcome;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::error::site::{Site, Stage};
use crate::flavour::Wrap;
use crate::flavour::{CancelGroup, Payload, VisitHandles};
use crate::future;
use crate::future::{Post, Posted, keep};
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::boxed::Box;
use alloc::rc::{Rc, Weak};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::Any;
use core::cell::{Cell, RefCell};
use core::fmt::{self, Debug};
use core::future::Future;
use core::panic::Location;
use core::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// The inbox of a thread, for what other threads send: jobs, and the results of Deferreds that it
/// [brings](Self::bring) over.
///
/// An inbox belongs to one thread, whose loop calls [`run_ready`](Self::run_ready) or [`run`](Self::run).
///
/// ```
/// use deferred::{chain, testing::success_result_of, threads::{self, Inbox}};
/// use std::{rc::Rc, thread};
///
/// let inbox = Inbox::new();
/// let (resolver, length) = threads::pending::<u32, ()>();
/// let unit = Rc::new("m"); // it cannot leave this thread, and need not
/// let length = chain! { inbox.bring(length); then move |n| format!("{n} {unit}") };
///
/// thread::spawn(move || resolver.succeed(5));
/// inbox.run();
/// assert_eq!(success_result_of(length), "5 m");
/// ```
///
/// Twisted: the reactor, with `callFromThread`.
pub struct Inbox {
    mailbox: Mailbox,
    received: mpsc::Receiver<Message>,
    awaited: Rc<RefCell<Awaited>>,
    /// How many futures this inbox polls.
    polled: Rc<Cell<usize>>,
}

/// The sending end of an [`Inbox`], for any thread: an [`Executor`] that runs jobs on the inbox's thread.
///
/// ```
/// use deferred::{threads::{self, Inbox}, testing::success_result_of};
///
/// let inbox = Inbox::new();
/// let (resolver, answer) = threads::pending::<u32, ()>();
/// let answer = answer.via(inbox.mailbox()).map(|n| n + 1); // on the inbox's thread
/// std::thread::spawn(move || resolver.succeed(41)).join().unwrap();
/// inbox.run_ready();
/// assert_eq!(success_result_of(answer), 42);
/// ```
///
/// Twisted: `reactor.callFromThread`.
#[derive(Clone)]
pub struct Mailbox {
    messages: mpsc::Sender<Message>,
}

enum Message {
    Job(Job),
    /// Another thread woke a future of this thread, or dropped its last waker.
    Waker(Posted),
    /// The outcome for the taker at `place`; `None` if it will never come.
    Outcome {
        place: usize,
        outcome: Option<Box<dyn Any + Send>>,
    },
}

/// Hands an outcome, whose type it knows, to a resolver of this thread.
type Take = Box<dyn FnOnce(Option<Box<dyn Any + Send>>)>;

/// The takers of outcomes, each at its place.
#[derive(Default)]
struct Awaited {
    takers: Vec<Option<Take>>,
    free: Vec<usize>,
}

impl Awaited {
    /// Reserves a place for a taker, which `put` fills at once.
    fn reserve(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.takers.push(None);
            self.takers.len() - 1
        })
    }

    /// Puts a taker in its place, and returns the one before.
    fn put(&mut self, place: usize, taker: Take) -> Option<Take> {
        self.takers[place].replace(taker)
    }

    fn take(&mut self, place: usize) -> Option<Take> {
        let taker = self.takers.get_mut(place)?.take()?;
        self.free.push(place);
        Some(taker)
    }

    fn is_empty(&self) -> bool {
        self.free.len() == self.takers.len()
    }
}

impl Inbox {
    /// An inbox for the current thread.
    pub fn new() -> Self {
        let (messages, received) = mpsc::channel();
        Inbox { mailbox: Mailbox { messages }, received, awaited: Rc::default(), polled: Rc::default() }
    }

    /// A sending end of the inbox.
    ///
    /// ```
    /// use deferred::threads::{Executor, Inbox};
    ///
    /// let inbox = Inbox::new();
    /// let mailbox = inbox.mailbox();
    /// std::thread::spawn(move || mailbox.execute(Box::new(|| println!("on the inbox's thread")))).join().unwrap();
    /// assert_eq!(inbox.run_ready(), 1);
    /// ```
    pub fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// Brings a Deferred to this thread: a plain one of the same result, which fires when the inbox is read.
    ///
    /// A cancel goes to the Deferred on the other thread. If that has sent its result already, the message is
    /// discarded where [`Cancelled`](crate::Cancelled) is in the set: the plain Deferred fails with that, and
    /// nothing runs when the inbox is read.
    #[track_caller]
    pub fn bring<T: Send + 'static, R: ErrorSet + Send>(&self, d: Deferred<T, R>) -> crate::Deferred<T, R> {
        let made = Location::caller();
        let is_sent = Arc::new(AtomicBool::new(false));
        let place = self.awaited.borrow_mut().reserve();
        let elsewhere = Elsewhere {
            handle: d.cell_handle(),
            is_sent: is_sent.clone(),
            awaited: Rc::downgrade(&self.awaited),
            place,
            discard: Rc::new(move || {
                let cancelled = Outcome::<T, R>::cancelled(made)?;
                Some((Box::new(cancelled), Box::new(ignore::<T, R>)))
            }),
        };
        let (resolver, here) = pair_forwarding_cancels(Wrap(elsewhere), made);
        let unused =
            self.awaited.borrow_mut().put(place, Box::new(move |outcome| deliver(resolver, outcome)));
        drop(unused);
        let reply = Reply { messages: self.mailbox.messages.clone(), is_sent, place: Some(place) };
        d.settle_in_flight(Wrap(reply), |Wrap(reply), outcome| reply.send(Box::new(outcome)));
        here
    }

    /// Polls `future` on this thread: now, whenever it is woken here, and when the inbox is read after it was woken elsewhere.
    ///
    /// The future may await what other threads fire, and futures of any pool of threads, and need not be `Send`.
    /// [`run`](Self::run) waits for it.
    ///
    /// ```
    /// use deferred::{Deferred, testing::success_result_of, threads::{self, Inbox}};
    /// use std::{rc::Rc, thread};
    ///
    /// let inbox = Inbox::new();
    /// let (resolver, page) = threads::pending::<&str, ()>();
    /// let title = Rc::new("title: ");
    /// let shown: Deferred<String> = inbox.poll(async move { Ok(format!("{title}{}", page.await?)) });
    /// thread::spawn(move || resolver.succeed("Spiders"));
    /// inbox.run();
    /// assert_eq!(success_result_of(shown), "title: Spiders");
    /// ```
    ///
    /// For the rest, see [`run`](crate::run()). If the inbox is gone when another thread wakes the future, it is
    /// polled no more.
    #[track_caller]
    #[doc(alias("inlineCallbacks", "ensureDeferred", "spawn"))]
    pub fn poll<T: 'static, R: ErrorSet, F>(&self, future: F) -> crate::Deferred<T, R>
    where
        F: Future<Output = Outcome<T, R>> + 'static,
    {
        let polled = Counted::among(&self.polled);
        let messages = self.mailbox.messages.clone();
        let post: Post = Arc::new(move |posted| drop(messages.send(Message::Waker(posted))));
        let future = async move {
            let _polled = polled;
            future.await
        };
        keep(future, future::outcome, Site::here(Stage::Pending), Some(post))
    }

    /// Runs the messages that have arrived, and returns how many there were. Those that arrive while they run are run as
    /// well, so a job that sends itself again keeps this call from coming to its end.
    ///
    /// A panic of a callback goes on out of this call; the messages that have not been run then are left for the
    /// next call.
    pub fn run_ready(&self) -> usize {
        self.received.try_iter().map(|message| self.open(message)).count()
    }

    /// Runs messages as they arrive, until no Deferred that was brought over is awaited any more, and every future
    /// that is polled here has ended. The thread sleeps in between.
    pub fn run(&self) {
        while !self.awaited.borrow().is_empty() || self.polled.get() > 0 {
            let message = self.received.recv().expect("the inbox has a mailbox of its own");
            self.open(message);
        }
    }

    fn open(&self, message: Message) {
        match message {
            Message::Job(job) => job(),
            Message::Waker(posted) => posted.open(),
            Message::Outcome { place, outcome } => {
                let taker = self.awaited.borrow_mut().take(place);
                if let Some(taker) = taker {
                    taker(outcome);
                }
            }
        }
    }
}

/// Counts a future that is polled here.
struct Counted(Rc<Cell<usize>>);

impl Counted {
    fn among(count: &Rc<Cell<usize>>) -> Self {
        count.set(count.get() + 1);
        Counted(count.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Default for Inbox {
    fn default() -> Self {
        Self::new()
    }
}

fn deliver<T: 'static, R: ErrorSet>(resolver: Resolver<T, R>, outcome: Option<Box<dyn Any + Send>>) {
    match outcome.map(|outcome| outcome.downcast::<Outcome<T, R>>()) {
        Some(Ok(outcome)) => resolver.resolve_in_flight(*outcome),
        Some(Err(_)) => unreachable!("a place is for one type"),
        // The Deferred was reported where it was abandoned.
        None => resolver.into_sender().abandon_silently(),
    }
}

#[diagnostic::do_not_recommend]
impl Executor for Mailbox {
    /// Runs the job on the inbox's thread. If the inbox is gone the job is dropped.
    fn execute(&self, job: Job) {
        drop(self.messages.send(Message::Job(job)));
    }
}

/// The canceller of a Deferred that was brought here.
#[derive(Clone)]
struct Elsewhere {
    handle: Option<Handle>,
    /// Whether the message with the outcome has been sent.
    is_sent: Arc<AtomicBool>,
    awaited: Weak<RefCell<Awaited>>,
    place: usize,
    /// Returns the outcome of a cancelled Deferred, if the set has one, and the taker that gets it when the message
    /// is discarded.
    discard: Rc<dyn Fn() -> Option<(Box<dyn Any + Send>, Take)>>,
}

impl Elsewhere {
    /// Discards the message that has been sent: the waiting Deferred gets the outcome of a cancel, and the message
    /// is ignored when it arrives.
    fn discard(&self) -> Option<()> {
        let awaited = self.awaited.upgrade()?;
        let (cancelled, ignore) = (self.discard)()?;
        let taker = awaited.borrow_mut().put(self.place, ignore)?;
        taker(Some(cancelled));
        Some(())
    }
}

impl CancelGroup for Wrap<Elsewhere> {
    fn each(&self, visit: VisitHandles<'_>) {
        visit(None);
    }

    /// The Deferred is of the other flavour, so it is cancelled here, and not by the walk.
    fn ask(&self, _: VisitHandles<'_>) -> Option<WhenAsked> {
        if self.0.is_sent.load(Ordering::Acquire) {
            self.0.discard();
        } else {
            self.0.handle.iter().for_each(Handle::cancel_soon);
        }
        None
    }
}

/// The taker of an outcome that nobody waits for any more.
fn ignore<T: 'static, R: ErrorSet>(outcome: Option<Box<dyn Any + Send>>) {
    if let Some(Ok(outcome)) = outcome.map(|outcome| outcome.downcast::<Outcome<T, R>>()) {
        match *outcome {
            Ok(value) => drop(value),
            Err(failure) => failure.comes_of_a_cancel(),
        }
    }
}

/// Sends the outcome back to the inbox. Its drop before that sends that none will come.
struct Reply {
    messages: mpsc::Sender<Message>,
    is_sent: Arc<AtomicBool>,
    /// `None` once the outcome was sent.
    place: Option<usize>,
}

impl Reply {
    fn send(mut self, outcome: Box<dyn Any + Send>) {
        self.post(Some(outcome));
    }

    /// If the inbox is gone, the outcome is dropped here: a failure is reported.
    fn post(&mut self, outcome: Option<Box<dyn Any + Send>>) {
        if let Some(place) = self.place.take() {
            self.is_sent.store(true, Ordering::Release);
            drop(self.messages.send(Message::Outcome { place, outcome }));
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        self.post(None);
    }
}

impl Debug for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inbox")
    }
}

impl Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox")
    }
}
