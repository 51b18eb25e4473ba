//! The stages of a program, by method and in `chain!`.

use super::super::flavour::{Deferred, Thread, settled};
use super::callback::Armed;
use super::clock::Hostile;
use super::kinds::*;
use super::token::{E, F, S, V, Value, W, gone};
use crate::program::{Callback, Seen, Stage, Token};
use deferred::__private::go_on;
use deferred::stages::ByDeferred;
use deferred::{
    Abandoned, Cancelled, Downcast, Failure, OneOf, Outcome, Panicked, Reply, TimedOut, catching, chain,
};
use std::error::Error;
use std::time::Duration;

const TIME: Duration = Duration::from_secs(2);

/// Attaches the stage. One that the kind cannot have is another that it can.
pub fn attach(d: D, tie: u32, target: u8, stage: Stage, first: &Callback, second: &Callback) -> D {
    use Stage::*;
    match stage {
        Map => with_d!(d, K, d => {
            let a = Armed::once(first, tie);
            K::wrap(d.map(move |value| {
                a.begin(Seen::Value(value.check()));
                gone(value);
                a.value::<<K as Kind>::T>()
            }))
        }),
        Then => with_d!(d, K, d => {
            let a = Armed::once(first, tie);
            K::wrap(d.then(move |value| {
                a.begin(Seen::Value(value.check()));
                gone(value);
                a.reply::<K>()
            }))
        }),
        ThenResult => with_d!(d, K, d => {
            let a = Armed::once(first, tie);
            K::wrap(d.then(move |value| {
                a.begin(Seen::Value(value.check()));
                gone(value);
                a.outcome::<<K as Kind>::T, <K as Kind>::R>()
            }))
        }),
        Both => with_d!(d, K, d => with_target!(target, To => {
            let _: fn(K) = drop;
            let a = Armed::once(first, tie);
            To::wrap(d.both(move |outcome| {
                a.begin(see(&outcome));
                drop(outcome);
                a.reply::<To>()
            }))
        })),
        ThenElse => with_d!(d, K, d => {
            let (a, b) = (Armed::once(first, tie), Armed::once(second, tie));
            K1::wrap(d.then_else(
                move |value| {
                    a.begin(Seen::Value(value.check()));
                    gone(value);
                    a.reply::<K1>()
                },
                move |failure| {
                    b.begin(<<K as Kind>::R as Set>::check(&failure));
                    gone(failure);
                    b.reply::<K1>()
                },
            ))
        }),
        Catch => catch(d, first, tie),
        CatchAll => catch_all(d, first, tie),
        OrElse => or_else(d, first, tie),
        Inspect => with_d!(d, K, d => {
            let a = Armed::once(first, tie);
            K::wrap(d.inspect(move |value| {
                a.begin(Seen::Value(value.check()));
                a.unit();
            }))
        }),
        Finally => with_d!(d, K, d => {
            let a = Armed::finally(first, tie);
            K::wrap(d.finally(move || {
                a.begin(Seen::Nothing);
                a.unit();
            }))
        }),
        FinallyDeferred => with_d!(d, K, d => {
            let a = Armed::finally(first, tie);
            K::wrap(d.finally(move || {
                a.begin(Seen::Nothing);
                a.reply::<K>().map(drop)
            }))
        }),
        FinallyWith => with_d!(d, K, d => {
            let a = Armed::finally(first, tie);
            K::wrap(d.finally_with(move |outcome| {
                a.begin(outcome.map_or(Seen::Nothing, see));
                a.outcome::<(), <K as Kind>::R>()
            }))
        }),
        Protect => match d {
            D::K0(d) => D::K1(d.protect()),
            other => with_cancellable!(other, K, d => K::wrap(d.protect()), other => other),
        },
        Uncancellable => with_d!(d, K, d => K::wrap(d.uncancellable())),
        Widen => match d {
            D::K0(d) => D::K1(d.raises_at_most()),
            D::K1(d) => D::K4(d.raises_at_most()),
            other => other,
        },
        Timeout => match d {
            D::K1(d) => D::K4(d.timeout(Hostile, TIME).raises_at_most()),
            D::K4(d) => D::K4(d.timeout(Hostile, TIME)),
            other => other,
        },
        TimeoutWith => timeout_with(d, first, tie),
        GiveUpAfter => match d {
            D::K0(d) => D::K4(d.give_up_after(Hostile, TIME).raises_at_most()),
            D::K1(d) => D::K4(d.give_up_after(Hostile, TIME).raises_at_most()),
            D::K4(d) => D::K4(d.give_up_after(Hostile, TIME)),
            other => other,
        },
        Chain => chain(d, first, second, tie),
        ChainMore => chain_more(d, first, second, tie),
        ChainCatching => chain_catching(d, first, second, tie),
        ChainDowncast => chain_downcast(d, first, second, tie),
        ThenAsync => with_d!(d, K, d => {
            let a = Armed::once(first, tie);
            K::wrap(d.then(move |value| async move {
                a.begin(Seen::Value(value.check()));
                gone(value);
                let inner = a.reply::<K>();
                inner.await
            }))
        }),
        ChainAsync => chain_async(d, first, second, tie),
        // A step's `Settled` is hidden and can be reached: anything may happen before it goes on.
        ByHand => with_d!(d, K, d => {
            let a = Armed::once(first, tie);
            type Of = Deferred<<K as Kind>::T, <K as Kind>::R>;
            let site = Failure::<(u8,)>::new(0).raised();
            let outcome = <Of as Reply<<K as Kind>::T, <K as Kind>::R, ByDeferred<_>, Thread>>::settle(d, site);
            K::wrap(match outcome.now() {
                Ok(outcome) => {
                    drop(a);
                    settled(outcome)
                }
                Err(later) => {
                    a.begin(Seen::Nothing);
                    drop(a);
                    go_on(later, settled)
                }
            })
        }),
    }
}

/// Returns `d`, once values for a stage that it cannot have were dropped.
fn behind(unused: impl Sized, d: D) -> D {
    drop(unused);
    d
}

/// Handles one error of the set, and keeps the set.
fn catch(d: D, callback: &Callback, tie: u32) -> D {
    let a = Armed::once(callback, tie);
    match d {
        D::K1(d) => D::K0(d.catch(move |_: Cancelled| {
            a.begin(Seen::Cancelled);
            a.value::<V>()
        })),
        D::K2(d) => {
            let d: Deferred<W, (Cancelled,)> = d.catch(move |error: E| {
                a.begin(Seen::Error(error.check()));
                gone(error);
                a.value::<W>()
            });
            D::K2(d.raises_at_most())
        }
        D::K3(d) => {
            let d: Deferred<S, (F,)> = d.catch(move |failure: Failure<(Abandoned,)>| {
                a.begin(Seen::Abandoned);
                drop(failure);
                a.value::<S>()
            });
            D::K3(d.raises_at_most())
        }
        D::K4(d) => {
            let d: Deferred<V, (Cancelled, Abandoned, TimedOut)> = d.catch(move |error: OneOf<(E, F)>| {
                a.begin(Seen::Nothing);
                drop(error);
                a.outcome::<V, (Cancelled,)>()
            });
            D::K4(d.raises_at_most())
        }
        other => behind(a, other),
    }
}

fn catch_all(d: D, callback: &Callback, tie: u32) -> D {
    let a = Armed::once(callback, tie);
    let label = callback.label;
    match d {
        D::K0(_) => behind(a, d),
        D::K1(d) => D::K0(d.catch_all(move |failure| {
            a.begin(Set::check(&failure));
            gone(failure);
            a.value()
        })),
        D::K2(d) => {
            let d = d.catch_all(move |failure| {
                a.begin(Set::check(&failure));
                gone(failure);
                a.value()
            });
            D::K0(d.map(move |it: W| {
                gone(it);
                V::make(&Token::plain(label))
            }))
        }
        D::K3(d) => {
            let d = d.catch_all(move |failure| {
                a.begin(Set::check(&failure));
                gone(failure);
                a.value()
            });
            D::K0(d.map(move |it: S| {
                gone(it);
                V::make(&Token::plain(label))
            }))
        }
        D::K4(d) => D::K0(d.catch_all(move |failure| {
            a.begin(Set::check(&failure));
            gone(failure);
            a.value()
        })),
        D::K5(d) => {
            let d = d.catch_all(move |failure| {
                a.begin(Set::check(&failure));
                a.unit();
            });
            D::K0(d.map(move |()| V::make(&Token::plain(label))))
        }
        D::K6(d) => {
            let d = d.catch_all(move |failure| {
                a.begin(Set::check(&failure));
                gone(failure);
                a.value()
            });
            D::K0(d.map(move |it: super::token::Big| {
                gone(it);
                V::make(&Token::plain(label))
            }))
        }
    }
}

fn or_else(d: D, callback: &Callback, tie: u32) -> D {
    let a = Armed::once(callback, tie);
    macro_rules! to {
        ($d:ident, $kind:ident) => {
            D::$kind($d.or_else(move |failure| {
                a.begin(Set::check(&failure));
                drop(failure);
                a.reply::<$kind>()
            }))
        };
    }
    match d {
        D::K0(_) => behind(a, d),
        D::K1(d) => to!(d, K0),
        D::K2(d) => to!(d, K2),
        D::K3(d) => to!(d, K3),
        D::K4(d) => to!(d, K1),
        D::K5(d) => to!(d, K5),
        D::K6(d) => to!(d, K6),
    }
}

fn timeout_with(d: D, callback: &Callback, tie: u32) -> D {
    let a = Armed::once(callback, tie);
    match d {
        D::K1(d) => D::K1(d.timeout_with(Hostile, TIME, move |outcome: Outcome<V, (Cancelled,)>, _| {
            a.begin(see(&outcome));
            drop(outcome);
            a.reply::<K1>()
        })),
        D::K4(d) => D::K4(d.timeout_with(Hostile, TIME, move |outcome: Outcome<V, Full>, _| {
            a.begin(see(&outcome));
            drop(outcome);
            a.reply::<K4>()
        })),
        other => behind(a, other),
    }
}

/// A few stages that are one continuation.
fn chain(d: D, first: &Callback, second: &Callback, tie: u32) -> D {
    let (a, b) = (Armed::once(first, tie), Armed::once(second, tie));
    let label = first.label;
    match d {
        D::K0(d) => D::K0(chain! {
            d;
            then move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.reply::<K2>() },
            catch move |failure: Failure<(E, Cancelled)>| { b.begin(Set::check(&failure)); gone(failure); b.value::<W>() },
            then move |it: W| { gone(it); V::make(&Token::plain(label)) },
        }),
        D::K1(d) => D::K1(chain! {
            d;
            then move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.result_of::<V>() },
            catch move |error: E| { b.begin(Seen::Error(error.check())); gone(error); b.value::<V>() },
        }),
        D::K2(d) => D::K0(chain! {
            d;
            catch E | Cancelled => move |error| { a.begin(Seen::Nothing); gone(error); a.value::<W>() },
            then move |value: W| { b.begin(Seen::Value(value.check())); gone(value); b.value::<V>() },
        }),
        D::K3(d) => {
            drop(b);
            let finally = Armed::finally(second, tie);
            let d: Deferred<S, (F,)> = chain! {
                d;
                inspect move |value: &S| { a.begin(Seen::Value(value.check())); a.unit() },
                finally move || finally.begin(Seen::Nothing),
                catch |_: Abandoned| S::make(&Token::plain(0)),
            };
            D::K3(d.raises_at_most())
        }
        D::K4(d) => D::K1(chain! {
            d;
            catch E | F => move |error| { a.begin(Seen::Nothing); gone(error); a.reply::<K1>() },
            both move |outcome: Outcome<V, (Cancelled, Abandoned, TimedOut)>| {
                b.begin(outcome.as_ref().map_or(Seen::Nothing, |value| Seen::Value(value.check())));
                gone(outcome);
                b.reply::<K1>()
            },
        }),
        D::K5(d) => {
            drop(b);
            D::K5(chain! { d; then move |()| { a.begin(Seen::Nothing); a.reply::<K5>() } })
        }
        D::K6(d) => {
            drop(b);
            let d = chain! { d; catch move |error: E| { a.begin(Seen::Error(error.check())); gone(error); a.outcome::<super::token::Big, (E,)>() } };
            D::K6(d)
        }
    }
}

/// Many stages, a timeout among them.
fn chain_more(d: D, first: &Callback, second: &Callback, tie: u32) -> D {
    // Where the clock panics while the chain is made, its `finally` is not attached yet.
    let c = if let D::K0(_) | D::K1(_) = &d { Armed::once(first, tie) } else { Armed::finally(first, tie) };
    let (a, b) = (Armed::once(first, tie), Armed::once(second, tie));
    let label = first.label;
    match d {
        D::K1(d) => D::K0(chain! {
            d;
            timeout(Hostile, TIME),
            then move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.reply::<K3>() }
            else move |failure| { drop(failure); Deferred::<S, (F, Abandoned)>::from_value(label) },
            finally move |_| { c.begin(Seen::Nothing); c.reply::<K5>().both(|_| super::super::flavour::settled::<(), (F, Abandoned)>(Ok(()))) },
            catch Abandoned => move |_| { b.begin(Seen::Abandoned); b.value::<S>() },
            catch |error: F| { error.check(); gone(error); S::make(&Token::plain(0)) },
            then move |it: S| { gone(it); V::make(&Token::plain(label)) },
        }),
        D::K0(d) => D::K0(chain! {
            d.give_up_after(Hostile, TIME);
            then move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.reply::<K6>() },
            both move |outcome| { b.begin(Seen::Nothing); gone(outcome); b.reply::<K2>() },
            finally move || c.begin(Seen::Nothing),
            catch |it: E| { gone(it); W::make(&Token::plain(0)) },
            catch |_: Cancelled| W::make(&Token::plain(0)),
            then move |it: W| { gone(it); V::make(&Token::plain(label)) },
        }),
        other => {
            let made = with_d!(other, K, d => K::wrap(d.finally(move || c.begin(Seen::Nothing))));
            drop((a, b));
            made
        }
    }
}

trait FromValue {
    fn from_value(label: u32) -> Self;
}

impl FromValue for Deferred<S, (F, Abandoned)> {
    fn from_value(label: u32) -> Self {
        super::super::flavour::settled(Ok(S::make(&Token::plain(label))))
    }
}

fn chain_catching(d: D, first: &Callback, second: &Callback, tie: u32) -> D {
    let (a, b) = (Armed::once(first, tie), Armed::once(second, tie));
    match d {
        D::K0(d) => D::K0(chain! {
            d;
            then move |value: V| catching(move || { a.begin(Seen::Value(value.check())); gone(value); a.value::<V>() }),
            catch move |panicked: Panicked| { drop(panicked); b.begin(Seen::Nothing); b.value::<V>() },
        }),
        D::K1(d) => D::K1(chain! {
            d;
            then move |value: V| catching(move || { a.begin(Seen::Value(value.check())); gone(value); a.reply::<K1>() }),
            catch move |panicked: Panicked| { drop(panicked); b.begin(Seen::Nothing); b.reply::<K1>() },
        }),
        other => behind((a, b), other),
    }
}

/// Async callbacks in the middle of a chain.
fn chain_async(d: D, first: &Callback, second: &Callback, tie: u32) -> D {
    match d {
        D::K1(d) => {
            let (a, b) = (Armed::once(first, tie), Armed::once(second, tie));
            D::K1(chain! {
                d;
                then async move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.reply::<K1>().await },
                catch async move |_: Cancelled| { b.begin(Seen::Cancelled); b.value::<V>() },
                then |value: V| super::super::flavour::settled::<V, (Cancelled,)>(Ok(value)),
            })
        }
        D::K5(d) => {
            let (a, b) = (Armed::once(first, tie), Armed::finally(second, tie));
            D::K5(chain! {
                d;
                both async move |outcome: Outcome<(), (Cancelled,)>| { a.begin(see(&outcome)); drop(outcome); a.reply::<K5>().await },
                finally async move || { b.begin(Seen::Nothing); b.reply::<K5>().await },
            })
        }
        other => other,
    }
}

fn chain_downcast(d: D, first: &Callback, second: &Callback, tie: u32) -> D {
    type Boxed = Box<dyn Error + Send + Sync>;
    let (a, b) = (Armed::once(first, tie), Armed::once(second, tie));
    match d {
        D::K0(d) => D::K0(chain! {
            d;
            then move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.result_of::<V>().map_err(Boxed::from) },
            catch move |error: Downcast<E>| { b.begin(Seen::Error(error.check())); gone(error); b.value::<V>() },
            catch |it: Boxed| { gone(it); V::make(&Token::plain(0)) },
        }),
        D::K1(d) => D::K1(chain! {
            d;
            then move |value: V| { a.begin(Seen::Value(value.check())); gone(value); a.result_of::<V>().map_err(Boxed::from) },
            catch move |error: Boxed| { b.begin(Seen::Nothing); drop(error); b.reply::<K1>() },
        }),
        other => behind((a, b), other),
    }
}
