//! A crawler: four pages at a time, a timeout for each, a deadline for all by a race, a progress bar, and at the end what went wrong where.
//!
//! The web is made up, and its clock is moved by `main`, a step every millisecond.

use deferred::{
    AllFailed, Cancelled, Deferred, Failure, Outcome, TestClock, TimedOut, chain, iterate, later, race,
    testing::success_result_of, windowed,
};
use indicatif::{ProgressBar, ProgressStyle};
use std::ops::ControlFlow::{Break, Continue};
use std::{cell::RefCell, collections::BTreeSet, rc::Rc, thread, time::Duration};

/// There is no such page.
#[derive(Debug)]
pub(crate) struct Gone;

pub(crate) type Errors = (Gone, TimedOut, Cancelled);

pub(crate) struct Page {
    size: usize,
    links: Vec<u32>,
}

/// Page n links to 2n and 2n + 1, up to 60. Each seventh is slow, each eleventh is gone.
fn fetch(clock: &TestClock, page: u32) -> Deferred<Page, Errors> {
    let takes = Duration::from_millis(if page.is_multiple_of(7) { 500 } else { 10 + u64::from(page % 5) });
    let answer = move |()| {
        let links = [2 * page, 2 * page + 1].into_iter().filter(|&link| link <= 60).collect();
        if page.is_multiple_of(11) { Err(Gone) } else { Ok(Page { size: 100 * page as usize, links }) }
    };
    chain! {
        later(clock, takes);
        timeout(clock, Duration::from_millis(100)),
        then answer,
        raises Gone | TimedOut | Cancelled,
    }
}

#[derive(Default)]
pub(crate) struct Crawl {
    pub(crate) seen: BTreeSet<u32>,
    pub(crate) size: usize,
    pub(crate) failures: Vec<(u32, Failure<Errors>)>,
}

impl Crawl {
    /// Notes what became of a page, and gives the links that are new.
    fn note(&mut self, page: u32, outcome: Outcome<Page, Errors>) -> Vec<u32> {
        match outcome {
            Ok(found) => {
                self.size += found.size;
                found.links.into_iter().filter(|&link| self.seen.insert(link)).collect()
            }
            Err(failure) => {
                self.failures.push((page, failure));
                Vec::new()
            }
        }
    }
}

/// Crawls from page 1, level by level. No single page can make it fail.
pub(crate) fn crawl(clock: TestClock, bar: ProgressBar, found: Rc<RefCell<Crawl>>) -> Deferred<&'static str> {
    iterate(vec![1], move |level: Vec<u32>| {
        let (clock, bar, found) = (clock.clone(), bar.clone(), found.clone());
        bar.inc_length(level.len() as u64);
        let fetched = windowed(4, level, move |page| {
            let bar = bar.clone();
            chain! {
                fetch(&clock, page);
                finally move || bar.inc(1),
                both move |outcome| (page, outcome),
            }
        });
        chain! {
            fetched;
            then move |pages| {
                let mut crawl = found.borrow_mut();
                let next: Vec<_> = pages.into_iter().flat_map(|(page, outcome)| crawl.note(page, outcome)).collect();
                if next.is_empty() { Break("all of it") } else { Continue(next) }
            },
        }
    })
}

fn main() {
    let (clock, found) = (TestClock::new(), Rc::new(RefCell::new(Crawl::default())));
    let bar = ProgressBar::new(0)
        .with_style(ProgressStyle::with_template("{bar:40} {pos} of {len}").expect("it is right"));
    let deadline =
        Duration::from_millis(std::env::args().nth(1).map_or(5000, |ms| ms.parse().expect("milliseconds")));
    // The loser is cancelled, so what is under way at the deadline ends there.
    let crawled: Deferred<_, (Cancelled,)> =
        crawl(clock.clone(), bar.clone(), found.clone()).raises_at_most();
    let late = later(&clock, deadline).map(|()| "what there was time for");
    let ended = chain! {
        race([crawled, late]);
        then |(_, how)| how,
        catch |_: AllFailed<(Cancelled,)>| "nothing",
        catch |_: Cancelled| "nothing",
    };
    while !ended.is_ready() {
        thread::sleep(Duration::from_millis(1));
        clock.advance(Duration::from_millis(5));
    }
    bar.finish_and_clear();
    let crawl = found.take();
    println!("{}: {} pages seen, {} bytes", success_result_of(ended), crawl.seen.len() + 1, crawl.size);
    for (page, failure) in &crawl.failures {
        println!("page {page}: {failure:?}");
    }
}
