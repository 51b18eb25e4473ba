//! Only so many under way.

use super::{Broken, Fires, Log, Member, broken};
use crate::common::taken_by;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    CancelHandle, Cancelled, Deferred, TestClock, chain, fail, later, succeed, unhandled, window, windowed,
};
use std::cell::{Cell, OnceCell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Work that somebody else ends.
#[derive(Clone, Default)]
struct Work {
    under_way: Rc<RefCell<Vec<(i32, Fires)>>>,
    begun: Rc<Cell<usize>>,
}

impl Work {
    fn begin(&self, n: i32) -> Member {
        let (resolver, d) = Member::pending();
        self.under_way.borrow_mut().push((n, resolver));
        self.begun.set(self.begun.get() + 1);
        d
    }

    fn under_way(&self) -> Vec<i32> {
        self.under_way.borrow().iter().map(|(n, _)| *n).collect()
    }

    fn take(&self, n: i32) -> Fires {
        let mut under_way = self.under_way.borrow_mut();
        let at = under_way.iter().position(|(its, _)| *its == n).expect("it is under way");
        under_way.remove(at).1
    }

    fn window(
        &self,
        limit: usize,
        items: impl IntoIterator<Item = i32, IntoIter: 'static>,
    ) -> Deferred<Vec<i32>, super::Set> {
        let work = self.clone();
        windowed(limit, items, move |n| work.begin(n))
    }
}

#[test]
fn case_30_of_no_items_the_result_is_there_at_once() {
    assert!(success_result_of(Work::default().window(1, [])).is_empty());
}

#[test]
fn at_most_so_many_are_under_way_and_the_next_begins_when_one_has_ended() {
    let work = Work::default();
    let all = work.window(2, 0..4);
    assert_eq!(work.under_way(), [0, 1]);
    work.take(1).succeed(10);
    assert_eq!(work.under_way(), [0, 2]);
    work.take(0).succeed(0);
    work.take(3).succeed(30);
    let all = assert_no_result(all);
    work.take(2).succeed(20);
    assert_eq!(success_result_of(all), [0, 10, 20, 30]);
}

#[test]
fn a_window_of_one_is_a_sequence() {
    let work = Work::default();
    let all = work.window(1, 0..3);
    for n in 0..3 {
        assert_eq!(work.under_way(), [n]);
        work.take(n).succeed(n);
    }
    assert_eq!(success_result_of(all), [0, 1, 2]);
}

#[test]
fn a_window_as_large_as_can_be_begins_all() {
    let work = Work::default();
    let all = work.window(usize::MAX, 0..100);
    assert_eq!(work.begun.get(), 100);
    (0..100).rev().for_each(|n| work.take(n).succeed(n));
    assert_eq!(success_result_of(all), (0..100).collect::<Vec<_>>());
}

#[test]
fn items_are_taken_when_there_is_room_for_them() {
    let work = Work::default();
    let all = work.window(3, 0..);
    assert_eq!(work.begun.get(), 3);
    work.take(0).succeed(0);
    assert_eq!(work.begun.get(), 4);
    work.take(1).fail(Broken(1)); // or the work would hold what holds it
    drop(failure_result_of(all));
}

#[test]
fn a_failure_is_the_result_and_no_more_are_begun() {
    let watch = unhandled::watch();
    let work = Work::default();
    let all = work.window(2, 0..);
    work.take(0).fail(Broken(7));
    assert_eq!(broken(&failure_result_of(all)), Some(7));
    assert_eq!(work.begun.get(), 2);
    let going_on = work.take(1);
    assert!(!going_on.is_cancelled());
    going_on.fail(Broken(8));
    assert_eq!(work.begun.get(), 2);
    assert_eq!(watch.finish().len(), 1, "the late one");
}

#[test]
fn a_failure_that_is_there_at_once_is_the_result() {
    let begun = Rc::new(Cell::new(0));
    let counts = begun.clone();
    let all = windowed(4, 0.., move |n| {
        counts.set(n);
        if n == 5 { fail("five") } else { succeed(n).raises_at_most() }
    });
    assert_eq!(failure_result_of(all).only(), "five");
    assert_eq!(begun.get(), 5);
}

#[test]
fn what_it_works_on_is_dropped_when_it_has_its_result() {
    let held = Rc::new(());
    let (items, inside) = (vec![held.clone(), held.clone()], held.clone());
    let (resolver, d) = Deferred::<(), (&str,)>::pending();
    let mut first = Some(d);
    let all = windowed(1, items, move |item| {
        drop((item, inside.clone()));
        first.take().expect("the second never begins")
    });
    assert!(Rc::strong_count(&held) > 1);
    resolver.fail("bang!");
    assert_eq!(Rc::strong_count(&held), 1);
    drop(failure_result_of(all));
}

#[test]
fn a_cancel_goes_to_all_under_way_and_no_more_are_begun() {
    let watch = unhandled::watch();
    let log = Log::default();
    let cancels = log.clone();
    let resolvers = Rc::new(RefCell::new(Vec::new()));
    let keeps = resolvers.clone();
    let all = windowed(2, ["a", "b", "c"], move |name| {
        let (resolver, d) = cancels.pair(name);
        keeps.borrow_mut().push(resolver);
        d
    });
    all.cancel();
    assert_eq!(log.taken(), ["a", "b"]);
    assert_eq!(resolvers.borrow().len(), 2);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_cancel_that_all_under_way_answer_with_a_value_stops_it_all_the_same() {
    let begun = Rc::new(Cell::new(0));
    let counts = begun.clone();
    let resolvers = Rc::new(RefCell::new(Vec::new()));
    let all = windowed(2, 0.., move |n| {
        counts.set(counts.get() + 1);
        let (resolver, d) = Member::cancellable_with(move || Ok::<_, Broken>(n));
        resolvers.borrow_mut().push(resolver);
        d
    });
    all.cancel();
    assert_eq!(begun.get(), 2);
    assert!(failure_result_of(all).is::<Cancelled>());
}

#[test]
fn a_cancel_from_within_the_work_stops_it_and_reaches_what_that_begins() {
    let watch = unhandled::watch();
    let log = Log::default();
    let stop: Rc<OnceCell<CancelHandle>> = Rc::default();
    let (cancels, stops) = (log.clone(), stop.clone());
    let work = Work::default();
    let works = work.clone();
    let keeps = Rc::new(RefCell::new(Vec::new()));
    let all = windowed(1, 0..10, move |n| {
        if n == 0 {
            return works.begin(n);
        }
        stops.get().unwrap().cancel();
        let (resolver, d) = cancels.pair("the second");
        keeps.borrow_mut().push(resolver);
        d
    });
    stop.set(all.cancel_handle()).unwrap();
    work.take(0).succeed(0);
    assert_eq!(log.taken(), ["the second"]);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn where_there_is_no_cancel_in_the_set_it_goes_on() {
    let waits: Rc<RefCell<Vec<deferred::Resolver<u8>>>> = Rc::default();
    let keeps = waits.clone();
    let (start, source) = Deferred::<(), (Cancelled,)>::pending();
    let d = chain! {
        source;
        then move |()| windowed(1, 0..3, move |_| {
            let (resolver, d) = Deferred::pending();
            keeps.borrow_mut().push(resolver);
            d
        }),
    };
    start.succeed(());
    d.cancel();
    for n in 0..3 {
        let resolver = waits.borrow_mut().pop().unwrap();
        resolver.succeed(n);
    }
    assert_eq!(success_result_of(d), [0, 1, 2]);
}

#[test]
fn work_may_fire_what_is_under_way() {
    let work = Work::default();
    let works = work.clone();
    let all = windowed(2, 0..4, move |n| {
        let d = works.begin(n);
        if n > 0 {
            works.take(n - 1).succeed(n - 1);
        }
        d
    });
    work.take(3).succeed(3);
    assert_eq!(success_result_of(all), [0, 1, 2, 3]);
}

#[test]
fn work_that_panics_abandons_the_result() {
    let watch = unhandled::watch();
    let work = Work::default();
    let works = work.clone();
    let all = windowed(1, 0..2, move |n| if n == 0 { works.begin(n) } else { panic!("the work") });
    let first = work.take(0);
    assert!(catch_unwind(AssertUnwindSafe(|| first.succeed(0))).is_err());
    drop(assert_no_result(all));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
#[should_panic(expected = "a window of 0 lets nothing through")]
fn a_window_of_nothing_is_refused() {
    drop(Work::default().window(0, 0..1));
}

#[test]
fn many_that_are_ready_use_no_stack() {
    on_a_small_stack(|| {
        let all = windowed(8, 0..crate::long::links(), |n| succeed(n % 256 == 0));
        assert_eq!(success_result_of(all).len(), crate::long::links());
    });
}

#[test]
fn many_that_end_one_another_use_no_stack() {
    on_a_small_stack(|| {
        let work = Work::default();
        let all = work.window(1, 0..100_000);
        for n in 0..100_000 {
            work.take(n).succeed(n);
        }
        assert_eq!(success_result_of(all).len(), 100_000);
    });
}

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

#[test]
fn an_endless_source_takes_constant_memory_where_nobody_gathers() {
    let (sum, taken) = taken_by(|| {
        let total = Rc::new(Cell::new(0u64));
        let add = total.clone();
        let clock = TestClock::new();
        let timer = clock.clone();
        let d: Deferred<(), (Cancelled,)> = window(4, 1u64.., move |n| {
            if n % 100 == 0 {
                later(&timer, std::time::Duration::from_secs(1)).map(move |()| n)
            } else {
                succeed(n).raises_at_most()
            }
        })
        .for_each(move |_, n| add.set(add.get() + n));
        for _ in 0..2_000 {
            clock.advance(std::time::Duration::from_secs(1));
        }
        d.cancel();
        assert!(failure_result_of(d).is::<Cancelled>());
        total.get()
    });
    assert!(sum > 100_000 * 100_000);
    assert!(taken.peak < 16 * 1024, "{taken:?}");
}

#[test]
fn values_are_handed_on_as_they_come_with_the_index_of_their_item() {
    let work = Work::default();
    let (begins, seen) = (work.clone(), Rc::new(RefCell::new(Vec::new())));
    let note = seen.clone();
    let all = window(2, [5, 6, 7], move |n| begins.begin(n))
        .for_each(move |index, n| note.borrow_mut().push((index, n)));
    work.take(6).succeed(60);
    assert_eq!(*seen.borrow(), [(1, 60)]);
    work.take(7).succeed(70);
    work.take(5).succeed(50);
    assert_eq!(*seen.borrow(), [(1, 60), (2, 70), (0, 50)]);
    success_result_of(all);
}

#[test]
fn a_value_counts_as_under_way_until_the_function_is_done_with_it() {
    let work = Work::default();
    let (begins, fires, seen) = (work.clone(), work.clone(), Rc::new(RefCell::new(Vec::new())));
    let note = seen.clone();
    let all = window(2, 0..4, move |n| begins.begin(n)).for_each(move |_, n| {
        note.borrow_mut().push(format!("begins {n}"));
        if n == 0 {
            fires.take(1).succeed(1);
            assert!(fires.under_way().is_empty(), "neither has ended");
        }
        note.borrow_mut().push(format!("ends {n}"));
    });
    work.take(0).succeed(0);
    assert_eq!(*seen.borrow(), ["begins 0", "ends 0", "begins 1", "ends 1"]);
    assert_eq!(work.under_way(), [2, 3]);
    work.take(3).succeed(3);
    work.take(2).succeed(2);
    success_result_of(all);
}

#[test]
fn what_was_folded_so_far_goes_with_a_failure() {
    let held = Rc::new(());
    let (a, first) = Member::pending();
    let (b, second) = Member::pending();
    let mut given = vec![second, first];
    let keep = held.clone();
    let all = window(2, 0..2, move |_| given.pop().unwrap()).fold(keep, |keep, _, _| keep);
    a.succeed(1);
    b.fail(Broken(2));
    assert_eq!(Rc::strong_count(&held), 1);
    assert_eq!(broken(&failure_result_of(all)), Some(2));
}

#[test]
fn a_function_that_panics_abandons_the_result_and_is_called_no_more() {
    let watch = unhandled::watch();
    let work = Work::default();
    let begins = work.clone();
    let all = window(2, 0..9, move |n| begins.begin(n)).for_each(|_, _| panic!("it panics"));
    let fires = work.take(0);
    assert!(catch_unwind(AssertUnwindSafe(|| fires.succeed(0))).is_err());
    work.take(1).succeed(1);
    drop(assert_no_result(all));
    assert_eq!(work.begun.get(), 2);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn the_values_that_a_cancelled_window_has_are_late() {
    let work = Work::default();
    let (begins, spare) = (work.clone(), Rc::new(RefCell::new(Vec::new())));
    let keep = spare.clone();
    let all = window(2, 0..9, move |n| begins.begin(n))
        .late_values(move |index, n| keep.borrow_mut().push((index, n)))
        .gather();
    work.take(0).succeed(70);
    all.cancel();
    assert!(failure_result_of(all).is::<Cancelled>());
    assert_eq!(*spare.borrow(), [(0, 70)]);
}
