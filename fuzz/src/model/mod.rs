//! A model of Twisted's rules: a direct interpreter of programs, which shares no code with the crate.
//!
//! A Deferred is a line of callbacks and errbacks. A result goes down the line; a callback that returns a Deferred
//! holds the line up until that has its result; a cancel goes to the innermost Deferred that is waited for;
//! callbacks run before firing returns. The model cannot predict programs about which the guide says nothing, such
//! as a ring of Deferreds.

mod links;
mod outcomes;

use crate::program::*;
use links::{can_have, ended, kind_behind};
use outcomes::*;
use std::collections::VecDeque;

/// The model cannot predict the program.
struct CannotTell;

type Told<T = ()> = Result<T, CannotTell>;

/// The callbacks that run, in order, each with its argument; `None` if the model cannot predict them.
pub fn trace(program: &Program) -> Option<Vec<(u32, Seen)>> {
    let mut model = Model { fuel: FUEL, ..Model::default() };
    model.program(program).ok().map(|()| model.trace)
}

/// The reply of a callback: an outcome, or a Deferred.
enum Given {
    Now(Outcome),
    Line(usize),
}

/// What happens with the result of a Deferred that a callback returned.
#[derive(Clone, Copy)]
enum Resume {
    /// The result goes on.
    Plain,
    /// The result is that of a `finally` behind this outcome.
    Behind(Outcome),
}

/// One pair of callback and errback.
#[derive(Clone)]
struct Link {
    stage: Stage,
    /// The kinds of the line before and behind the link.
    from: u8,
    to: u8,
    first: Callback,
    second: Callback,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unfired,
    /// The line waits for a Deferred that a callback returned, or that it was chained to.
    Waits(usize),
    Running,
    Ready(Outcome),
    Tearing,
    Abandoned,
}

struct Line {
    state: State,
    links: VecDeque<Link>,
    /// The line that waits for the result.
    waiter: Option<(usize, Resume)>,
    is_cancelled: bool,
}

const N: usize = PLACES as usize;

#[derive(Default)]
struct Model {
    lines: Vec<Line>,
    /// The lines in the places, with their present kinds.
    d: [Option<(usize, u8)>; N],
    /// The lines of the resolvers, with their kinds.
    r: [Option<(usize, u8)>; N],
    fuel: i32,
    depth: u32,
    trace: Vec<(u32, Seen)>,
    /// Whether a callback that is attached to a chain that is being torn down goes with it, as across threads, and
    /// not at once.
    goes_with_it: bool,
}

/// How deep callbacks may nest: beyond some depth the crate puts work off.
const DEPTH: u32 = 10;

impl Model {
    fn program(&mut self, program: &Program) -> Told {
        self.goes_with_it = program.flavour == Flavour::Any;
        self.script(program.ops)?;
        for pass in 0..8 {
            if pass == 3 {
                self.fuel = 0;
            }
            let mut any = false;
            while self.drop_any()? {
                any = true;
            }
            if !any {
                break;
            }
        }
        Ok(())
    }

    fn drop_any(&mut self) -> Told<bool> {
        for at in 0..N {
            if let Some((line, kind)) = self.r[at].take() {
                self.drop_resolver(line, kind)?;
                return Ok(true);
            }
            if self.d[at].take().is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn script(&mut self, script: Script) -> Told {
        script.iter().try_for_each(|node| self.op(&node.op))
    }

    fn op(&mut self, op: &Op) -> Told {
        if self.fuel == 0 {
            return Ok(());
        }
        self.fuel -= 1;
        match op {
            Op::Pair { kind, to, r, canceller: Canceller::None } => {
                let line = self.line(State::Unfired);
                self.put_r(*r, line, *kind)?;
                self.d[*to as usize] = Some((line, *kind));
            }
            Op::Ready { kind, to, out } => {
                plain(out)?;
                let line = self.line(State::Ready(outcome_of(*kind, out)));
                self.d[*to as usize] = Some((line, *kind));
            }
            Op::Fire { r, out, .. } => {
                plain(out)?;
                if let Some((line, kind)) = self.r[*r as usize].take() {
                    self.fire(line, outcome_of(kind, out))?;
                }
            }
            Op::Drop(Place::Deferred(at)) => self.d[*at as usize] = None,
            Op::Drop(Place::Resolver(at)) => {
                if let Some((line, kind)) = self.r[*at as usize].take() {
                    self.drop_resolver(line, kind)?;
                }
            }
            Op::Drop(_) | Op::Look { .. } | Op::RunJobs => {}
            Op::Take { d } => {
                if let Some((line, _)) = self.d[*d as usize]
                    && let State::Ready(_) = self.lines[line].state
                {
                    self.d[*d as usize] = None;
                }
            }
            Op::Stage { d, to, kind, stage, first, second } => {
                for callback in [first, second] {
                    is_plain(&callback.captured)?;
                }
                if let Some((line, from)) = self.d[*d as usize].take() {
                    let made = self.attach(line, from, *kind, *stage, first, second)?;
                    self.d[*to as usize] = Some((line, made));
                }
            }
            Op::Connect { d, r } => {
                // A lone one of the two is dropped.
                match (self.d[*d as usize].take(), self.r[*r as usize].take()) {
                    (Some((from, kind)), Some((to, other))) if kind == other => self.connect(from, to)?,
                    (Some(from), Some(to)) => {
                        self.d[*d as usize] = Some(from);
                        self.r[*r as usize] = Some(to);
                    }
                    (None, Some((line, kind))) => self.drop_resolver(line, kind)?,
                    (_, None) => {}
                }
            }
            Op::Cancel { d } => {
                if let Some((line, kind)) = self.d[*d as usize]
                    && has(kind, Error::Cancelled)
                {
                    self.cancel(line)?;
                }
            }
            _ => return Err(CannotTell),
        }
        Ok(())
    }

    fn line(&mut self, state: State) -> usize {
        self.lines.push(Line { state, links: VecDeque::new(), waiter: None, is_cancelled: false });
        self.lines.len() - 1
    }

    fn put_r(&mut self, at: u8, line: usize, kind: u8) -> Told {
        match self.r[at as usize].replace((line, kind)) {
            Some((old, kind)) => self.drop_resolver(old, kind),
            None => Ok(()),
        }
    }

    fn fire(&mut self, line: usize, outcome: Outcome) -> Told {
        if self.lines[line].is_cancelled { Ok(()) } else { self.go_on(line, outcome) }
    }

    /// Drops a resolver unfired: its Deferred fails with `Abandoned`, if it can, and is torn down if not.
    fn drop_resolver(&mut self, line: usize, kind: u8) -> Told {
        if self.lines[line].is_cancelled {
            return Ok(());
        }
        if has(kind, Error::Abandoned) {
            return self.go_on(line, Err(Error::Abandoned));
        }
        self.tear(line)
    }

    /// Drops the callbacks, and runs each `finally`.
    fn tear(&mut self, line: usize) -> Told {
        self.lines[line].state = State::Tearing;
        while let Some(link) = self.lines[line].links.pop_front() {
            self.let_go(&link)?;
        }
        self.lines[line].state = State::Abandoned;
        match self.lines[line].waiter.take() {
            Some((waiter, _)) => self.tear(waiter),
            None => Ok(()),
        }
    }

    fn attach(
        &mut self,
        line: usize,
        from: u8,
        target: u8,
        stage: Stage,
        first: &Callback,
        second: &Callback,
    ) -> Told<u8> {
        let to = kind_behind(stage, from, target)?;
        if !can_have(stage, from) {
            return Ok(to);
        }
        let link = Link { stage, from, to, first: *first, second: *second };
        match self.lines[line].state {
            State::Abandoned => self.let_go(&link)?,
            // The last link is going, so this could not be behind any.
            State::Tearing if self.lines[line].links.is_empty() && !self.goes_with_it => {
                self.let_go(&link)?
            }
            State::Ready(outcome) => {
                self.lines[line].links.push_back(link);
                self.go_on(line, outcome)?;
            }
            _ => self.lines[line].links.push_back(link),
        }
        Ok(to)
    }

    /// Sends the result down the line.
    fn go_on(&mut self, line: usize, mut outcome: Outcome) -> Told {
        self.lines[line].state = State::Running;
        while let Some(link) = self.lines[line].links.pop_front() {
            let (given, resume) = self.step(&link, outcome)?;
            let inner = match given {
                Given::Now(now) => {
                    outcome = ended(now, resume);
                    continue;
                }
                Given::Line(inner) => inner,
            };
            match self.lines[inner].state {
                State::Ready(now) => outcome = ended(now, resume),
                State::Abandoned => return self.tear(line),
                _ => return self.wait(line, inner, resume),
            }
        }
        self.lines[line].state = State::Ready(outcome);
        match self.lines[line].waiter.take() {
            Some((waiter, resume)) => self.go_on(waiter, ended(outcome, resume)),
            None => Ok(()),
        }
    }

    fn wait(&mut self, line: usize, inner: usize, resume: Resume) -> Told {
        if self.innermost(inner) == line || self.lines[inner].state == State::Tearing {
            return Err(CannotTell);
        }
        self.lines[line].state = State::Waits(inner);
        self.lines[inner].waiter = Some((line, resume));
        Ok(())
    }

    fn innermost(&self, mut line: usize) -> usize {
        while let State::Waits(inner) = self.lines[line].state {
            line = inner;
        }
        line
    }

    fn connect(&mut self, from: usize, to: usize) -> Told {
        if self.lines[to].is_cancelled || from == to {
            return Err(CannotTell);
        }
        match self.lines[from].state {
            State::Ready(outcome) => self.go_on(to, outcome),
            State::Abandoned => self.tear(to),
            _ => self.wait(to, from, Resume::Plain),
        }
    }

    /// Fires the innermost line that is waited for with `Cancelled`, where its set has that.
    fn cancel(&mut self, line: usize) -> Told {
        let innermost = self.innermost(line);
        match self.lines[innermost].state {
            State::Ready(_) | State::Abandoned => Ok(()),
            State::Unfired if has(self.source(innermost)?, Error::Cancelled) => {
                self.lines[innermost].is_cancelled = true;
                self.go_on(innermost, Err(Error::Cancelled))
            }
            _ => Err(CannotTell),
        }
    }

    /// The kind of the pair with which the line began: that of its resolver, if that is in a place.
    fn source(&self, line: usize) -> Told<u8> {
        let of_it = self.r.iter().flatten().find(|(of, _)| *of == line);
        of_it.map(|(_, kind)| *kind).ok_or(CannotTell)
    }

    fn begin(&mut self, callback: &Callback, seen: Seen) -> Told {
        if self.depth == DEPTH {
            return Err(CannotTell);
        }
        self.trace.push((callback.label, seen));
        self.depth += 1;
        self.script(callback.script)?;
        self.depth -= 1;
        Ok(())
    }
}
