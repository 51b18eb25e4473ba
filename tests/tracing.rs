//! Chains in `tracing`: each keeps its span, stages are events, and so is what nobody handled.

use deferred::{
    Cancelled, Deferred, TestClock, TimedOut, chain, fail, run, succeed, testing::success_result_of, threads,
};
use std::cell::Cell;
use std::fmt::{Debug, Write};
use std::future::{Future, IntoFuture};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{self, Wake, Waker};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber, info, info_span};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// Notes each event behind the names of the spans around it.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let shown = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            "stage" | "error" => write!(self.0, " {field}={value:?}"),
            _ => Ok(()),
        };
        shown.unwrap();
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Noting {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let spans = context.event_scope(event).into_iter().flat_map(|scope| scope.from_root());
        let mut line = Line(spans.map(|span| span.name()).collect::<Vec<_>>().join(">"));
        line.0.push(':');
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

impl Noting {
    /// What was noted, of what `tells` says of a line.
    fn taken(&self, tells: impl Fn(&str) -> bool) -> Vec<String> {
        let mut lines = std::mem::take(&mut *self.0.lock().unwrap());
        lines.retain(|line| tells(line));
        lines
    }
}

/// Runs `test` with all that happens on this thread, and on those that it gives this to, noted.
fn noting(test: impl FnOnce(&Noting, &tracing::Dispatch)) {
    deferred::tracing::install();
    let noting = Noting::default();
    let dispatch = tracing::Dispatch::new(tracing_subscriber::registry().with(noting.clone()));
    tracing::dispatcher::with_default(&dispatch, || test(&noting, &dispatch));
}

fn is_the_users(line: &str) -> bool {
    !line.contains("stage=")
}

#[test]
fn a_chain_runs_in_the_span_in_which_it_was_made() {
    noting(|noting, _| {
        let (resolver, d) = Deferred::<u8>::pending();
        let d = info_span!("request").in_scope(|| chain! { d; then |n| { info!("here"); n + 1 } });
        let d = d.inspect(|_| info!("outside"));
        info_span!("reactor").in_scope(|| resolver.succeed(1));
        assert_eq!(success_result_of(d), 2);
        assert_eq!(noting.taken(is_the_users), ["request: here", "reactor: outside"]);
    });
}

#[test]
fn a_chain_stays_in_its_span_behind_what_it_waits_for() {
    noting(|noting, _| {
        let (resolver, d) = Deferred::<u8>::pending();
        let (later, waits) = Deferred::<u8>::pending();
        let d = info_span!("request").in_scope(|| {
            chain! { d; then move |_| waits, then |n| { info!("on"); n }, finally || info!("last") }
        });
        resolver.succeed(1);
        later.succeed(2);
        assert_eq!(success_result_of(d), 2);
        assert_eq!(noting.taken(is_the_users), ["request: on", "request: last"]);
    });
}

#[test]
fn it_is_so_on_another_thread() {
    noting(|noting, dispatch| {
        let (resolver, d) = threads::pending::<u8, ()>();
        let d = info_span!("request").in_scope(|| chain! { d; then |n| { info!("there"); n } });
        let dispatch = dispatch.clone();
        let fires = move || tracing::dispatcher::with_default(&dispatch, || resolver.succeed(1));
        std::thread::spawn(fires).join().unwrap();
        assert_eq!(success_result_of(d), 1);
        assert_eq!(noting.taken(is_the_users), ["request: there"]);
    });
}

#[test]
fn a_future_is_polled_in_the_span_in_which_it_was_begun() {
    noting(|noting, _| {
        let (resolver, d) = Deferred::<u8>::pending();
        let d = info_span!("request").in_scope(|| {
            run(async {
                let given = d.await;
                info!("awaited");
                given
            })
        });
        resolver.succeed(1);
        assert_eq!(success_result_of(d), 1);
        assert_eq!(noting.taken(is_the_users), ["request: awaited"]);
    });
}

#[test]
fn without_a_span_nothing_is_entered() {
    noting(|noting, _| {
        let (resolver, d) = Deferred::<u8>::pending();
        let d = d.inspect(|_| info!("here"));
        info_span!("reactor").in_scope(|| resolver.succeed(1));
        assert_eq!(success_result_of(d), 1);
        assert_eq!(noting.taken(is_the_users), ["reactor: here"]);
    });
}

#[test]
fn stages_are_told_where_they_wait_and_where_something_comes() {
    noting(|noting, _| {
        let (resolver, d) = Deferred::<u8, (&str, Cancelled)>::pending();
        let d = chain! { d; then |n| n + 1, catch |_: &str| 7, catch |_: Cancelled| 9 };
        assert_eq!(noting.taken(|_| true), [": waits stage=then"]);
        resolver.fail("offline");
        assert_eq!(success_result_of(d), 7);
        assert_eq!(
            noting.taken(|_| true),
            [": failure stage=then", ": failure stage=catch", ": value stage=catch"]
        );
    });
}

/// What `attach` attaches is told of where it waits, and of what comes; and of that alone where it is there already.
fn tells(stage: &str, attach: fn(Deferred<u8, (&'static str, Cancelled)>)) {
    let is_of_it = |line: &str| line.contains(&format!("stage={stage}"));
    noting(|noting, _| {
        for (failing, comes) in [(false, "value"), (true, "failure")] {
            let (resolver, d) = Deferred::pending();
            attach(d);
            assert_eq!(noting.taken(is_of_it), [format!(": waits stage={stage}")]);
            if failing {
                resolver.fail("offline")
            } else {
                resolver.succeed(1)
            }
            assert_eq!(noting.taken(is_of_it), [format!(": {comes} stage={stage}")]);
            attach(if failing { Deferred::fail("offline") } else { Deferred::succeed(1) });
            assert_eq!(noting.taken(is_of_it), [format!(": {comes} stage={stage}")]);
        }
    });
}

#[test]
fn every_method_tells() {
    use std::time::Duration;
    tells("map", |d| d.map(|n| n + 1).catch_all(|_| 0).detach());
    tells("then", |d| d.then(Ok::<_, &str>).catch_all(|_| 0).detach());
    tells("then", |d| d.then_else(succeed, |_| succeed(0)).detach());
    tells("catch", |d| d.catch_all(|_| 0).detach());
    tells("catch", |d| d.or_else(|_| succeed(0)).detach());
    tells("catch", |d| d.catch(|_: &str| 0).raises::<(Cancelled,), _>().both(|_| succeed(0)).detach());
    tells("both", |d| d.both(|_| succeed(0)).detach());
    tells("inspect", |d| d.inspect(|_| ()).both(|_| succeed(0)).detach());
    tells("finally", |d| d.finally(|| ()).both(|_| succeed(0)).detach());
    tells("context", |d| d.context("here").both(|_| succeed(0)).detach());
    tells("timeout", |d| {
        let d: Deferred<_, (&str, Cancelled, TimedOut)> = d.timeout(TestClock::new(), Duration::from_secs(1));
        d.both(|_| succeed(0)).detach();
    });
    tells("timeout", |d| {
        chain! { d; timeout(TestClock::new(), Duration::from_secs(1)), both |_| 0 }.detach()
    });
    tells("timeout", |d| {
        let d: Deferred<_, (&str, Cancelled)> =
            d.timeout_with(TestClock::new(), Duration::from_secs(1), |_, _| 0);
        d.both(|_| succeed(0)).detach();
    });
    tells("give_up_after", |d| {
        let d: Deferred<_, (&str, Cancelled, TimedOut)> =
            d.give_up_after(TestClock::new(), Duration::from_secs(1));
        d.both(|_| succeed(0)).detach();
    });
}

/// What awaits is woken in the span in which it was polled, by whatever waker.
#[test]
fn a_waker_is_woken_in_the_span_of_the_await() {
    struct Telling;
    impl Wake for Telling {
        fn wake(self: Arc<Self>) {
            info!("woken");
        }
    }
    noting(|noting, _| {
        let (resolver, d) = Deferred::<u8>::pending();
        let mut awaiting = d.into_future();
        info_span!("request").in_scope(|| {
            for waker in [Waker::from(Arc::new(Telling)), Waker::from(Arc::new(Telling))] {
                assert!(Pin::new(&mut awaiting).poll(&mut task::Context::from_waker(&waker)).is_pending());
            }
        });
        info_span!("reactor").in_scope(|| resolver.succeed(1));
        let woken = noting.taken(is_the_users);
        assert!(!woken.is_empty() && woken.iter().all(|line| line == "request: woken"), "{woken:?}");
    });
}

#[test]
fn what_nobody_handled_is_an_event() {
    noting(|noting, _| {
        info_span!("request").in_scope(|| drop(fail::<(), _>("bang!")));
        let (resolver, d) = Deferred::<u8>::pending();
        let d = d.map(|n| n + 1);
        drop(resolver);
        drop(d);
        let lines = noting.taken(|line| !line.contains("waits"));
        assert_eq!(lines, [r#"request: unhandled stage=source error="bang!""#, ": abandoned stage=pending"]);
    });
}

/// Panics at the n-th thing that it is told of a span or a stage.
struct Panicking {
    left: Arc<AtomicUsize>,
}

impl Panicking {
    fn is_told(&self) {
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(1), Ordering::Relaxed);
        assert!(left != 1, "subscriber");
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Panicking {
    fn on_event(&self, _: &Event<'_>, _: Context<'_, S>) {
        self.is_told();
    }

    fn on_enter(&self, _: &tracing::Id, _: Context<'_, S>) {
        self.is_told();
    }

    fn on_exit(&self, _: &tracing::Id, _: Context<'_, S>) {
        self.is_told();
    }

    fn on_close(&self, _: tracing::Id, _: Context<'_, S>) {
        self.is_told();
    }
}

/// A subscriber is foreign code: whatever of a chain it panics at, each `finally` runs once, and each value is dropped.
#[test]
fn nothing_is_lost_where_a_subscriber_panics() {
    deferred::tracing::install();
    let left = Arc::new(AtomicUsize::new(0));
    let panicking = Panicking { left: left.clone() };
    let dispatch = tracing::Dispatch::new(tracing_subscriber::registry().with(panicking));
    tracing::dispatcher::with_default(&dispatch, || {
        let mut panicked = 0;
        for at in 1..30 {
            let (ended, value) = (Rc::new(Cell::new(0)), Rc::new(()));
            let (first, last) = (ended.clone(), ended.clone());
            let (resolver, d) = Deferred::<Rc<()>>::pending();
            let d = info_span!("chain")
                .in_scope(|| chain! { d; finally move || first.set(first.get() + 1), then |value| value });
            let d = info_span!("method").in_scope(|| d.finally(move || last.set(last.get() + 1)));
            let d = info_span!("map").in_scope(|| d.map(|value| value));
            left.store(at, Ordering::Relaxed);
            let fired = catch_unwind(AssertUnwindSafe(|| resolver.succeed(value.clone())));
            drop(d);
            left.store(0, Ordering::Relaxed);
            panicked += u32::from(fired.is_err());
            assert_eq!((ended.get(), Rc::strong_count(&value)), (2, 1), "at {at}");
        }
        assert_eq!(panicked, 13, "four stages, and three spans that are entered, left and closed");
    });
}
