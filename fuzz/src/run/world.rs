//! The places that a program works on, and the account of the values that it made.

use super::super::flavour::{Anything, BoxFuture, Call, Held, HeldGuard, Job, Thread, hold};
use super::guarded;
use super::kinds::{AnyResolver, D};
use super::things::Tools;
use crate::program::{FUEL, PLACES, Place, Script, Seen};
use deferred::{CancelHandle, LoopHandle};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

const N: usize = PLACES as usize;

/// The content of a place for other things.
pub enum Thing {
    /// A guard, whose drop does something.
    Guard(Box<Anything>),
    Shared(Box<super::things::Getter>),
    Loop(LoopHandle<Thread>),
    Future(BoxFuture),
}

/// How often a callback may run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Runs {
    Once,
    /// Exactly once.
    Finally,
    Many,
}

#[derive(Default)]
struct Inner {
    d: [Option<(D, u32)>; N],
    r: [Option<(AnyResolver, u32)>; N],
    h: [Option<CancelHandle<Thread>>; N],
    x: [Option<Thing>; N],
    jobs: Vec<Job>,
    threads: Vec<JoinHandle<()>>,
    now: Duration,
    calls: Vec<Option<(Duration, Call)>>,
    tools: Option<Arc<Tools>>,
    on_report: Script,
    on_clock: Option<Script>,
    /// For each token whether it is still there.
    tokens: Vec<bool>,
    /// For each callback its label, how often it may run, and did.
    callbacks: Vec<(u32, Runs, u32)>,
    /// Which Deferreds wait for one another, as a forest: the parent of each.
    tied: Vec<u32>,
    /// A Deferred waits for itself, or a value was forgotten: not everything is dropped then.
    may_leak: bool,
    reports: u32,
    trace: Vec<(u32, Seen)>,
    faults: Vec<String>,
}

#[derive(Default)]
pub struct World {
    inner: Held<Inner>,
    fuel: AtomicI32,
    generation: AtomicU32,
}

impl World {
    pub fn new() -> Self {
        Self::default()
    }

    /// No foreign code runs while the lock is held.
    fn inner(&self) -> HeldGuard<'_, Inner> {
        hold(&self.inner)
    }

    pub fn begin(&self) {
        *self.inner() = Inner::default();
        self.fuel.store(FUEL, Ordering::Relaxed);
        self.generation.fetch_add(1, Ordering::Relaxed);
    }

    pub fn is_now(&self, generation: u32) -> bool {
        self.generation.load(Ordering::Relaxed) == generation
    }

    /// Whether another step may be taken.
    pub fn burn(&self) -> bool {
        self.fuel.fetch_sub(1, Ordering::Relaxed) > 0
    }

    pub fn no_more(&self) {
        self.fuel.store(0, Ordering::Relaxed);
    }

    pub fn fault(&self, text: String) {
        self.inner().faults.push(text);
    }

    pub fn made(&self) -> (u32, u32) {
        let mut inner = self.inner();
        inner.tokens.push(true);
        (inner.tokens.len() as u32 - 1, self.generation.load(Ordering::Relaxed))
    }

    pub fn seen(&self, id: u32, generation: u32, is_itself: bool) {
        if !is_itself {
            return self.fault("a value of another type was read".into());
        }
        if self.is_now(generation) && !self.inner().tokens[id as usize] {
            self.fault("a value was read that had been dropped".into());
        }
    }

    pub fn dropped(&self, id: u32, generation: u32, is_itself: bool) {
        if !is_itself {
            return self.fault("a value of another type was dropped".into());
        }
        if self.is_now(generation) && !std::mem::take(&mut self.inner().tokens[id as usize]) {
            self.fault("a value was dropped that had been dropped".into());
        }
    }

    /// Notes that a callback was attached, and gives its number.
    pub fn attached(&self, label: u32, runs: Runs) -> usize {
        let mut inner = self.inner();
        inner.callbacks.push((label, runs, 0));
        inner.callbacks.len() - 1
    }

    pub fn ran(&self, number: usize, generation: u32, seen: Seen) {
        if !self.is_now(generation) {
            return;
        }
        let mut inner = self.inner();
        let Some((label, runs, count)) = inner.callbacks.get_mut(number) else { return };
        *count += 1;
        let (label, twice) = (*label, *runs != Runs::Many && *count > 1);
        inner.trace.push((label, seen));
        if twice {
            inner.faults.push(format!("callback {label} ran twice"));
        }
    }

    pub fn fresh_tie(&self) -> u32 {
        let mut inner = self.inner();
        let tie = inner.tied.len() as u32;
        inner.tied.push(tie);
        tie
    }

    /// One waits for the other, or both for a third.
    pub fn tie(&self, a: u32, b: u32) {
        let mut inner = self.inner();
        let root = |inner: &Inner, mut at: u32| {
            while inner.tied[at as usize] != at {
                at = inner.tied[at as usize];
            }
            at
        };
        let (a, b) = (root(&inner, a), root(&inner, b));
        if a == b {
            inner.may_leak = true;
        }
        inner.tied[a as usize] = b;
    }

    pub fn may_leak(&self) {
        self.inner().may_leak = true;
    }

    /// The callbacks that ran, and what each was given.
    pub fn trace(&self) -> Vec<(u32, Seen)> {
        self.inner().trace.clone()
    }

    pub fn reported(&self) {
        self.inner().reports += 1;
    }

    pub fn put_d(&self, at: u8, d: D, tie: u32) {
        let old = self.inner().d[at as usize].replace((d, tie));
        drop(old);
    }

    pub fn take_d(&self, at: u8) -> Option<(D, u32)> {
        self.inner().d[at as usize].take()
    }

    pub fn put_r(&self, at: u8, r: AnyResolver, tie: u32) {
        let old = self.inner().r[at as usize].replace((r, tie));
        drop(old);
    }

    pub fn take_r(&self, at: u8) -> Option<(AnyResolver, u32)> {
        self.inner().r[at as usize].take()
    }

    pub fn put_h(&self, at: u8, h: CancelHandle<Thread>) {
        let old = self.inner().h[at as usize].replace(h);
        drop(old);
    }

    pub fn h(&self, at: u8) -> Option<CancelHandle<Thread>> {
        self.inner().h[at as usize].clone()
    }

    pub fn put_x(&self, at: u8, x: Thing) {
        let old = self.inner().x[at as usize].replace(x);
        drop(old);
    }

    /// Puts a thing back, if its place is still empty.
    pub fn put_back_x(&self, at: u8, x: Thing) {
        let mut inner = self.inner();
        if inner.x[at as usize].is_none() {
            inner.x[at as usize] = Some(x);
        } else {
            drop(inner);
            drop(x);
        }
    }

    pub fn take_x(&self, at: u8) -> Option<Thing> {
        self.inner().x[at as usize].take()
    }

    /// Takes the content of the place, whatever it is.
    pub fn take(&self, place: Place) -> Option<Box<Anything>> {
        match place {
            Place::Deferred(at) => self.take_d(at).map(|(d, _)| Box::new(d) as Box<Anything>),
            Place::Resolver(at) => self.take_r(at).map(|(r, _)| Box::new(r) as Box<Anything>),
            Place::Handle(at) => {
                let handle = self.inner().h[at as usize].take();
                handle.map(|h| Box::new(h) as Box<Anything>)
            }
            Place::Thing(at) => self.take_x(at).map(|x| Box::new(x) as Box<Anything>),
        }
    }

    /// Something that is left at the end.
    pub fn take_any(&self) -> Option<Box<Anything>> {
        let inner = &mut *self.inner();
        for at in 0..N {
            if let Some(x) = inner.x[at].take() {
                return Some(Box::new(x));
            }
            if let Some((r, _)) = inner.r[at].take() {
                return Some(Box::new(r));
            }
            if let Some((d, _)) = inner.d[at].take() {
                return Some(Box::new(d));
            }
            if let Some(h) = inner.h[at].take() {
                return Some(Box::new(h));
            }
        }
        if let Some(call) = inner.calls.pop() {
            return Some(Box::new(call));
        }
        inner.tools.take().map(|tools| Box::new(tools) as Box<Anything>)
    }

    pub fn keep(&self, job: Job) {
        self.inner().jobs.push(job);
    }

    pub fn take_job(&self) -> Option<Job> {
        self.inner().jobs.pop()
    }

    pub fn thread(&self, thread: JoinHandle<()>) {
        self.inner().threads.push(thread);
    }

    pub fn join(&self) {
        loop {
            let Some(thread) = self.inner().threads.pop() else { return };
            if thread.join().is_err() {
                self.fault("a thread ended with a panic".into());
            }
        }
    }

    pub fn now(&self) -> Duration {
        self.inner().now
    }

    pub fn call_later(&self, delay: Duration, call: Call) -> usize {
        let mut inner = self.inner();
        let due = inner.now + delay;
        inner.calls.push(Some((due, call)));
        inner.calls.len() - 1
    }

    pub fn take_call(&self, number: usize) -> Option<Call> {
        let call = self.inner().calls.get_mut(number)?.take();
        call.map(|(_, call)| call)
    }

    pub fn advance(&self, by: Duration) {
        self.inner().now += by;
        for _ in 0..32 {
            let due = {
                let mut inner = self.inner();
                let now = inner.now;
                let due = inner.calls.iter().enumerate();
                let due = due
                    .filter_map(|(at, call)| call.as_ref().filter(|call| call.0 <= now).map(|c| (c.0, at)));
                due.min().and_then(|(_, at)| inner.calls[at].take())
            };
            let Some((_, call)) = due else { return };
            call();
        }
    }

    /// The lock, the semaphore and the queue; they are made when they are first asked for.
    pub fn tools(&self) -> Arc<Tools> {
        if let Some(tools) = &self.inner().tools {
            return tools.clone();
        }
        let made = Arc::new(Tools::new());
        // Another thread may have been first: then what was made here is dropped without the lock.
        let tools = self.inner().tools.get_or_insert_with(|| made.clone()).clone();
        drop(made);
        tools
    }

    pub fn set_on_report(&self, script: Script) {
        self.inner().on_report = script;
    }

    pub fn set_on_clock(&self, script: Script) {
        self.inner().on_clock = Some(script);
    }

    pub fn on_report(&self) -> Script {
        self.inner().on_report
    }

    /// Takes the script of the clock, so that a clock that asks itself does not recurse for ever.
    pub fn take_on_clock(&self) -> Option<Script> {
        self.inner().on_clock.take()
    }

    /// Puts the script back, unless there is another by now.
    pub fn put_back_on_clock(&self, script: Script) {
        self.inner().on_clock.get_or_insert(script);
    }

    /// The account at the end.
    pub fn finish(&self) -> Vec<String> {
        let mut inner = self.inner();
        let mut faults = std::mem::take(&mut inner.faults);
        if !inner.may_leak {
            let left = inner.tokens.iter().filter(|there| **there).count();
            if left > 0 {
                faults.push(format!("{left} values were never dropped"));
            }
            for (label, runs, count) in &inner.callbacks {
                if *runs == Runs::Finally && *count != 1 {
                    faults.push(format!("finally {label} ran {count} times"));
                }
            }
        }
        let rest = std::mem::take(&mut *inner);
        drop(inner);
        guarded(|| drop(rest));
        // A token that is dropped from now on does not count for the next program.
        self.generation.fetch_add(1, Ordering::Relaxed);
        faults
    }
}
