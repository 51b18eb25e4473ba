//! Prints a program as text close to the Rust that does the same: `d0` is the Deferred in place 0, and so on.

use crate::program::*;
use std::fmt::{self, Display, Formatter, Write};

const KINDS: [&str; 7] = [
    "V, ()",
    "V, (Cancelled,)",
    "W, (E, Cancelled)",
    "S, (F, Abandoned)",
    "V, (E, F, Cancelled, Abandoned, TimedOut)",
    "(), (Cancelled,)",
    "Big, (E,)",
];

fn kind(number: u8) -> &'static str {
    KINDS[usize::from(number).min(KINDS.len() - 1)]
}

impl Display for Program {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "// seed {}, {:?}Thread; d: Deferreds, r: resolvers, h: handles, x: other things",
            self.seed, self.flavour
        )?;
        script(f, self.ops, 0)
    }
}

fn script(f: &mut Formatter<'_>, script: Script, depth: usize) -> fmt::Result {
    for node in script {
        write!(f, "{:1$}", "", 4 * depth)?;
        op(f, &node.op, depth)?;
        f.write_char('\n')?;
    }
    Ok(())
}

/// The script as a block, if there is anything in it.
fn block(f: &mut Formatter<'_>, what: &str, steps: Script, depth: usize) -> fmt::Result {
    if steps.is_empty() {
        return Ok(());
    }
    writeln!(f, " {what} {{")?;
    script(f, steps, depth + 1)?;
    write!(f, "{:1$}}}", "", 4 * depth)
}

fn token(f: &mut Formatter<'_>, name: &str, token: &Token, depth: usize) -> fmt::Result {
    write!(f, "{name}{}", token.label)?;
    block(f, "/* its drop: */", token.on_drop, depth)?;
    block(f, "/* its Debug, Clone and wake: */", token.on_look, depth)
}

fn out(f: &mut Formatter<'_>, given: &Out, depth: usize) -> fmt::Result {
    match given {
        Out::Value(value) => token(f, "value", value, depth),
        Out::Error(which, error) => {
            write!(f, "error #{which} ")?;
            token(f, "error", error, depth)
        }
    }
}

fn callback(f: &mut Formatter<'_>, callback: &Callback, depth: usize) -> fmt::Result {
    write!(f, "|..| /* {} */ {{ ", callback.label)?;
    if !callback.captured.on_drop.is_empty() || !callback.captured.on_look.is_empty() {
        f.write_str("captures ")?;
        token(f, "held", &callback.captured, depth)?;
        f.write_str("; ")?;
    }
    block(f, "", callback.script, depth)?;
    match &callback.reply {
        Reply::Out(given) => out(f, given, depth)?,
        Reply::Given(at) => write!(f, "d{at}")?,
        Reply::Pending(at) => write!(f, "pending() /* r{at} */")?,
        Reply::Panic => f.write_str("panic!()")?,
    }
    f.write_str(" }")
}

fn place(place: Place) -> String {
    match place {
        Place::Deferred(at) => format!("d{at}"),
        Place::Resolver(at) => format!("r{at}"),
        Place::Handle(at) => format!("h{at}"),
        Place::Thing(at) => format!("x{at}"),
    }
}

fn op(f: &mut Formatter<'_>, op: &Op, depth: usize) -> fmt::Result {
    match op {
        Op::Pair { kind: k, to, r, canceller } => {
            write!(f, "(r{r}, d{to}) = Deferred::<{}>::", kind(*k))?;
            match canceller {
                Canceller::None => f.write_str("pending();"),
                Canceller::Calls(c) => {
                    f.write_str("cancellable(")?;
                    callback(f, c, depth)?;
                    f.write_str(");")
                }
                Canceller::Begun(c) => {
                    f.write_str("begun(")?;
                    callback(f, c, depth)?;
                    f.write_str(");")
                }
                Canceller::Answers(c) => {
                    f.write_str("cancellable_with(")?;
                    callback(f, c, depth)?;
                    f.write_str(");")
                }
            }
        }
        Op::Ready { kind: k, to, out: o } => {
            write!(f, "d{to} = Deferred::<{}>::settled(", kind(*k))?;
            out(f, o, depth)?;
            f.write_str(");")
        }
        Op::Fire { r, how, out: o } => {
            write!(f, "r{r}.{how:?}(")?;
            out(f, o, depth)?;
            f.write_str(");")
        }
        Op::Drop(at) => write!(f, "drop({});", place(*at)),
        Op::Forget(at) => write!(f, "forget({});", place(*at)),
        Op::Stage { d, to, kind: k, stage, first, second } => {
            write!(f, "d{to} = d{d}.{stage:?}(")?;
            callback(f, first, depth)?;
            if matches!(
                stage,
                Stage::ThenElse
                    | Stage::Chain
                    | Stage::ChainMore
                    | Stage::ChainCatching
                    | Stage::ChainDowncast
            ) {
                f.write_str(", ")?;
                callback(f, second, depth)?;
            }
            if let Stage::Both = stage {
                write!(f, " /* to kind {k} */")?;
            }
            f.write_str(");")
        }
        Op::Connect { d, r } => write!(f, "d{d}.chain_into(r{r});"),
        Op::Cancel { d } => write!(f, "d{d}.cancel();"),
        Op::CancelBy { h } => write!(f, "h{h}.cancel();"),
        Op::Handle { d, h } => write!(f, "h{h} = d{d}.cancel_handle();"),
        Op::Collect { h, other } => write!(f, "h{h} = [h{h}, h{other}].collect();"),
        Op::CancelOnDrop { h, x } => write!(f, "x{x} = h{h}.on_drop();"),
        Op::Look { d } => write!(f, "print(d{d}, d{d}.why_pending());"),
        Op::Take { d } => write!(f, "drop(d{d}.try_outcome());"),
        Op::Several { shape, members: [a, b, c], to, late } => {
            write!(f, "d{to} = members([d{a}, d{b}, d{c}])")?;
            if let Some(late) = late {
                f.write_str(".late(")?;
                callback(f, late, depth)?;
                f.write_str(")")?;
            }
            write!(f, ".{shape:?}();")
        }
        Op::Together { list, a, b, to } => {
            write!(f, "d{to} = {}!(d{a}, d{b});", if *list { "list" } else { "join" })
        }
        Op::Lock { how, to, x, run } => {
            write!(f, "d{to} / x{x} = lock.{how:?}(")?;
            callback(f, run, depth)?;
            f.write_str(");")
        }
        Op::Semaphore { how, to, x, run } => {
            write!(f, "d{to} / x{x} = semaphore.{how:?}(")?;
            callback(f, run, depth)?;
            f.write_str(");")
        }
        Op::Queue { how, to, value } => {
            write!(f, "d{to} = queue.{how:?}(")?;
            token(f, "value", value, depth)?;
            f.write_str(");")
        }
        Op::Pause { d, to, x } => write!(f, "(x{x}, d{to}) = d{d}.paused();"),
        Op::Share { d, x } => write!(f, "x{x} = d{d}.share();"),
        Op::GetShared { x, to } => write!(f, "d{to} = x{x}.get();"),
        Op::Later { to, after, then } => {
            write!(f, "d{to} = later(clock, {after}")?;
            if let Some(then) = then {
                f.write_str(", ")?;
                callback(f, then, depth)?;
            }
            f.write_str(");")
        }
        Op::Advance { by } => write!(f, "clock.advance({by});"),
        Op::Loop { which, kind: k, to, times, step, policy } => {
            write!(f, "d{to} = {which:?}::<{}>({times} times, ", kind(*k))?;
            callback(f, step, depth)?;
            if let Loop::Retry = which {
                f.write_str(", policy ")?;
                callback(f, policy, depth)?;
            }
            f.write_str(");")
        }
        Op::LoopingCall { every, count, to, x, call } => {
            write!(
                f,
                "(x{x}, d{to}) = LoopingCall::new(clock, {every}).start{}(",
                if *count { "_with_count" } else { "" }
            )?;
            callback(f, call, depth)?;
            f.write_str(");")
        }
        Op::Stop { x } => write!(f, "x{x}.stop();"),
        Op::Reset { x } => write!(f, "x{x}.reset();"),
        Op::Future { d, to, x, body, .. } => {
            write!(f, "d{to} = from_future(async {{ d{d}.await, ")?;
            callback(f, body, depth)?;
            write!(f, " }}, |task| x{x} = task);")
        }
        Op::Await { d, x } => write!(f, "x{x} = async {{ d{d}.await }};"),
        Op::Poll { x, waker } => {
            write!(f, "x{x}.poll(")?;
            token(f, "waker", waker, depth)?;
            f.write_str(");")
        }
        Op::Via { d, to, how } => write!(f, "d{to} = d{d}.via({how:?});"),
        Op::Run { d, to, body } => {
            write!(f, "d{to} = run(async {{ d{d}.await, ")?;
            callback(f, body, depth)?;
            f.write_str(" });")
        }
        Op::Bring { d, is_awaited, then } => {
            let by = if *is_awaited { "poll" } else { "bring" };
            write!(f, "inbox.{by}(d{d}).finally_with(")?;
            callback(f, then, depth)?;
            f.write_str(");")
        }
        Op::RunJobs => f.write_str("inbox.run_ready(); jobs.pop().run();"),
        Op::Thread(s) => block(f, "thread::spawn", s, depth),
        Op::OnReport(s) => block(f, "unhandled::set_hook", s, depth),
        Op::OnClock(s) => block(f, "from now on the clock does", s, depth),
        Op::Panic => f.write_str("panic!();"),
    }
}
