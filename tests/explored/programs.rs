//! The real programs.

use crate::examples::crawl::{Crawl, crawl};
use crate::examples::plugins::{Host, Pages, Plugin, Settings, ask};
use crate::examples::script::{self, Asleep, intro};
use deferred::testing::{Scenario, explore, success_result_of};
use deferred::{Cancelled, Deferred, TestClock, chain, succeed};
use indicatif::ProgressBar;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// Three requests, at any time while five seconds pass twice: each has its answer, and no timer is left of those that are answered.
#[test]
fn plugins_answer_whenever_they_are_asked() {
    let explored = explore(|scenario| {
        let host = Rc::new(Host { clock: TestClock::new() });
        scenario.time("clock", &host.clock, [3, 3, 3].map(Duration::from_secs));
        let answers = Rc::new(RefCell::new(Vec::new()));
        for request in ["/index", "off:", "slow:"] {
            let (host, answers) = (host.clone(), answers.clone());
            scenario.event(request, move || {
                let plugins: [Box<dyn Plugin>; 2] = [Box::new(Pages), Box::new(Settings)];
                answers.borrow_mut().push((request, ask(&host, &plugins, request)));
            });
        }
        scenario.at_end(move || {
            host.clock.advance(Duration::from_secs(5));
            for (request, answer) in answers.take() {
                let answer = success_result_of(answer);
                let page = match request {
                    "off:" => "you are offline",
                    "slow:" => "nobody answers",
                    _ => "page at /index",
                };
                assert_eq!(answer, [format!("pages: {page}"), format!("settings: there is no {request}")]);
            }
        });
    });
    assert_eq!(explored.orders(), 6 * 20);
}

/// A crawl that is cancelled at any time ends there, and leaves no timer; one that is not sees all pages.
#[test]
fn a_crawl_is_cancelled_at_any_time() {
    const STEPS: usize = 60;
    let explored = explore(|scenario| {
        let (clock, found) = (TestClock::new(), Rc::new(RefCell::new(Crawl::default())));
        let crawled: Deferred<_, (Cancelled,)> =
            crawl(clock.clone(), ProgressBar::hidden(), found.clone()).raises_at_most();
        scenario.time("clock", &clock, [Duration::from_millis(20); STEPS]);
        let (stop, is_cancelled) = (crawled.cancel_handle(), Rc::new(Cell::new(false)));
        let cancels = is_cancelled.clone();
        scenario.maybe("deadline", move || {
            cancels.set(true);
            stop.cancel();
        });
        scenario.at_end(move || {
            let ended = chain! { crawled; catch |_: Cancelled| "cancelled" };
            assert_eq!(success_result_of(ended), "all of it", "what is cancelled is a page, which is noted");
            assert!(clock.is_empty(), "no timer is left");
            let crawl = found.take();
            assert!(is_cancelled.get() || crawl.seen.len() == 40, "{} pages", crawl.seen.len());
        });
    });
    assert_eq!(explored.orders(), STEPS + 2);
}

/// The frames, the key, and a player who may go at any time.
#[test]
fn a_script_goes_on_with_what_comes_in_its_order() {
    let play = |scenario: &mut Scenario| {
        let host = script::Host::default();
        let shown = Rc::new(RefCell::new(String::new()));
        let (says, order) = (shown.clone(), Rc::new(RefCell::new(String::new())));
        let played = chain! {
            succeed(host.clone());
            then intro,
            then |key| key.to_string(),
            catch |_: Asleep| "asleep".to_owned(),
            raises Cancelled,
        };
        let stop = played.cancel_handle();
        let played: Deferred<()> = chain! {
            played;
            catch |_: Cancelled| "gone".to_owned(),
            then move |end| says.borrow_mut().push_str(&end),
        };
        type Does = fn(&script::Host);
        let events: [(&str, Does); 4] = [
            ("2", |host| host.draw(2)),
            ("n", |host| host.press('n')),
            ("z", |host| host.press('z')),
            ("4", |host| host.draw(4)),
        ];
        for (name, does) in events {
            let (host, order) = (host.clone(), order.clone());
            scenario.event(name, move || {
                order.borrow_mut().push_str(name);
                does(&host);
            });
        }
        let noted = order.clone();
        scenario.event("player", move || {
            noted.borrow_mut().push('p');
            stop.cancel();
        });
        scenario.at_end(move || {
            drop(played);
            assert_eq!(*shown.borrow(), end_of(&order.borrow()), "{}", order.borrow());
        });
    };
    assert_eq!(explore(play).orders(), 120);
}

/// What an order of events comes to: the first frame is that of number 2 or 4, then the first key, then frame 4.
fn end_of(order: &str) -> &'static str {
    let mut waits_for = "24";
    let mut key = None;
    for event in order.chars() {
        match event {
            'p' => return "gone",
            _ if !waits_for.contains(event) => {}
            '2' | '4' if key.is_none() => waits_for = "nz",
            'z' => return "asleep",
            'n' => (key, waits_for) = (Some("n"), "4"),
            _ => return "n",
        }
    }
    "gone"
}
