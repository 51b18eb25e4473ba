//! Generates a program from a seed. Each program has only some sorts of steps, so that those it has meet often.

use crate::program::*;
use crate::random::Random;

/// The kinds of Deferred that there are.
const KINDS: [u8; 7] = [0, 1, 2, 3, 4, 5, 6];

/// How many sorts of step there are, as `Gen::op` numbers them.
const SORTS: usize = 39;

/// How often each sort is taken, before some of them are left out.
const WEIGHTS: [u32; SORTS] = [
    30, 6, 24, 14, 2, 40, 14, 12, 12, 14, 3, 4, 6, 8, 10, 4, 6, 4, 4, 5, 4, 6, 4, 5, 6, 4, 2, 2, 5, 4, 6, 5,
    4, 4, 5, 3, 3, 5, 5,
];

/// The sorts of step that the model can predict, and the stages.
const TOLD: [bool; SORTS] = only(&[0, 1, 2, 3, 5, 6, 7, 12, 13]);
const TOLD_STAGES: [Stage; 13] = [
    Stage::Map,
    Stage::Then,
    Stage::ThenResult,
    Stage::Both,
    Stage::ThenElse,
    Stage::Catch,
    Stage::CatchAll,
    Stage::OrElse,
    Stage::Inspect,
    Stage::Finally,
    Stage::FinallyDeferred,
    Stage::FinallyWith,
    Stage::Widen,
];

/// The sorts of step of a program about cancels.
const ABOUT_CANCELS: [bool; SORTS] = only(&[0, 2, 3, 5, 6, 7, 8, 9, 12, 13]);

/// A table of the sorts among these.
const fn only(sorts: &[usize]) -> [bool; SORTS] {
    let mut among = [false; SORTS];
    let mut at = 0;
    while at < sorts.len() {
        among[sorts[at]] = true;
        at += 1;
    }
    among
}

fn total(weights: &[u32; SORTS]) -> u32 {
    let (mut total, mut sort) = (0, 0);
    while sort < SORTS {
        total += weights[sort];
        sort += 1;
    }
    total
}

/// Takes out the other sorts.
fn keep(weights: &mut [u32; SORTS], among: &[bool; SORTS]) {
    let mut sort = 0;
    while sort < SORTS {
        if !among[sort] {
            weights[sort] = 0;
        }
        sort += 1;
    }
}

struct Gen {
    random: Random,
    weights: [u32; SORTS],
    total: u32,
    stages: Vec<Stage>,
    kinds: Vec<u8>,
    flavour: Flavour,
    /// How many places are used.
    places: u8,
    /// The place that was used last.
    last: u8,
    /// Whether the program is about who is cancelled while what is dropped.
    about_cancels: bool,
    /// Whether the model has to predict the program.
    is_told: bool,
    /// How often there is a script, of 100.
    hostile: u32,
    /// How many more steps may be made.
    left: u32,
    numbers: u32,
    labels: u32,
    has_threads: bool,
}

const STAGES: [Stage; 25] = [
    Stage::Map,
    Stage::Then,
    Stage::ThenResult,
    Stage::Both,
    Stage::ThenElse,
    Stage::Catch,
    Stage::CatchAll,
    Stage::OrElse,
    Stage::Inspect,
    Stage::Finally,
    Stage::FinallyDeferred,
    Stage::FinallyWith,
    Stage::Protect,
    Stage::Uncancellable,
    Stage::Widen,
    Stage::Timeout,
    Stage::TimeoutWith,
    Stage::GiveUpAfter,
    Stage::Chain,
    Stage::ChainMore,
    Stage::ChainCatching,
    Stage::ChainDowncast,
    Stage::ThenAsync,
    Stage::ChainAsync,
    Stage::ByHand,
];

/// Generates the program of this seed.
pub fn generate(seed: u64, flavour: Flavour) -> Program {
    let mut random = Random::new(seed);
    let mut weights = WEIGHTS;
    let kept = random.between(25, 90);
    // The first few sorts make the values that the others work on.
    let mut sort = 3;
    while sort < SORTS {
        if random.below(100) >= kept {
            weights[sort] = 0;
        }
        sort += 1;
    }
    if random.below(100) >= 15 {
        weights[4] = 0; // most programs forget nothing, so that leaks are seen
    }
    if flavour == Flavour::This || random.below(100) >= 12 {
        weights[34] = 0;
    }
    let stages = random.some_of(&STAGES, kept);
    let kinds = random.some_of(&KINDS, kept);
    // A fifth of the programs has only steps that the model can predict.
    let is_told = random.below(5) == 0;
    let stages = if is_told {
        keep(&mut weights, &TOLD);
        random.some_of(&TOLD_STAGES, kept)
    } else {
        stages
    };
    // A third of the others works on few places, with cancellers whose drops do most: faults between two states of
    // a node show there.
    let about_cancels = !is_told && random.below(3) == 0;
    let (stages, kinds) = if about_cancels {
        weights = WEIGHTS;
        keep(&mut weights, &ABOUT_CANCELS);
        use Stage::*;
        let stages = vec![Map, Both, OrElse, OrElse, ThenElse, Catch, Finally, ByHand];
        // With few kinds, Deferreds that are connected fit.
        let kinds = [[1, 2, 4][random.index(3)], [1, 3, 4, 5][random.index(4)]];
        (stages, kinds[random.index(2)..].to_vec())
    } else {
        (stages, kinds)
    };
    let mut generator = Gen {
        places: if about_cancels { 2 + random.small(2) } else { PLACES },
        last: 0,
        about_cancels,
        is_told,
        total: total(&weights),
        weights,
        stages: if stages.is_empty() { vec![Stage::Both] } else { stages },
        kinds: if kinds.is_empty() { vec![1] } else { kinds },
        flavour,
        hostile: if about_cancels { 35 } else { random.between(5, 60) },
        left: random.between(8, 48),
        numbers: 0,
        labels: 0,
        has_threads: false,
        random,
    };
    let mut ops = Vec::new();
    while generator.left > 0 {
        ops.push(generator.node(0));
    }
    let Gen { has_threads, numbers, .. } = generator;
    Program { seed, flavour, ops: ops.leak(), has_threads, numbers }
}

impl Gen {
    fn number(&mut self) -> u32 {
        self.numbers += 1;
        self.numbers - 1
    }

    fn label(&mut self) -> u32 {
        self.labels += 1;
        self.labels
    }

    /// In a program about few places, a step often goes on with the place of the one before.
    fn place(&mut self) -> u8 {
        if !self.about_cancels || self.random.bool() {
            self.last = self.random.small(self.places);
        }
        self.last
    }

    fn kind(&mut self) -> u8 {
        self.kinds[self.random.index(self.kinds.len())]
    }

    fn node(&mut self, depth: u32) -> Node {
        self.left = self.left.saturating_sub(1);
        let id = self.number();
        Node { id, op: self.op(depth) }
    }

    fn script(&mut self, depth: u32) -> Script {
        if depth >= 4 || self.left == 0 || self.random.below(100) >= self.hostile {
            return &[];
        }
        let length = 1 + self.random.below(if depth == 0 { 3 } else { 2 });
        self.nodes(length, depth)
    }

    fn nodes(&mut self, length: u32, depth: u32) -> Script {
        let mut nodes = Vec::with_capacity(length as usize);
        for _ in 0..length {
            nodes.push(self.node(depth + 1));
        }
        nodes.leak()
    }

    fn token(&mut self, depth: u32) -> Token {
        let label = self.label();
        if self.is_told {
            return Token::plain(label);
        }
        let on_drop = if self.about_cancels && depth < 2 && self.random.below(3) == 0 {
            vec![self.disturbance(depth + 1)].leak()
        } else {
            self.script(depth + 1)
        };
        let looks = self.random.below(8) == 0;
        Token { label, on_drop, on_look: if looks { self.script(depth + 1) } else { &[] } }
    }

    /// The step that most disturbs whoever is dropping something.
    fn disturbance(&mut self, depth: u32) -> Node {
        let id = self.number();
        let op = match self.random.below(8) {
            0..=2 => Op::CancelBy { h: self.place() },
            3 => Op::Cancel { d: self.place() },
            4 | 5 => Op::Fire { r: self.place(), how: Fire::Resolve, out: self.out(depth) },
            6 => Op::Drop(self.some_place()),
            _ => Op::Connect { d: self.place(), r: self.place() },
        };
        Node { id, op }
    }

    fn out(&mut self, depth: u32) -> Out {
        let token = self.token(depth);
        if self.random.below(3) == 0 { Out::Error(self.random.small(5), token) } else { Out::Value(token) }
    }

    fn callback(&mut self, depth: u32) -> Callback {
        let (label, reply_id) = (self.label(), self.number());
        let reply = match self.random.below(20) {
            0..=9 => Reply::Out(self.out(depth)),
            10..=14 => Reply::Given(self.place()),
            15..=18 => Reply::Pending(self.place()),
            _ if self.is_told => Reply::Out(self.out(depth)),
            _ => Reply::Panic,
        };
        Body { label, captured: self.token(depth), script: self.script(depth), reply_id, reply }.into()
    }

    fn pool(&mut self) -> Pool {
        use Pool::*;
        [Acquire, TryAcquire, Run, Put, Get][self.random.index(5)]
    }

    fn maybe(&mut self, depth: u32) -> Option<Callback> {
        self.random.bool().then(|| self.callback(depth))
    }

    fn some_place(&mut self) -> Place {
        let at = self.place();
        match self.random.below(10) {
            0..=3 => Place::Deferred(at),
            4..=6 => Place::Resolver(at),
            7 => Place::Handle(at),
            _ => Place::Thing(at),
        }
    }

    fn op(&mut self, depth: u32) -> Op {
        let mut at = self.random.below(self.total);
        let mut sort = 0;
        while at >= self.weights[sort] {
            at -= self.weights[sort];
            sort += 1;
        }
        let p = |this: &mut Self| this.place();
        match sort {
            0 => {
                let canceller = match self.random.below(6) {
                    _ if self.is_told => Canceller::None,
                    0..=2 if !self.about_cancels => Canceller::None,
                    0 => Canceller::None,
                    1..=3 => Canceller::Calls(self.callback(depth)),
                    4 => Canceller::Begun(self.callback(depth)),
                    _ => Canceller::Answers(self.callback(depth)),
                };
                Op::Pair { kind: self.kind(), to: p(self), r: p(self), canceller }
            }
            1 => Op::Ready { kind: self.kind(), to: p(self), out: self.out(depth) },
            2 => {
                use Fire::*;
                let how = [Succeed, Resolve, Resolve, TrySucceed, TryResolve][self.random.index(5)];
                Op::Fire { r: p(self), how, out: self.out(depth) }
            }
            3 => Op::Drop(self.some_place()),
            4 => Op::Forget(self.some_place()),
            5 => {
                let stage = self.stages[self.random.index(self.stages.len())];
                let d = p(self);
                let to = if self.random.below(4) == 0 { p(self) } else { d };
                let kind = self.kind();
                Op::Stage { d, to, kind, stage, first: self.callback(depth), second: self.callback(depth) }
            }
            6 => Op::Connect { d: p(self), r: p(self) },
            7 => Op::Cancel { d: p(self) },
            8 => Op::CancelBy { h: p(self) },
            9 => Op::Handle { d: p(self), h: p(self) },
            10 => Op::Collect { h: p(self), other: p(self) },
            11 => Op::CancelOnDrop { h: p(self), x: p(self) },
            12 => Op::Look { d: p(self) },
            13 => Op::Take { d: p(self) },
            14 => {
                use Shape::*;
                let shape = [Gather, List, FirstFailure, FirstSuccess, Some, Race, FirstSettled]
                    [self.random.index(7)];
                Op::Several {
                    shape,
                    members: [p(self), p(self), p(self)],
                    to: p(self),
                    late: self.maybe(depth),
                }
            }
            15 => Op::Together { list: self.random.bool(), a: p(self), b: p(self), to: p(self) },
            16 => Op::Lock { how: self.pool(), to: p(self), x: p(self), run: self.callback(depth) },
            17 => Op::Semaphore { how: self.pool(), to: p(self), x: p(self), run: self.callback(depth) },
            18 => Op::Queue { how: self.pool(), to: p(self), value: self.token(depth) },
            19 => Op::Pause { d: p(self), to: p(self), x: p(self) },
            20 => Op::Share { d: p(self), x: p(self) },
            21 => Op::GetShared { x: p(self), to: p(self) },
            22 => Op::Later { to: p(self), after: self.random.small(4), then: self.maybe(depth) },
            23 => Op::Advance { by: self.random.small(5) },
            24 => {
                use Loop::*;
                let which = [Iterate, Fold, Retry, Windowed][self.random.index(4)];
                Op::Loop {
                    which,
                    kind: self.kind(),
                    to: p(self),
                    times: self.random.small(5),
                    step: self.callback(depth),
                    policy: self.callback(depth),
                }
            }
            25 => Op::LoopingCall {
                every: self.random.small(3),
                count: self.random.bool(),
                to: p(self),
                x: p(self),
                call: self.callback(depth),
            },
            26 => Op::Stop { x: p(self) },
            27 => Op::Reset { x: p(self) },
            28 => Op::Future {
                d: p(self),
                kind: self.kind(),
                to: p(self),
                x: p(self),
                body: self.callback(depth),
            },
            29 => Op::Await { d: p(self), x: p(self) },
            30 => Op::Poll { x: p(self), waker: self.token(depth) },
            31 => {
                use Hop::*;
                let how = [Here, Here, Kept, Kept, Kept, Dropped, Panics][self.random.index(7)];
                Op::Via { d: p(self), to: p(self), how }
            }
            32 => Op::Bring { d: p(self), is_awaited: self.random.bool(), then: self.callback(depth) },
            33 => Op::RunJobs,
            34 if self.flavour == Flavour::Any => {
                self.has_threads = true;
                let length = self.random.between(1, 4);
                Op::Thread(self.nodes(length, depth))
            }
            35 => Op::OnReport(self.script(depth)),
            36 => Op::OnClock(self.script(depth)),
            38 => Op::Run { d: p(self), to: p(self), body: self.callback(depth) },
            _ => Op::Panic,
        }
    }
}
