//! Runs the steps of a script.

use super::super::flavour::{
    Deferred, bring, bring_awaited, bury, defer_later, from_future, later, looping_call, run_future, settled,
    spawn, via,
};
use super::callback::Armed;
use super::clock::Hostile;
use super::kinds::*;
use super::token::{Counted, V, Value, gone};
use super::world::Thing;
use super::{boom, guarded, several, stages, things, world};
use crate::program::{Callback, Fire, Loop, Op, Out, Pool, Script, Seen, Token};
use deferred::{Cancelled, Failure, Outcome, QueueClosed, Retry, fold, iterate, retry, windowed};
use std::ops::ControlFlow::{Break, Continue};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

/// Runs a script, as far as the fuel reaches.
pub fn run(script: Script) {
    for node in script {
        exec(&node.op);
    }
}

const TICK: Duration = Duration::from_secs(1);

fn outcome_of<K: Kind>(out: &Out) -> Outcome<K::T, K::R> {
    match out {
        Out::Value(token) => Ok(K::T::make(token)),
        Out::Error(which, token) => match K::R::failure(*which, token) {
            Some(failure) => Err(failure),
            None => Ok(K::T::make(token)),
        },
    }
}

/// A loop that gives a Deferred of the kind.
macro_rules! looping {
    ($kind:ident, $which:expr, $times:expr, $step:expr, $policy:expr, $tie:expr) => {{
        type T = <$kind as Kind>::T;
        type R = <$kind as Kind>::R;
        let (step, times, tie) = (Armed::many($step, $tie), $times, $tie);
        let label = $step.label;
        let d: Deferred<T, R> = match $which {
            Loop::Iterate => iterate(0, move |n: u8| {
                step.begin(Seen::Nothing);
                let reply = step.another::<$kind>();
                if n >= times { reply.map(Break) } else { reply.map(move |_: T| Continue(n + 1)) }
            }),
            Loop::Fold => fold(0..times, T::make(&Token::plain(label)), move |value: T, _| {
                step.begin(Seen::Value(value.check()));
                gone(value);
                step.another::<$kind>()
            }),
            Loop::Windowed => {
                let d = windowed(2, 0..times, move |_| {
                    step.begin(Seen::Nothing);
                    step.another::<$kind>()
                });
                d.map(move |mut values: Vec<T>| {
                    let last = values.pop().unwrap_or_else(|| T::make(&Token::plain(label)));
                    drop(values);
                    last
                })
            }
            Loop::Retry => <$kind as Retries>::again(step, Armed::many($policy, tie), times),
        };
        $kind::wrap(d)
    }};
}

pub fn exec(op: &Op) {
    let world = world();
    if !world.burn() {
        return;
    }
    match op {
        Op::Pair { kind, to, r, canceller } => {
            let tie = world.fresh_tie();
            with_kind!(*kind, K => {
                let (resolver, d) = K::with_canceller(canceller, tie);
                world.put_r(*r, K::wrap_resolver(resolver), tie);
                world.put_d(*to, K::wrap(d), tie);
            });
        }
        Op::Ready { kind, to, out } => {
            let tie = world.fresh_tie();
            with_kind!(*kind, K => world.put_d(*to, K::wrap(settled(outcome_of::<K>(out))), tie));
        }
        Op::Fire { r, how, out } => {
            let Some((resolver, _)) = world.take_r(*r) else { return };
            with_r!(resolver, K, resolver => fire::<K>(resolver, *how, out));
        }
        Op::Drop(place) => drop(world.take(*place)),
        Op::Forget(place) => {
            if let Some(thing) = world.take(*place) {
                world.may_leak();
                bury(thing);
            }
        }
        Op::Stage { d, to, kind, stage, first, second } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            let made = stages::attach(deferred, tie, *kind, *stage, first, second);
            world.put_d(*to, made, tie);
        }
        Op::Connect { d, r } => connect(*d, *r),
        Op::Cancel { d } => cancel(*d),
        Op::CancelBy { h } => {
            if let Some(handle) = world.h(*h) {
                handle.cancel();
            }
        }
        Op::Handle { d, h } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            with_cancellable!(deferred, K, deferred => {
                let handle = deferred.cancel_handle();
                put_back(*d, K::wrap(deferred), tie);
                world.put_h(*h, handle);
            }, other => put_back(*d, other, tie));
        }
        Op::Collect { h, other } => {
            let both = [world.h(*h), world.h(*other)];
            world.put_h(*h, both.into_iter().flatten().collect());
        }
        Op::CancelOnDrop { h, x } => {
            if let Some(handle) = world.h(*h) {
                world.put_x(*x, Thing::Guard(Box::new(handle.on_drop())));
            }
        }
        Op::Look { d } => look(*d),
        Op::Take { d } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            with_d!(deferred, K, deferred => match deferred.try_outcome() {
                Ok(outcome) => drop((see(&outcome), outcome)),
                Err(deferred) => put_back(*d, K::wrap(deferred), tie),
            });
        }
        Op::Several { shape, members, to, late } => several::several(*shape, members, *to, late.as_ref()),
        Op::Together { list, a, b, to } => several::together(*list, *a, *b, *to),
        Op::Lock { how, to, x, run } => lock(*how, *to, *x, run),
        Op::Semaphore { how, to, x, run } => semaphore(*how, *to, *x, run),
        Op::Queue { how, to, value } => match how {
            Pool::Get | Pool::Acquire | Pool::TryAcquire => {
                let label = value.label;
                let d = world.tools().queue.get().map(deferred::Delivery::accept);
                let d = d.catch(move |_: QueueClosed| V::make(&Token::plain(label)));
                world.put_d(*to, D::K1(d), world.fresh_tie());
            }
            Pool::Run => world.tools().queue.close(),
            Pool::Put => drop(world.tools().queue.put(V::make(value))),
        },
        Op::Pause { d, to, x } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            with_d!(deferred, K, deferred => {
                let (guard, deferred) = deferred.paused();
                world.put_d(*to, K::wrap(deferred), tie);
                world.put_x(*x, Thing::Guard(Box::new(guard)));
            });
        }
        Op::Share { d, x } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            with_d!(deferred, K, deferred => {
                let shared = deferred.share();
                world.put_x(*x, Thing::Shared(Box::new(move || (K::wrap(shared.get()), tie))));
            });
        }
        Op::GetShared { x, to } => {
            if let Some(Thing::Shared(getter)) = world.take_x(*x) {
                let (d, tie) = getter();
                world.put_d(*to, d, tie);
                world.put_back_x(*x, Thing::Shared(getter));
            }
        }
        Op::Later { to, after, then } => {
            let (delay, tie) = (TICK * u32::from(*after), world.fresh_tie());
            let d = match then {
                None => D::K5(later(Hostile, delay)),
                Some(callback) => {
                    let armed = Armed::once(callback, tie);
                    let d: Deferred<V, (Cancelled,)> = defer_later(Hostile, delay, move || {
                        armed.begin(Seen::Nothing);
                        armed.reply::<K1>()
                    });
                    D::K1(d)
                }
            };
            world.put_d(*to, d, tie);
        }
        Op::Advance { by } => world.advance(TICK * u32::from(*by)),
        Op::Loop { which, kind, to, times, step, policy } => {
            let tie = world.fresh_tie();
            let d = with_kind!(*kind, K => looping!(K, *which, *times, step, policy, tie));
            world.put_d(*to, d, tie);
        }
        Op::LoopingCall { every, count, to, x, call } => {
            let tie = world.fresh_tie();
            let looping = looping_call(Hostile, TICK * u32::from(*every));
            let handle = looping.handle();
            let armed = Armed::many(call, tie);
            let d: Deferred<(), (Cancelled,)> = if *count {
                looping.start_with_count(move |_| {
                    armed.begin(Seen::Nothing);
                    armed.another::<K5>()
                })
            } else {
                looping.after_an_interval().start(move || {
                    armed.begin(Seen::Nothing);
                    armed.another::<K5>()
                })
            };
            world.put_d(*to, D::K5(d), tie);
            world.put_x(*x, Thing::Loop(handle));
        }
        Op::Stop { x } => with_loop(*x, deferred::LoopHandle::stop),
        Op::Reset { x } => with_loop(*x, deferred::LoopHandle::reset),
        Op::Future { d, kind, to, x, body } => {
            let (deferred, tie) = world.take_d(*d).unwrap_or_else(|| {
                let made =
                    with_kind!(*kind, K => K::wrap(settled(outcome_of::<K>(&Out::Value(Token::plain(0))))));
                (made, world.fresh_tie())
            });
            let armed = Armed::once(body, tie);
            with_d!(deferred, K, deferred => {
                let future = async move {
                    armed.begin(Seen::Nothing);
                    armed.unit();
                    let outcome = deferred.await;
                    see(&outcome);
                    outcome
                };
                let d = from_future(future, |task| world.put_x(*x, Thing::Future(task)));
                world.put_d(*to, K::wrap(d), tie);
            });
        }
        Op::Await { d, x } => {
            let Some((deferred, _)) = world.take_d(*d) else { return };
            with_d!(deferred, K, deferred => {
                let _: fn(K) = drop;
                let future = async move {
                    see(&deferred.await);
                };
                world.put_x(*x, Thing::Future(Box::pin(future)));
            });
        }
        Op::Poll { x, waker } => poll(*x, waker),
        Op::Via { d, to, how } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            with_d!(deferred, K, deferred => world.put_d(*to, K::wrap(via(deferred, *how)), tie));
        }
        Op::Bring { d, is_awaited, then } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            let armed = Armed::finally(then, tie);
            with_d!(deferred, K, deferred => {
                let _: fn(K) = drop;
                let last = move |outcome: Option<&_>| armed.begin(outcome.map_or(Seen::Nothing, see));
                if *is_awaited { bring_awaited(deferred, last) } else { bring(deferred, last) }
            });
        }
        Op::Run { d, to, body } => {
            let Some((deferred, tie)) = world.take_d(*d) else { return };
            let armed = Armed::once(body, tie);
            with_d!(deferred, K, deferred => {
                let d = run_future(async move {
                    let outcome = deferred.await;
                    armed.begin(see(&outcome));
                    drop(outcome);
                    let inner = armed.reply::<K>();
                    inner.await
                });
                world.put_d(*to, K::wrap(d), tie);
            });
        }
        Op::RunJobs => {
            crate::bury::inbox(|inbox| inbox.run_ready());
            if let Some(job) = world.take_job() {
                job();
            }
        }
        Op::Thread(script) => {
            let script = *script;
            if let Some(thread) = spawn(move || guarded(|| run(script))) {
                world.thread(thread);
            }
        }
        Op::OnReport(script) => world.set_on_report(script),
        Op::OnClock(script) => world.set_on_clock(script),
        Op::Panic => boom(),
    }
}

fn fire<K: Kind>(resolver: super::super::flavour::Resolver<K::T, K::R>, how: Fire, out: &Out) {
    let outcome = outcome_of::<K>(out);
    match (how, outcome) {
        (Fire::Succeed, Ok(value)) => resolver.succeed(value),
        (Fire::TrySucceed, Ok(value)) => drop(resolver.try_succeed(value)),
        (Fire::TryResolve, outcome) => drop(resolver.try_resolve(outcome)),
        (_, outcome) => resolver.resolve(outcome),
    }
}

/// Puts a Deferred back that was only looked at, if its place is still empty.
fn put_back(at: u8, d: D, tie: u32) {
    match world().take_d(at) {
        None => world().put_d(at, d, tie),
        Some((newer, tie)) => {
            world().put_d(at, newer, tie);
            drop(d);
        }
    }
}

fn connect(d: u8, r: u8) {
    let world = world();
    let (Some((deferred, of_d)), Some((resolver, of_r))) = (world.take_d(d), world.take_r(r)) else { return };
    with_d!(deferred, K, deferred => match K::unwrap_resolver(resolver) {
        Ok(resolver) => {
            world.tie(of_d, of_r);
            deferred.chain_into(resolver);
        }
        Err(other) => {
            world.put_r(r, other, of_r);
            world.put_d(d, K::wrap(deferred), of_d);
        }
    });
}

fn cancel(at: u8) {
    let Some((deferred, tie)) = world().take_d(at) else { return };
    with_cancellable!(deferred, K, deferred => {
        // Cancelled by a handle, so that scripts find the Deferred in its place.
        let handle = deferred.cancel_handle();
        put_back(at, K::wrap(deferred), tie);
        handle.cancel();
    }, other => put_back(at, other, tie));
}

fn look(at: u8) {
    let Some((deferred, tie)) = world().take_d(at) else { return };
    with_d!(deferred, K, deferred => {
        let texts = [format!("{deferred:?}"), deferred.why_pending().to_string()];
        std::hint::black_box((texts, deferred.is_ready()));
        put_back(at, K::wrap(deferred), tie);
    });
}

fn with_loop(x: u8, f: impl FnOnce(&deferred::LoopHandle<super::super::flavour::Thread>)) {
    if let Some(thing) = world().take_x(x) {
        if let Thing::Loop(handle) = &thing {
            f(handle);
            handle.is_running();
        }
        world().put_back_x(x, thing);
    }
}

fn poll(x: u8, waker: &Token) {
    // An `await` of an abandoned Deferred panics; while another panic is under way that aborts the process.
    if std::thread::panicking() {
        return;
    }
    let Some(thing) = world().take_x(x) else { return };
    let Thing::Future(mut future) = thing else { return world().put_back_x(x, thing) };
    let waker = things::Hostile { counted: Counted::make(waker), token: *waker };
    let waker = Waker::from(Arc::new(waker));
    if Pin::new(&mut future).poll(&mut Context::from_waker(&waker)).is_pending() {
        world().put_back_x(x, Thing::Future(future));
    }
}

fn lock(how: Pool, to: u8, x: u8, callback: &Callback) {
    let (world, tie) = (world(), world().fresh_tie());
    let label = callback.label;
    match how {
        Pool::TryAcquire => {
            if let Some(guard) = world.tools().lock.try_acquire() {
                guard.check();
                world.put_x(x, Thing::Guard(Box::new(guard)));
            }
        }
        Pool::Run => {
            // A Deferred that waits for the lock while it holds it never ends.
            world.may_leak();
            let armed = Armed::once(callback, tie);
            let d: Deferred<V, (Cancelled,)> = world.tools().lock.run(move |value| {
                armed.begin(Seen::Value(value.check()));
                armed.reply::<K1>()
            });
            world.put_d(to, D::K1(d), tie);
        }
        _ => {
            let d = world.tools().lock.acquire().map(move |guard| {
                guard.check();
                super::world().put_x(x, Thing::Guard(Box::new(guard)));
                V::make(&Token::plain(label))
            });
            world.put_d(to, D::K1(d), tie);
        }
    }
}

fn semaphore(how: Pool, to: u8, x: u8, callback: &Callback) {
    let (world, tie) = (world(), world().fresh_tie());
    let label = callback.label;
    match how {
        Pool::TryAcquire => {
            if let Some(guard) = world.tools().semaphore.try_acquire() {
                world.put_x(x, Thing::Guard(Box::new(guard)));
            }
        }
        Pool::Run => {
            world.may_leak();
            let armed = Armed::once(callback, tie);
            let d: Deferred<V, (Cancelled,)> = world.tools().semaphore.run(move || {
                armed.begin(Seen::Nothing);
                armed.reply::<K1>()
            });
            world.put_d(to, D::K1(d), tie);
        }
        _ => {
            let d = world.tools().semaphore.acquire().map(move |guard| {
                super::world().put_x(x, Thing::Guard(Box::new(guard)));
                V::make(&Token::plain(label))
            });
            world.put_d(to, D::K1(d), tie);
        }
    }
}

/// The kinds whose attempts can be made again.
trait Retries: Kind {
    fn again(step: Armed, policy: Armed, times: u8) -> Deferred<Self::T, Self::R>;
}

macro_rules! retries {
    ($($kind:ident)+; $($other:ident)+) => {
        $(impl Retries for $kind {
            fn again(step: Armed, policy: Armed, times: u8) -> Deferred<Self::T, Self::R> {
                retry(
                    move |attempts, failure: &Failure<<$kind as Kind>::R>| {
                        policy.begin(<$kind as Kind>::R::check(failure));
                        policy.may_panic();
                        match attempts {
                            n if n > u64::from(times) => Retry::Stop,
                            n if n % 2 == 0 => Retry::After(policy.another::<K5>()),
                            _ => Retry::Now,
                        }
                    },
                    move || {
                        step.begin(Seen::Nothing);
                        step.another::<$kind>()
                    },
                )
            }
        })+
        $(impl Retries for $other {
            fn again(step: Armed, policy: Armed, _: u8) -> Deferred<Self::T, Self::R> {
                drop(policy);
                step.reply::<$other>()
            }
        })+
    };
}

retries! { K1 K2 K4 K5; K0 K3 K6 }
