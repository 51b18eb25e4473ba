//! Futures of one thread: each is in a slot of that thread, which its waker knows by number.
//!
//! Nothing of it is in its waker but the number of the place, so a waker that goes to another thread takes nothing along.
//! There it finds no place of its own: the wake is posted to the thread of the future, or refused.

use super::ending::Ending;
use super::waking;
use super::waking::{Pollable, Woken};
use super::{Polls, Settling, begun};
use crate::cancel::pair_with_optional_canceller;
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::Canceller;
use crate::flavour::ThisThread;
use crate::flavour::{Flavour, MaybeReady, SendIf};
use crate::runtime::trampoline;
use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::task::Wake;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Waker};

/// Sends a wake to the thread of its future.
pub(crate) type Post = Arc<dyn Fn(Arc<Alarm>) + Send + Sync>;

type Polled = Pin<Box<dyn Future<Output = ()>>>;

/// What wakes a future of this thread.
pub(crate) struct Alarm {
    place: usize,
    /// The thread of the place, as [`thread`] has it.
    thread: usize,
    /// Set once the future has ended, was dropped or cancelled: nobody wakes it any more.
    is_over: AtomicBool,
    post: Option<Post>,
}

/// Which future is at a place: others were there before it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Tenancy {
    place: usize,
    number: u64,
}

struct Place {
    content: Content,
    alarm: Arc<Alarm>,
    tenancy: u64,
}

enum Content {
    Nothing,
    Waiting(Polled),
    /// Whoever polls it has it.
    Polled {
        is_woken: bool,
    },
    /// The same, and it was cancelled.
    Unwanted,
}

struct Places {
    places: Vec<Place>,
    free: Vec<usize>,
}

std::thread_local! {
    static PLACES: RefCell<Places> = const { RefCell::new(Places { places: Vec::new(), free: Vec::new() }) };
    static TENANCIES: Cell<u64> = const { Cell::new(0) };
}

/// Says which thread this is, of those that are alive. One that comes later may have the number of one that has gone.
#[inline]
fn thread() -> usize {
    TENANCIES.with(|here| core::ptr::from_ref(here).addr())
}

/// Looks at the places, if the thread still has them.
fn with<A>(look: impl FnOnce(&mut Places) -> A) -> Option<A> {
    PLACES.try_with(|places| look(&mut places.borrow_mut())).ok()
}

/// The thread ends. A panic that left this would end the process, so each future goes, whatever the drop of another does.
impl Drop for Places {
    fn drop(&mut self) {
        let mut panicked = Panicked::default();
        self.places.drain(..).for_each(|place| panicked.run(|| drop(place)));
        panicked.end();
    }
}

impl Places {
    /// Takes a place, for a future that is about to be polled.
    fn put(&mut self, tenancy: u64, post: Option<Post>) -> Arc<Alarm> {
        match self.free.pop() {
            Some(number) => {
                let place = &mut self.places[number];
                if place.alarm.serves_again() && post.is_none() {
                    place.alarm.is_over.store(false, Ordering::Relaxed);
                } else {
                    place.alarm = Arc::new(Alarm::new(number, post));
                }
                place.tenancy = tenancy;
                place.content = Content::Polled { is_woken: false };
                place.alarm.clone()
            }
            None => {
                let number = self.places.len();
                let (content, alarm) =
                    (Content::Polled { is_woken: false }, Arc::new(Alarm::new(number, post)));
                self.places.push(Place { content, alarm: alarm.clone(), tenancy });
                alarm
            }
        }
    }

    /// The place of an alarm of this thread.
    fn of(&mut self, alarm: &Arc<Alarm>) -> Option<&mut Place> {
        self.places.get_mut(alarm.place).filter(|place| Arc::ptr_eq(&place.alarm, alarm))
    }

    /// Frees the place. What was there comes back.
    fn free(&mut self, number: usize) -> Content {
        let place = &mut self.places[number];
        place.alarm.is_over.store(true, Ordering::Relaxed);
        place.tenancy = 0;
        self.free.push(number);
        core::mem::replace(&mut place.content, Content::Nothing)
    }
}

impl Alarm {
    fn new(place: usize, post: Option<Post>) -> Self {
        Alarm { place, thread: thread(), is_over: AtomicBool::new(false), post }
    }

    /// Whether nobody but its place has it, and nothing of its last future is left in it.
    fn serves_again(self: &Arc<Self>) -> bool {
        Arc::strong_count(self) == 1 && self.post.is_none()
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        if self.thread == thread() {
            waking::woken(Woken::new(self));
        } else if !self.is_over.load(Ordering::Relaxed) {
            elsewhere(self);
        }
    }
}

/// It was woken on another thread than its own.
#[cold]
fn elsewhere(alarm: Arc<Alarm>) {
    match &alarm.post {
        Some(post) => post(alarm.clone()),
        None => panic!(
            "a future of one thread was woken on another, where it cannot be polled: begin it with `Inbox::poll`, or let it cross threads, with `threads::run` [E-woken-on-another-thread]"
        ),
    }
}

/// What happens to a future that was polled.
enum After {
    Again(Polled),
    Waits,
    /// It goes, and so does its place.
    Ends(Polled),
    /// Nobody can wake it any more, so it goes.
    IsForgotten(Polled),
}

impl Pollable for Alarm {
    fn poll(self: Arc<Self>) {
        poll(self);
    }
}

/// Polls the future of `alarm`, unless that is being done.
fn poll(alarm: Arc<Alarm>) {
    let begin = |places: &mut Places| {
        let place = places.of(&alarm)?;
        match &mut place.content {
            Content::Polled { is_woken } => *is_woken = true,
            Content::Waiting(_) => {
                let polled = Content::Polled { is_woken: false };
                if let Content::Waiting(future) = core::mem::replace(&mut place.content, polled) {
                    return Some(future);
                }
            }
            Content::Nothing | Content::Unwanted => {}
        }
        None
    };
    if let Some(future) = with(begin).flatten() {
        poll_here(alarm, future);
    }
}

/// The place is free if a panic goes past this.
struct Tenant(usize);

impl Drop for Tenant {
    fn drop(&mut self) {
        with(|places| places.free(self.0));
    }
}

/// Polls the future of `alarm`, whose place says that it is being polled: nobody else changes that.
fn poll_here(alarm: Arc<Alarm>, mut future: Polled) {
    let tenant = Tenant(alarm.place);
    let waker = Waker::from(alarm);
    loop {
        let held = waking::hold();
        let scope = waking::polling(&waker);
        let ready = future.as_mut().poll(&mut Context::from_waker(&waker));
        if ready.is_ready() || scope.is_abandoned() {
            drop(tenant);
            drop(future);
            return;
        }
        drop(scope);
        let after = with(|places| after(&mut places.places[tenant.0], future));
        match after {
            Some(After::Again(again)) => future = again,
            Some(After::Waits) => {
                core::mem::forget(tenant);
                return;
            }
            Some(After::Ends(future)) | Some(After::IsForgotten(future)) => {
                drop(tenant);
                return drop(future);
            }
            // The thread is going away, and the future with it.
            None => return core::mem::forget(tenant),
        }
        drop(held);
    }
}

/// The owners of an alarm that do not wake: its place, and the waker of who polls.
const NOT_WAKING: usize = 2;

fn after(place: &mut Place, future: Polled) -> After {
    match place.content {
        Content::Polled { is_woken: true } => {
            place.content = Content::Polled { is_woken: false };
            After::Again(future)
        }
        Content::Polled { is_woken: false } if Arc::strong_count(&place.alarm) == NOT_WAKING => {
            After::IsForgotten(future)
        }
        Content::Polled { is_woken: false } => {
            place.content = Content::Waiting(future);
            After::Waits
        }
        _ => After::Ends(future),
    }
}

/// Ends a future of this thread.
pub(crate) struct Stop(Tenancy);

// SAFETY: of this flavour nothing is claimed.
#[allow(unsafe_code)]
unsafe impl SendIf<ThisThread> for Stop {}

impl<I> Canceller<I> for Stop {
    /// Drops the future, now or when it is polled no more.
    fn cancel(self) -> Option<I> {
        let Stop(Tenancy { place: number, number: tenancy }) = self;
        let stop = |places: &mut Places| {
            let place = places.places.get_mut(number).filter(|place| place.tenancy == tenancy)?;
            match place.content {
                Content::Waiting(_) => return Some(places.free(number)),
                Content::Polled { .. } => place.content = Content::Unwanted,
                Content::Nothing | Content::Unwanted => {}
            }
            None
        };
        if let Some(Content::Waiting(future)) = with(stop).flatten() {
            waking::discard(future);
        }
        None
    }
}

impl<F: Future + 'static, T: 'static, R: ErrorSet> Polls<F, T, R> for ThisThread {
    #[inline]
    fn poll(future: F, settle: Settling<F::Output, T, R, Self>, site: Site) -> Deferred<T, R> {
        keep(future, settle, site, None)
    }
}

/// Keeps `future` in a place of this thread. Wakes that come on others go by `post`.
pub(crate) fn keep<F: Future + 'static, T: 'static, R: ErrorSet>(
    future: F,
    settle: Settling<F::Output, T, R, ThisThread>,
    site: Site,
    post: Option<Post>,
) -> Deferred<T, R> {
    let tenancy = TENANCIES.replace(TENANCIES.get() + 1) + 1;
    let Some(alarm) = with(|places| places.put(tenancy, post)) else {
        // The thread is going away, and nothing is polled there any more.
        let (sender, receiver) = ThisThread::pair(site.location());
        drop((future, Resolver::<T, R>::new(sender)));
        return MaybeReady::Pending(receiver).into();
    };
    let stop = Stop(Tenancy { place: alarm.place, number: tenancy });
    let (resolver, d) = pair_with_optional_canceller(stop, site.location());
    let polled = Box::pin(Ending::new(future, resolver, settle, site));
    match trampoline::enter() {
        Some(_level) => poll_here(alarm, polled),
        None => {
            with(|places| places.places[alarm.place].content = Content::Waiting(polled));
            Woken::new(alarm).poll();
        }
    }
    begun(d)
}
