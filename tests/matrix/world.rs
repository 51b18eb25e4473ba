//! What a cell keeps account of: values, errors, captures and callbacks, and every place at which code of the user's runs.

use crate::scenario::Act;
use std::cell::{Cell, RefCell};
use std::fmt;

/// A place at which code of the user's runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Site {
    /// A callback of the kind of stage.
    Callback,
    /// A callback before it or behind it.
    Around,
    /// The canceller of the source.
    Canceller,
    DropOfValue,
    DropOfError,
    DropOfCapture,
    /// `Debug` of an error.
    Printing,
    /// `Clone` of a value or an error.
    Cloning,
    /// The clock is asked to call something, or that call is cancelled.
    Clock,
    /// An executor is given a job or a task.
    Executor,
}

pub const SITES: [Site; 10] = [
    Site::Callback,
    Site::Around,
    Site::Canceller,
    Site::DropOfValue,
    Site::DropOfError,
    Site::DropOfCapture,
    Site::Printing,
    Site::Cloning,
    Site::Clock,
    Site::Executor,
];

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum What {
    Value,
    Error,
    Capture,
}

/// A value, an error or a capture.
struct Thing {
    what: What,
    drops: u32,
    /// Somebody had it in hand, or it is known to go in silence.
    seen: bool,
    /// The error that it was cloned from. Who has the clone has both.
    copy_of: Option<usize>,
}

/// A callback that was attached.
struct Attached {
    name: &'static str,
    runs: u32,
    at_most: u32,
    is_finally: bool,
}

/// What is done at one of the places: by number, in the order in which they are reached.
pub struct Armed {
    pub at: usize,
    pub act: Box<dyn FnOnce()>,
}

#[derive(Default)]
struct World {
    /// Of which cell things are; what an earlier one has left over is not counted here.
    cell: Cell<u32>,
    things: RefCell<Vec<Thing>>,
    attached: RefCell<Vec<Attached>>,
    armed: RefCell<Option<Armed>>,
    /// The places that were reached, with what could be done there.
    reached: RefCell<Vec<(Site, u32)>>,
    /// What can be done now.
    possible: Cell<Option<fn() -> u32>>,
    /// An error panicked in its `Debug`, so that nothing names it.
    has_not_printed: Cell<bool>,
    /// Errors may go in silence.
    may_go: Cell<bool>,
    complaints: RefCell<Vec<String>>,
    trace: RefCell<Vec<Note>>,
}

thread_local! {
    static WORLD: &'static World = Box::leak(Box::default());
}

fn world() -> &'static World {
    WORLD.with(|world| *world)
}

/// Begins a cell.
pub fn begin(possible: fn() -> u32, armed: Option<Armed>) {
    let world = world();
    world.cell.set(world.cell.get() + 1);
    world.things.borrow_mut().clear();
    world.attached.borrow_mut().clear();
    world.reached.borrow_mut().clear();
    world.complaints.borrow_mut().clear();
    world.trace.borrow_mut().clear();
    world.possible.set(Some(possible));
    world.armed.replace(armed);
    world.may_go.set(false);
    world.has_not_printed.set(false);
}

/// Code of the user's runs, and may do anything.
pub fn foreign(site: Site) {
    let world = world();
    let Some(possible) = world.possible.get() else { return };
    let number = {
        let mut reached = world.reached.borrow_mut();
        reached.push((site, possible()));
        reached.len() - 1
    };
    let armed = world.armed.borrow_mut().take_if(|armed| armed.at == number);
    if let Some(armed) = armed {
        (armed.act)();
    }
}

pub fn complain(text: String) {
    world().complaints.borrow_mut().push(text);
}

/// Something that happened.
#[derive(Hash, Debug)]
pub enum Note {
    Step(&'static str),
    Runs(&'static str),
    Goes(What, usize),
    Does(Act),
    Says(String),
}

/// Notes what happens, for a comparison of the flavours.
pub fn note(note: Note) {
    world().trace.borrow_mut().push(note);
}

/// Somebody knows of the errors that this names.
pub fn know(text: &str) {
    for part in text.split("Fault(").skip(1) {
        let number = part.split(')').next().and_then(|number| number.parse::<usize>().ok());
        let mut things = world().things.borrow_mut();
        if let Some(thing) = number.and_then(|number| things.get_mut(number)) {
            thing.seen = true;
        }
    }
}

/// From now on errors may go in silence.
pub fn let_errors_go() {
    world().may_go.set(true);
}

/// What was seen in a cell.
pub struct Seen {
    pub reached: Vec<(Site, u32)>,
    pub complaints: Vec<String>,
    pub trace: Vec<Note>,
    pub fault_is_left: bool,
}

/// Ends the cell, and looks whether everything is as it must be.
pub fn end(may_leak: bool, reports: &[String]) -> Seen {
    let world = world();
    world.possible.set(None);
    let things = world.things.borrow();
    let errors_may_go = world.may_go.get() || world.has_not_printed.get();
    let is_known = |number: usize| {
        let name = format!("Fault({number})");
        things[number].seen || reports.iter().any(|report| report.contains(&name))
    };
    for (number, thing) in things.iter().enumerate() {
        let Thing { what, drops, .. } = *thing;
        if drops > 1 || drops == 0 && !may_leak {
            complain(format!("{what:?} {number} was dropped {drops} times"));
        }
        let copies = || (0..things.len()).filter(|copy| things[*copy].copy_of == Some(number));
        let is_there = |copy: usize| is_known(copy) || things[copy].drops == 0;
        let is_a_copy_of_what_is_known = || things[number].copy_of.is_some_and(is_known);
        let is_lost = || {
            !is_known(number) && !copies().any(is_there) && !is_a_copy_of_what_is_known() && !errors_may_go
        };
        if what == What::Error && drops > 0 && is_lost() {
            complain(format!("error {number} went without a report, and nobody had it"));
        }
    }
    for attached in world.attached.borrow().iter() {
        let Attached { name, runs, at_most, is_finally } = *attached;
        if runs > at_most || is_finally && runs == 0 && !may_leak {
            complain(format!("the callback {name} ran {runs} times"));
        }
    }
    Seen {
        reached: world.reached.take(),
        complaints: world.complaints.take(),
        trace: world.trace.take(),
        fault_is_left: world.armed.take().is_some(),
    }
}

/// One of those that are counted.
pub struct Counted {
    cell: u32,
    number: usize,
}

impl Counted {
    fn new(what: What) -> Self {
        let world = world();
        let mut things = world.things.borrow_mut();
        things.push(Thing { what, drops: 0, seen: false, copy_of: None });
        Counted { cell: world.cell.get(), number: things.len() - 1 }
    }

    fn see(&self) {
        if self.cell == world().cell.get() {
            world().things.borrow_mut()[self.number].seen = true;
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let world = world();
        if self.cell != world.cell.get() {
            return;
        }
        let what = {
            let mut things = world.things.borrow_mut();
            let thing = &mut things[self.number];
            thing.drops += 1;
            thing.what
        };
        note(Note::Goes(what, self.number));
        foreign(match what {
            What::Value => Site::DropOfValue,
            What::Error => Site::DropOfError,
            What::Capture => Site::DropOfCapture,
        });
    }
}

/// What chains carry.
pub struct Value(#[expect(dead_code, reason = "it is dropped")] Counted);

impl Value {
    pub fn new() -> Self {
        Value(Counted::new(What::Value))
    }
}

impl Clone for Value {
    fn clone(&self) -> Self {
        foreign(Site::Cloning);
        Value::new()
    }
}

/// What they fail with.
pub struct Fault(Counted);

impl Fault {
    pub fn new() -> Self {
        Fault(Counted::new(What::Error))
    }

    /// Somebody has it in hand.
    pub fn see(&self) {
        self.0.see();
    }
}

impl Clone for Fault {
    fn clone(&self) -> Self {
        foreign(Site::Cloning);
        let copy = Fault::new();
        world().things.borrow_mut()[copy.0.number].copy_of = Some(self.0.number);
        copy
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let world = world();
        let before = world.has_not_printed.replace(true);
        foreign(Site::Printing);
        world.has_not_printed.set(before);
        write!(f, "Fault({})", self.0.number)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault")
    }
}

impl std::error::Error for Fault {}

/// What a callback captured, and that it runs.
pub struct Call {
    cell: u32,
    number: usize,
    site: Site,
    #[expect(dead_code, reason = "it is dropped")]
    captured: Counted,
}

impl Call {
    fn attach(name: &'static str, at_most: u32, is_finally: bool) -> Self {
        let world = world();
        let captured = Counted::new(What::Capture);
        let mut attached = world.attached.borrow_mut();
        attached.push(Attached { name, runs: 0, at_most, is_finally });
        Call { cell: world.cell.get(), number: attached.len() - 1, site: Site::Callback, captured }
    }

    /// A callback that runs at most once.
    pub fn once(name: &'static str) -> Self {
        Self::attach(name, 1, false)
    }

    /// One that runs exactly once, whatever happens.
    pub fn finally(name: &'static str) -> Self {
        Self::attach(name, 1, true)
    }

    /// One that runs so many times at most.
    pub fn times(name: &'static str, at_most: u32) -> Self {
        Self::attach(name, at_most, false)
    }

    /// It is not the kind's own.
    pub fn at(self, site: Site) -> Self {
        Call { site, ..self }
    }

    /// It runs.
    pub fn run(&self) {
        let world = world();
        if self.cell != world.cell.get() {
            return;
        }
        let name = {
            let mut attached = world.attached.borrow_mut();
            attached[self.number].runs += 1;
            attached[self.number].name
        };
        note(Note::Runs(name));
        foreign(self.site);
    }

    /// It runs, and what it captured goes; then it gives this. Rust loses what a function is about to return where one of its variables
    /// panics as it goes (rust-lang/rust#47949), so that goes before.
    pub fn give<T>(self, given: T) -> T {
        self.run();
        drop(self);
        given
    }

    /// The same with what is made afterwards.
    pub fn make<T>(self, make: impl FnOnce() -> T) -> T {
        self.run();
        drop(self);
        make()
    }
}
