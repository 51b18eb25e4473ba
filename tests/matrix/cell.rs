//! One cell of the matrix: a kind of stage in a scenario, with a fault at one of the places where code of the user's runs. The same for both flavours.

use super::flavour::{BoxFuture, CancelHandle, Deferred, Resolver, Turn, cancellable, pending, settled};
use crate::scenario::{Act, Came, Outside, Source};
use crate::world::{self, Armed, Call, Fault, Note, Site, Value, note};
use deferred::{Cancelled, Cause, ErrorSet, Failure, Outcome, unhandled};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// The set of all of them.
pub type R = (Fault, Cancelled);
/// What each kind of stage is put around.
pub type D = Deferred<Value, R>;

/// A kind of stage: something that is put around a Deferred.
pub struct Kind {
    pub name: &'static str,
    pub build: fn(D) -> D,
}

/// Each of these kinds, with the stage that it puts around a Deferred.
macro_rules! kinds {
    ($($name:ident: |$d:ident| $body:expr;)+) => {
        pub const KINDS: &[Kind] = &[$(Kind { name: stringify!($name), build: |$d| $body }),+];
    };
}
pub(super) use kinds;

/// The panic of a cell.
pub struct Ours;

/// What the cell has in hand, and the places of its fault may take.
#[derive(Default)]
struct Hands {
    source: Option<Resolver<Value, R>>,
    source_handle: Option<CancelHandle>,
    /// The resolvers of what stages wait for, and whether they are to fail.
    inner: VecDeque<(Resolver<Value, R>, bool)>,
    end: Option<D>,
    end_handle: Option<CancelHandle>,
    turns: VecDeque<(u32, Turn)>,
    tasks: BTreeMap<u32, BoxFuture>,
    /// How many turns and tasks there were.
    numbers: u32,
    has_forgotten: bool,
    end_is_forgotten: bool,
    was_disturbed: bool,
    caught: usize,
    is_quiet_once_disturbed: bool,
    is_quiet_once_forgotten: bool,
}

thread_local! {
    static HANDS: &'static RefCell<Hands> = Box::leak(Box::default());
}

/// Looks at what is in hand; nothing of the user's runs meanwhile.
fn hands<O>(look: impl FnOnce(&mut Hands) -> O) -> O {
    HANDS.with(|hands| look(&mut hands.borrow_mut()))
}

/// What can be done now.
fn possible() -> u32 {
    HANDS.with(|hands| {
        let hands = hands.borrow();
        // A second panic ends the process, as ever in Rust.
        let panic = if std::thread::panicking() { 0 } else { Act::Panic.bit() };
        let mut acts = panic | Act::FreshChain.bit();
        let mut if_there = |is_there: bool, those: &[Act]| {
            if is_there {
                acts |= those.iter().map(|act| act.bit()).sum::<u32>();
            }
        };
        if_there(
            hands.source.is_some(),
            &[Act::SucceedSource, Act::FailSource, Act::DropSource, Act::ForgetSource],
        );
        if_there(
            !hands.inner.is_empty(),
            &[Act::SucceedInner, Act::FailInner, Act::DropInner, Act::ForgetInner],
        );
        if_there(hands.end_handle.is_some(), &[Act::Cancel]);
        if_there(hands.source_handle.is_some(), &[Act::CancelSource]);
        if_there(
            hands.end.is_some(),
            &[Act::Attach, Act::AttachFinally, Act::ChainInto, Act::DropEnd, Act::ForgetEnd, Act::Print],
        );
        if_there(!hands.turns.is_empty(), &[Act::Turn]);
        acts
    })
}

fn act(act: Act) {
    note(Note::Does(act));
    if matches!(act, Act::Cancel | Act::CancelSource | Act::ForgetEnd) {
        disturbed();
    }
    match act {
        Act::Panic => resume_unwind(Box::new(Ours)),
        Act::FreshChain => fresh_chain(),
        Act::SucceedSource => fire(hands(|hands| hands.source.take()), false),
        Act::FailSource => fire(hands(|hands| hands.source.take()), true),
        Act::DropSource => drop(hands(|hands| hands.source.take())),
        Act::ForgetSource => std::mem::forget(hands(|hands| hands.source.take())),
        Act::SucceedInner => fire(hands(|hands| hands.inner.pop_front()).map(|(inner, _)| inner), false),
        Act::FailInner => fire(hands(|hands| hands.inner.pop_front()).map(|(inner, _)| inner), true),
        Act::DropInner => drop(hands(|hands| hands.inner.pop_front())),
        Act::ForgetInner => std::mem::forget(hands(|hands| hands.inner.pop_front())),
        Act::Cancel => hands(|hands| hands.end_handle.clone()).into_iter().for_each(|handle| handle.cancel()),
        Act::CancelSource => {
            hands(|hands| hands.source_handle.clone()).into_iter().for_each(|handle| handle.cancel());
        }
        Act::Attach => change_end(|end| {
            let call = Call::once("attached").at(Site::Around);
            end.map(move |value| call.give(value))
        }),
        Act::AttachFinally => change_end(|end| {
            let call = Call::finally("attached finally").at(Site::Around);
            end.finally(move || call.run())
        }),
        Act::ChainInto => change_end(|end| {
            let (next, last) = pending();
            end.chain_into(next);
            last
        }),
        Act::DropEnd => drop(hands(|hands| hands.end.take())),
        Act::ForgetEnd => std::mem::forget(hands(|hands| hands.end.take())),
        Act::Print => {
            // Where it goes meanwhile, nothing is left to put back.
            if let Some(end) = hands(|hands| hands.end.take()) {
                let _ = format!("{end:?} {}", end.why_pending());
                hands(|hands| hands.end = Some(end));
            }
        }
        Act::Turn => turn_once(),
    }
    if act.forgets() {
        hands(|hands| hands.has_forgotten = true);
    }
    if act == Act::ForgetEnd {
        hands(|hands| hands.end_is_forgotten = true);
        let_go_what_is_quiet();
    }
}

/// Errors may go in silence, if those of this kind may now.
fn let_go_what_is_quiet() {
    let is_quiet = |hands: &mut Hands| {
        hands.was_disturbed && hands.is_quiet_once_disturbed
            || hands.end_is_forgotten && hands.is_quiet_once_forgotten
    };
    if hands(is_quiet) {
        world::let_errors_go();
    }
}

fn disturbed() {
    hands(|hands| hands.was_disturbed = true);
    let_go_what_is_quiet();
}

/// Of this kind of stage, errors go in silence once something was cancelled or forgotten: what comes to a resolver that was cancelled comes too late.
pub fn is_quiet_once_disturbed() {
    hands(|hands| hands.is_quiet_once_disturbed = true);
    let_go_what_is_quiet();
}

/// Of this kind of stage, errors go in silence once the end was forgotten: what failed in a `finally` is with the failure that it is beside.
pub fn is_quiet_once_forgotten() {
    hands(|hands| hands.is_quiet_once_forgotten = true);
    let_go_what_is_quiet();
}

fn change_end(change: impl FnOnce(D) -> D) {
    if let Some(end) = hands(|hands| hands.end.take()) {
        let end = change(end);
        let handle = end.cancel_handle();
        let before = hands(|hands| (hands.end.replace(end), hands.end_handle.replace(handle)));
        drop(before);
    }
}

fn fire(resolver: Option<Resolver<Value, R>>, fails: bool) {
    if let Some(resolver) = resolver {
        let outcome = outcome(fails);
        if resolver.is_cancelled() {
            // What was cancelled takes nothing any more: it goes in silence.
            outcome.as_ref().err().into_iter().for_each(see);
        }
        resolver.resolve(outcome);
    }
}

pub fn outcome(fails: bool) -> Outcome<Value, R> {
    if fails { Err(Failure::new(Fault::new())) } else { Ok(Value::new()) }
}

/// What a stage waits for: it succeeds in its turn.
pub fn inner() -> D {
    inner_that(false)
}

/// The same, and it fails.
pub fn failing_inner() -> D {
    inner_that(true)
}

fn inner_that(fails: bool) -> D {
    let (resolver, d) = pending();
    hands(|hands| hands.inner.push_back((resolver, fails)));
    d
}

/// Has this done when it is its turn, unless it is taken away before; its number does that.
pub fn later(turn: Turn) -> u32 {
    hands(|hands| {
        hands.numbers += 1;
        hands.turns.push_back((hands.numbers, turn));
        hands.numbers
    })
}

pub fn take_away(number: u32) -> Option<Turn> {
    hands(|hands| {
        let at = hands.turns.iter().position(|(other, _)| *other == number)?;
        hands.turns.remove(at).map(|(_, turn)| turn)
    })
}

/// Keeps a task for an executor, under a number.
pub fn keep_task(task: BoxFuture) -> u32 {
    hands(|hands| {
        hands.numbers += 1;
        hands.tasks.insert(hands.numbers, task);
        hands.numbers
    })
}

pub fn take_task(number: u32) -> Option<BoxFuture> {
    hands(|hands| hands.tasks.remove(&number))
}

pub fn put_task(number: u32, task: BoxFuture) {
    hands(|hands| hands.tasks.insert(number, task));
}

/// A callback had the failure in hand.
pub fn see<S: ErrorSet>(failure: &Failure<S>) {
    if let Some(fault) = failure.check::<Fault>() {
        fault.see();
    }
    failure.suppressed().iter().filter_map(Cause::text).for_each(world::know);
}

/// A panic was caught, and so does not come out.
pub fn caught() {
    hands(|hands| hands.caught += 1);
}

fn turn_once() {
    if let Some((_, turn)) = hands(|hands| hands.turns.pop_front()) {
        turn();
    } else if let Some((resolver, fails)) = hands(|hands| hands.inner.pop_front()) {
        fire(Some(resolver), fails);
    }
}

/// A chain that has nothing to do with the cell is as it should be.
fn fresh_chain() {
    use std::cell::Cell;
    thread_local! {
        static ENDED: Cell<u32> = const { Cell::new(0) };
    }
    let before = ENDED.get();
    let (resolver, d) = pending::<u32, (Cancelled,)>();
    let d = d.map(|n| n + 1).finally(|| ENDED.set(ENDED.get() + 1));
    let stop = d.cancel_handle();
    resolver.succeed(1);
    stop.cancel();
    let came = d.try_outcome();
    if !matches!(came, Ok(Ok(2))) || ENDED.get() != before + 1 {
        world::complain("a fresh chain does not work".into());
    }
}

/// As its documentation says, an `await` panics where what it waits for was abandoned; where a future is polled by `run`, that abandons it.
const AWAITED: &str = "awaited a Deferred whose resolver was dropped unfired";

struct Steps {
    panics: usize,
}

impl Steps {
    fn step(&mut self, name: &'static str, step: impl FnOnce()) {
        note(Note::Step(name));
        if let Err(payload) = catch_unwind(AssertUnwindSafe(step)) {
            if payload.is::<Ours>() {
                self.panics += 1;
            } else {
                let text = payload.downcast_ref::<String>().map(String::as_str);
                let text = text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("something");
                note(Note::Says(text.into()));
                if text != AWAITED {
                    world::complain(format!("a panic that is not the cell's, in `{name}`: {text}"));
                }
            }
        }
    }

    fn turns(&mut self) {
        for _ in 0..50 {
            if hands(|hands| hands.turns.is_empty() && hands.inner.is_empty()) {
                return;
            }
            self.step("turn", turn_once);
        }
        world::complain("its turns do not come to an end".into());
    }
}

/// Runs one cell.
pub fn run(kind: &Kind, source: Source, outside: Outside, fault: Option<(usize, Act)>) -> Came {
    drop(hands(std::mem::take));
    let armed = fault.map(|(at, fault)| Armed { at, act: Box::new(move || act(fault)) });
    world::begin(possible, armed);
    let reports = unhandled::watch();
    let mut steps = Steps { panics: 0 };

    steps.step("build", || build(kind, source, outside));
    match outside {
        Outside::Nothing | Outside::CancelBefore | Outside::CancelAfter => {}
        Outside::Cancel => steps.step("cancel", || act(Act::Cancel)),
        Outside::Drop => steps.step("drop", || act(Act::DropEnd)),
        Outside::Forget => steps.step("forget", || act(Act::ForgetEnd)),
        Outside::OthersFirst => steps.turns(),
    }
    match source {
        Source::ReadyValue | Source::ReadyError | Source::Gone => {}
        Source::Succeeds => steps.step("succeed", || act(Act::SucceedSource)),
        Source::Fails => steps.step("fail", || act(Act::FailSource)),
        Source::Goes => steps.step("the resolver goes", || act(Act::DropSource)),
        Source::Forgotten => steps.step("the resolver is forgotten", || act(Act::ForgetSource)),
    }
    if outside == Outside::CancelAfter {
        steps.step("cancel", || act(Act::Cancel));
    }
    steps.turns();
    steps.step("the end is taken", take_end);
    steps.step("what is left goes", || {
        drop(hands(|hands| (hands.source.take(), hands.end.take(), std::mem::take(&mut hands.tasks))))
    });
    steps.turns();
    steps.step("handles go", || {
        let handles = hands(|hands| (hands.end_handle.take(), hands.source_handle.take()));
        drop((handles, hands(|hands| std::mem::take(&mut hands.tasks))));
    });
    steps.step("a fresh chain", fresh_chain);

    let reports = reports.finish();
    for report in &reports {
        let first = report.lines().next().unwrap_or_default();
        note(Note::Says(first.split(" at ").next().unwrap_or_default().into()));
    }
    let has_forgotten = hands(|hands| hands.has_forgotten);
    Came { seen: world::end(has_forgotten, &reports), panics: steps.panics + hands(|hands| hands.caught) }
}

fn build(kind: &Kind, source: Source, outside: Outside) {
    let d: D = match source {
        Source::ReadyValue => settled(outcome(false)),
        Source::ReadyError => settled(outcome(true)),
        _ => {
            let call = Call::once("canceller").at(Site::Canceller);
            let (resolver, d) = cancellable(move || call.give(()));
            hands(|hands| hands.source = Some(resolver));
            d
        }
    };
    let handle = d.cancel_handle();
    hands(|hands| hands.source_handle = Some(handle));
    if source == Source::Gone {
        act(Act::DropSource);
    }
    if outside == Outside::CancelBefore {
        disturbed();
        d.cancel();
    }
    let before = Call::finally("before").at(Site::Around);
    let d = d.finally(move || before.give(()));
    let d = (kind.build)(d);
    let behind = Call::finally("behind").at(Site::Around);
    let end = d.finally(move || behind.give(()));
    let handle = end.cancel_handle();
    hands(|hands| (hands.end, hands.end_handle) = (Some(end), Some(handle)));
}

/// Takes what it came to. What is still pending when all has happened waits for ever.
fn take_end() {
    let Some(end) = hands(|hands| hands.end.take()) else { return };
    match end.try_outcome() {
        Ok(Ok(value)) => {
            note(Note::Step("a value"));
            drop(value);
        }
        Ok(Err(failure)) => {
            see(&failure);
            note(Note::Step(if failure.is::<Cancelled>() { "cancelled" } else { "a fault" }));
            drop(failure);
        }
        Err(end) => {
            let what = format!("{end:?}");
            note(Note::Says(what.clone()));
            let is_waiting = what == "Deferred(pending)";
            if is_waiting && !hands(|hands| hands.has_forgotten || hands.source.is_some()) {
                world::complain("it waits for ever".into());
            }
            drop(end);
        }
    }
}
