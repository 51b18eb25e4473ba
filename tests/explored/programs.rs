//! The real programs.

use crate::examples::crawl::{Crawl, crawl};
use crate::examples::lines::{self, Answer, Lost};
use crate::examples::plugins::{Host, Pages, Plugin, Settings, ask};
use crate::examples::script::{self, Asleep, intro};
use deferred::testing::{Scenario, explore, success_result_of};
use deferred::{Cancelled, Deferred, Resolver, TestClock, chain, succeed, unhandled};
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

/// An answer, a connection that breaks, a user who goes and the time that is given, in any order: one of them it comes to, and no timer is left.
#[test]
fn a_question_is_answered_or_given_up_in_time() {
    let explored = explore(|scenario| {
        let (clock, (resolver, answer)) = (TestClock::new(), Answer::pending());
        scenario.time("clock", &clock, [Duration::from_millis(25); 2]);
        scenario.resolver("silence", resolver).succeeds("SILENCE".to_owned()).fails(Lost);
        let said = lines::in_time(clock.clone(), answer);
        scenario.cancel("user", said.cancel_handle());
        scenario.at_end(move || {
            let said =
                chain! { said; catch |_: Lost| "lost".to_owned(), catch |_: Cancelled| "gone".to_owned() };
            let said = success_result_of(said);
            assert!(["SILENCE", "no answer in time", "lost", "gone"].contains(&said.as_str()), "{said}");
            assert!(clock.is_empty(), "no timer is left");
        });
    });
    assert_eq!(explored.orders(), 7);
}

/// Connections break, an answer comes and a user goes while time passes: never are two questions open, nor a question and a timer.
#[test]
fn a_question_is_asked_again_one_at_a_time() {
    let explored = explore(|scenario| {
        let (clock, open) = (TestClock::new(), Rc::new(RefCell::new(Vec::<Resolver<_, _>>::new())));
        let (asks, looks) = (open.clone(), clock.clone());
        let answer = lines::again(clock.clone(), move || {
            assert!(asks.borrow().iter().all(Resolver::is_cancelled) && looks.is_empty());
            let (resolver, answer) = Answer::pending();
            asks.borrow_mut().push(resolver);
            answer
        });
        scenario.time("clock", &clock, [Duration::from_millis(40); 3]);
        scenario.cancel("user", answer.cancel_handle());
        for name in ["breaks", "breaks again", "answers"] {
            let open = open.clone();
            scenario.event(name, move || {
                let asked = open.borrow_mut().pop();
                match asked {
                    Some(resolver) if name == "answers" => resolver.succeed("DIE".to_owned()),
                    Some(resolver) => resolver.fail(Lost),
                    None => {}
                }
            });
        }
        scenario.at_end(move || {
            clock.advance(Duration::from_secs(1));
            let last = open.borrow_mut().pop();
            last.into_iter().for_each(|resolver| resolver.succeed("DIE".to_owned()));
            let said =
                chain! { answer; catch |_: Cancelled| "gone".to_owned(), catch |_: Lost| "lost".to_owned() };
            assert!(["DIE", "gone"].contains(&success_result_of(said).as_str()));
            assert!(clock.is_empty(), "no timer is left");
        });
    });
    assert_eq!(explored.orders(), 620);
}

/// What went wrong first is said; of the others nobody waits any more, so each is reported.
#[test]
fn all_answers_are_said_or_what_went_wrong_first() {
    let explored = explore(|scenario| {
        let reports = Rc::new(unhandled::watch());
        let lost = Rc::new(Cell::new(0_usize));
        let [one, two, three, silence] = ["one", "two", "three", "silence"].map(|name| {
            let (resolver, answer) = Answer::pending();
            let lost = lost.clone();
            scenario.resolver(name, resolver).succeeds(name.to_uppercase()).fails(Lost);
            answer.or_else(move |failure| {
                lost.set(lost.get() + 1);
                Answer::settled(Err(failure))
            })
        });
        let said = lines::say([one, two, three], silence, Answer::succeed("DIE".to_owned()));
        scenario.expects_reports();
        scenario.at_end(move || {
            success_result_of(said);
            let reports = Rc::into_inner(reports).expect("nobody else has it").finish();
            assert_eq!(reports.len(), lost.get().saturating_sub(1));
        });
    });
    assert_eq!(explored.orders(), 24 * 16);
}
