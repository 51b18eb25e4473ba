//! Runs a program: the same code for both flavours, which differ in the module `flavour`.

mod callback;
mod clock;
mod kinds;
mod ops;
mod several;
mod stages;
mod things;
mod token;
mod world;

pub use ops::run;
pub use world::World;

use super::flavour::world;
use crate::program::Program;
use crate::{Run, bury};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// The payload of a script's panic.
pub struct Boom;

/// Panics, unless that would abort the process.
pub fn boom() {
    if !std::thread::panicking() {
        resume_unwind(Box::new(Boom));
    }
}

/// Runs `f`; a panic that no script raised is a fault.
fn guarded(f: impl FnOnce()) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(f))
        && !payload.is::<Boom>()
    {
        let text = payload.downcast_ref::<String>().cloned();
        let text =
            text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).into())).unwrap_or_default();
        // The documented panic of an `await`.
        if !text.starts_with("awaited a Deferred whose resolver was dropped unfired") {
            world().fault(format!("the crate panicked: {text}"));
        }
    }
}

/// Runs the program to its end.
pub fn run_program(program: &Program) -> Run {
    let world = world();
    world.begin();
    bury::have_inbox();
    for node in program.ops {
        guarded(|| ops::exec(&node.op));
    }
    world.join();
    for pass in 0..8 {
        if pass == 3 {
            world.no_more();
        }
        let mut any = false;
        while let Some(thing) = world.take_any() {
            any = true;
            guarded(|| drop(thing));
        }
        while let Some(job) = world.take_job() {
            any = true;
            guarded(job);
        }
        // The callback of a letter may make further things to end, and a panic leaves letters for the next time.
        let mut opened = None;
        guarded(|| opened = Some(bury::inbox(|inbox| inbox.run_ready())));
        any |= opened != Some(0);
        while let Some(later) = bury::take_later() {
            any = true;
            guarded(|| drop(later));
        }
        world.join();
        if !any {
            break;
        }
    }
    let expected = crate::model::trace(program);
    let is_told = expected.is_some();
    if let Some(expected) = expected {
        let trace = world.trace();
        if trace != expected {
            world.fault(format!("the callbacks ran as {trace:?}, and not as {expected:?}"));
        }
    }
    guarded(fresh);
    Run { faults: world.finish(), is_told }
}

/// Checks that the crate still works: a chain, a nested one, a report.
fn fresh() {
    use super::flavour::{Deferred, Resolver, pending};
    let (resolver, d): (Resolver<u32, ()>, Deferred<u32, ()>) = pending();
    let (inner, waits): (Resolver<u32, ()>, Deferred<u32, ()>) = pending();
    let d = d.map(move |n| {
        inner.succeed(n + 1);
        n
    });
    resolver.succeed(1);
    let got = (d.try_outcome().is_ok(), waits.try_outcome().map(|outcome| outcome.unwrap_or(0)).ok());
    if got != (true, Some(2)) {
        world().fault(format!("a fresh chain does not work: {got:?}"));
    }
}

/// The hook for reports.
pub fn hook(report: &deferred::unhandled::Report<'_>) {
    world().reported();
    if report.error().is_some() {
        std::hint::black_box(report.to_string());
    }
    run(world().on_report());
}
