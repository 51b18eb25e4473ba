//! Chains in `tracing`: each keeps its span, stages are events, and so is what nobody handled.

use deferred::{Cancelled, Deferred, chain, fail, run, testing::success_result_of, threads};
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
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
