//! A random program as data, which is run, shrunk and printed.
//!
//! A program works on places: a few Deferreds, resolvers, handles and other things. Each piece of user code (a
//! callback, a canceller, a drop, a `Clone`, a `Debug`, a clock, a waker, the hook) has a script, which works on
//! the same places. So nothing has to be captured to get at anything, and nothing is left but what the program
//! itself made.
//!
//! A process runs few programs, so their parts are leaked until it ends: counting references, and dropping, would
//! be much of Miri's work.

use std::ops::Deref;

/// How many places of each sort there are.
pub const PLACES: u8 = 4;

/// How many steps a program takes at most.
pub const FUEL: i32 = 400;

/// The argument of a callback, or of other code that runs once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    Nothing,
    Value(u32),
    Error(u32),
    Cancelled,
    Abandoned,
    TimedOut,
}

/// The steps of some code, in order. Each step has the number by which the shrinker takes it out.
pub type Script = &'static [Node];

#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub id: u32,
    pub op: Op,
}

/// A value, an error, or the capture of a callback: it is counted, and its drop, `Debug` and `Clone` may run code.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub label: u32,
    pub on_drop: Script,
    /// Run by `Debug` and by `Clone`.
    pub on_look: Script,
}

/// The outcome with which a Deferred is fired.
#[derive(Clone, Copy, Debug)]
pub enum Out {
    Value(Token),
    /// The error of the set with this number, modulo its length; a value where the set is empty.
    Error(u8, Token),
}

/// The reply of a callback.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    Out(Out),
    /// The Deferred in this place if it is of the kind that is needed, and otherwise a new one.
    Given(u8),
    /// A pair; the resolver goes to this place.
    Pending(u8),
    Panic,
}

/// A callback: its capture, its script, its reply.
#[derive(Clone, Copy, Debug)]
pub struct Callback(&'static Body);

#[derive(Clone, Debug)]
pub struct Body {
    pub label: u32,
    pub captured: Token,
    pub script: Script,
    /// The number by which the shrinker makes the reply a plain value.
    pub reply_id: u32,
    pub reply: Reply,
}

impl From<Body> for Callback {
    fn from(body: Body) -> Self {
        Callback(Box::leak(Box::new(body)))
    }
}

impl Deref for Callback {
    type Target = Body;

    fn deref(&self) -> &Body {
        self.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Deferred(u8),
    Resolver(u8),
    Handle(u8),
    Thing(u8),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    Map,
    Then,
    ThenResult,
    Both,
    ThenElse,
    Catch,
    CatchAll,
    OrElse,
    Inspect,
    Finally,
    FinallyDeferred,
    FinallyWith,
    Protect,
    Uncancellable,
    Widen,
    Timeout,
    TimeoutWith,
    GiveUpAfter,
    Chain,
    ChainMore,
    ChainCatching,
    ChainDowncast,
    ThenAsync,
    ChainAsync,
    ByHand,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Gather,
    List,
    FirstFailure,
    FirstSuccess,
    Some,
    Race,
    FirstSettled,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loop {
    Iterate,
    Fold,
    Retry,
    Windowed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fire {
    Succeed,
    Resolve,
    TrySucceed,
    TryResolve,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pool {
    Acquire,
    TryAcquire,
    Run,
    Put,
    Get,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hop {
    Here,
    Kept,
    Dropped,
    Panics,
}

/// How a pair is cancelled.
#[derive(Clone, Copy, Debug)]
pub enum Canceller {
    None,
    Calls(Callback),
    /// The callback's outcome is the Deferred's.
    Answers(Callback),
    /// The canceller of an operation that begins with the resolver.
    Begun(Callback),
}

/// One step. Letters: `d` is the place of a Deferred that is used, `to` that of the one that is made, `r` a resolver's, `h` a
/// handle's, `x` another thing's.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    Pair {
        kind: u8,
        to: u8,
        r: u8,
        canceller: Canceller,
    },
    Ready {
        kind: u8,
        to: u8,
        out: Out,
    },
    Fire {
        r: u8,
        how: Fire,
        out: Out,
    },
    Drop(Place),
    Forget(Place),
    Stage {
        d: u8,
        to: u8,
        kind: u8,
        stage: Stage,
        first: Callback,
        second: Callback,
    },
    Connect {
        d: u8,
        r: u8,
    },
    Cancel {
        d: u8,
    },
    CancelBy {
        h: u8,
    },
    Handle {
        d: u8,
        h: u8,
    },
    Collect {
        h: u8,
        other: u8,
    },
    CancelOnDrop {
        h: u8,
        x: u8,
    },
    Look {
        d: u8,
    },
    Take {
        d: u8,
    },
    Several {
        shape: Shape,
        members: [u8; 3],
        to: u8,
        late: Option<Callback>,
    },
    Together {
        list: bool,
        a: u8,
        b: u8,
        to: u8,
    },
    Lock {
        how: Pool,
        to: u8,
        x: u8,
        run: Callback,
    },
    Semaphore {
        how: Pool,
        to: u8,
        x: u8,
        run: Callback,
    },
    Queue {
        how: Pool,
        to: u8,
        value: Token,
    },
    Pause {
        d: u8,
        to: u8,
        x: u8,
    },
    Share {
        d: u8,
        x: u8,
    },
    GetShared {
        x: u8,
        to: u8,
    },
    Later {
        to: u8,
        after: u8,
        then: Option<Callback>,
    },
    Advance {
        by: u8,
    },
    Loop {
        which: Loop,
        kind: u8,
        to: u8,
        times: u8,
        step: Callback,
        policy: Callback,
    },
    LoopingCall {
        every: u8,
        count: bool,
        to: u8,
        x: u8,
        call: Callback,
    },
    Stop {
        x: u8,
    },
    Reset {
        x: u8,
    },
    Future {
        d: u8,
        kind: u8,
        to: u8,
        x: u8,
        body: Callback,
    },
    /// A future that is polled by whoever wakes it.
    Run {
        d: u8,
        to: u8,
        body: Callback,
    },
    Await {
        d: u8,
        x: u8,
    },
    Poll {
        x: u8,
        waker: Token,
    },
    Via {
        d: u8,
        to: u8,
        how: Hop,
    },
    /// To this thread, by its inbox: as a Deferred, or awaited by a future that is polled there.
    Bring {
        d: u8,
        is_awaited: bool,
        then: Callback,
    },
    RunJobs,
    /// On another thread, where the flavour crosses threads.
    Thread(Script),
    /// Sets the script of the hook or the clock, for each call from now on.
    OnReport(Script),
    OnClock(Script),
    Panic,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    This,
    Any,
}

#[derive(Clone, Debug)]
pub struct Program {
    pub seed: u64,
    pub flavour: Flavour,
    pub ops: Script,
    /// Whether other threads run scripts: the program may do something else each time then.
    pub has_threads: bool,
    /// How many numbers there are for the shrinker.
    pub numbers: u32,
}

/// The program without the parts that have these numbers.
pub fn without(program: &Program, gone: &dyn Fn(u32) -> bool) -> Program {
    Program { ops: script(program.ops, gone), ..program.clone() }
}

fn script(from: Script, gone: &dyn Fn(u32) -> bool) -> Script {
    let kept = from.iter().filter(|node| !gone(node.id));
    kept.map(|node| Node { id: node.id, op: op(&node.op, gone) }).collect::<Vec<_>>().leak()
}

fn token(from: &Token, gone: &dyn Fn(u32) -> bool) -> Token {
    Token { label: from.label, on_drop: script(from.on_drop, gone), on_look: script(from.on_look, gone) }
}

fn out(from: &Out, gone: &dyn Fn(u32) -> bool) -> Out {
    match from {
        Out::Value(value) => Out::Value(token(value, gone)),
        Out::Error(which, error) => Out::Error(*which, token(error, gone)),
    }
}

fn callback(from: &Callback, gone: &dyn Fn(u32) -> bool) -> Callback {
    let reply = match &from.reply {
        Reply::Out(given) => Reply::Out(out(given, gone)),
        other if !gone(from.reply_id) => *other,
        _ => Reply::Out(Out::Value(Token::plain(from.label))),
    };
    let (captured, script) = (token(&from.captured, gone), script(from.script, gone));
    Body { label: from.label, captured, script, reply_id: from.reply_id, reply }.into()
}

fn op(from: &Op, gone: &dyn Fn(u32) -> bool) -> Op {
    let mut to = *from;
    match &mut to {
        Op::Pair { canceller: Canceller::Calls(c) | Canceller::Answers(c) | Canceller::Begun(c), .. } => {
            *c = callback(c, gone)
        }
        Op::Ready { out: o, .. } | Op::Fire { out: o, .. } => *o = out(o, gone),
        Op::Stage { first, second, .. } => {
            *first = callback(first, gone);
            *second = callback(second, gone);
        }
        Op::Several { late: Some(c), .. }
        | Op::Later { then: Some(c), .. }
        | Op::Lock { run: c, .. }
        | Op::Semaphore { run: c, .. }
        | Op::LoopingCall { call: c, .. }
        | Op::Future { body: c, .. }
        | Op::Run { body: c, .. }
        | Op::Bring { then: c, .. } => *c = callback(c, gone),
        Op::Loop { step, policy, .. } => {
            *step = callback(step, gone);
            *policy = callback(policy, gone);
        }
        Op::Queue { value, .. } => *value = token(value, gone),
        Op::Poll { waker, .. } => *waker = token(waker, gone),
        Op::Thread(s) | Op::OnReport(s) | Op::OnClock(s) => *s = script(s, gone),
        _ => {}
    }
    to
}

impl Token {
    /// A token without scripts.
    pub fn plain(label: u32) -> Self {
        Token { label, on_drop: &[], on_look: &[] }
    }
}
