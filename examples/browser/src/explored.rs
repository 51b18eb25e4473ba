//! Every order in which words are asked for, answers come and time passes. What the page has of a browser is the test's here.

use crate::browser::{Rejected, Status};
use crate::{Deferred, Search};
use deferred::testing::{explore, success_result_of};
use deferred::{Cancelled, Clock, Resolver, TestClock, Timer};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

type Text = Deferred<String, (Rejected, Status, Cancelled)>;
type Request = Resolver<String, (Rejected, Status, Cancelled)>;

thread_local! {
    static REQUESTS: RefCell<Vec<Request>> = const { RefCell::new(Vec::new()) };
    static TIME: RefCell<TestClock> = RefCell::new(TestClock::new());
}

/// A request that the test answers.
pub fn fetch(_: &str) -> Text {
    let (request, text) = Text::pending();
    REQUESTS.with_borrow_mut(|requests| requests.push(request));
    text
}

fn last_request() -> Option<Request> {
    REQUESTS.with_borrow_mut(Vec::pop)
}

/// Time that the test lets pass.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Duration {
        TIME.with_borrow(Clock::now)
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        TIME.with_borrow(|clock| clock.call_later(delay, call))
    }
}

/// What the first word comes to, by the letters of what happened: a second word, a second of time, an answer.
fn first_of(order: &str) -> &'static str {
    let mut passed = 0;
    for event in order.chars() {
        match event {
            'w' => return "one: never mind",
            's' if passed == 1 => return "one: it takes too long",
            's' => passed += 1,
            'a' => return "one: first",
            '4' => return "one: nobody knows it",
            '5' => return "one: the server says 500",
            'r' => return "one: no answer, but a TypeError",
            _ => {}
        }
    }
    "one: it takes too long"
}

/// A word ends by what comes first: its answer, the next word, two seconds. Never are two requests open, and no timer is left.
#[test]
fn a_word_ends_by_what_comes_first_and_the_last_one_counts() {
    let explored = explore(|scenario| {
        let clock = TestClock::new();
        TIME.set(clock.clone());
        REQUESTS.take();
        let order = Rc::new(RefCell::new(String::new()));
        let search = Rc::new(RefCell::new(Search::new()));
        let first = search.borrow_mut().says("one");
        let request = Rc::new(RefCell::new(last_request()));
        let answers: [(&str, char, fn(Request)); 4] = [
            ("is found", 'a', |request| request.succeed("first".to_owned())),
            ("is unknown", '4', |request| request.fail(Status(404))),
            ("is broken", '5', |request| request.fail(Status(500))),
            ("is not reached", 'r', |request| request.fail(Rejected("TypeError".to_owned()))),
        ];
        for (name, letter, answer) in answers {
            let (request, order) = (request.clone(), order.clone());
            scenario.maybe(name, move || {
                order.borrow_mut().push(letter);
                request.take().into_iter().for_each(answer);
            });
        }
        for name in ["a second", "another second"] {
            let (clock, order) = (clock.clone(), order.clone());
            scenario.event(name, move || {
                order.borrow_mut().push('s');
                clock.advance(Duration::from_secs(1));
            });
        }
        let second = Rc::new(RefCell::new(None));
        let (says, notes, first_request) = (second.clone(), order.clone(), request.clone());
        scenario.event("another word", move || {
            notes.borrow_mut().push('w');
            *says.borrow_mut() = Some(search.borrow_mut().says("two"));
            assert!(
                first_request.borrow().as_ref().is_none_or(Resolver::is_cancelled),
                "two requests are open"
            );
        });
        scenario.at_end(move || {
            last_request().into_iter().for_each(|request| request.succeed("second".to_owned()));
            let order = order.take();
            assert_eq!(success_result_of(first), first_of(&order), "{order}");
            let seconds = order.rsplit('w').next().map_or(0, |after| after.matches('s').count());
            let expected = if seconds == 2 { "two: it takes too long" } else { "two: second" };
            assert_eq!(success_result_of(second.take().expect("it was asked for")), expected, "{order}");
            assert!(clock.is_empty(), "a timer is left");
        });
    });
    assert_eq!(explored.orders(), 8742);
}
