//! Combinators and loops in a program.

use super::super::flavour::{Deferred, settled};
use super::callback::Armed;
use super::kinds::*;
use super::token::{V, Value};
use super::world;
use crate::program::{Callback, Shape, Token};
use deferred::{Members, join, list, members};

/// Those in the places that are of the kind, all tied.
fn of_kind<K: Kind>(first: Deferred<K::T, K::R>, tie: u32, places: &[u8]) -> Vec<Deferred<K::T, K::R>> {
    let mut all = vec![first];
    for place in places {
        let Some((d, other)) = world().take_d(*place) else { continue };
        match K::unwrap(d) {
            Ok(d) => {
                world().tie(tie, other);
                all.push(d);
            }
            Err(d) => world().put_d(*place, d, other),
        }
    }
    all
}

pub fn several(shape: Shape, places: &[u8; 3], to: u8, late: Option<&Callback>) {
    let world = world();
    let Some((d, tie)) = world.take_d(places[0]) else { return };
    let made = with_d!(d, K, d => {
        let mut several: Members<_, _, _> = members(of_kind::<K>(d, tie, &places[1..]));
        if let Some(callback) = late {
            let armed = Armed::many(callback, tie);
            several = several.late(move |_, failure| {
                armed.begin(Set::check(&failure));
                armed.may_panic();
            });
        }
        let label = late.map_or(0, |callback| callback.label);
        type T = <K as Kind>::T;
        let value = move |mut values: Vec<T>| {
            let last = values.pop().unwrap_or_else(|| T::make(&Token::plain(label)));
            drop(values);
            last
        };
        match shape {
            Shape::Gather => K::wrap(several.gather().map(value)),
            Shape::List => D::K0(several.list().map(move |outcomes| {
                for outcome in &outcomes {
                    see(outcome);
                }
                drop(outcomes);
                V::make(&Token::plain(label))
            })),
            Shape::FirstFailure => D::K0(several.first_failure().both(move |outcome| plain(outcome, label))),
            Shape::FirstSuccess | Shape::Race => {
                D::K0(several.first_success().both(move |outcome| plain(outcome, label)))
            }
            Shape::FirstSettled => K::wrap(several.first_settled().map(|(_, value)| value)),
            Shape::Some => D::K0(several.some(1).both(move |outcome| plain(outcome, label))),
        }
    });
    world.put_d(to, made, tie);
}

fn plain<O>(outcome: O, label: u32) -> Deferred<V, ()> {
    drop(outcome);
    settled(Ok(V::make(&Token::plain(label))))
}

/// Two of different kinds.
pub fn together(is_list: bool, a: u8, b: u8, to: u8) {
    let world = world();
    let Some((first, tie)) = world.take_d(a) else { return };
    let Some((second, other)) = world.take_d(b) else { return world.put_d(a, first, tie) };
    macro_rules! both {
        ($first:ident, $second:ident) => {{
            world.tie(tie, other);
            let d = with_d!($first, K, first => {
                let _: fn(K) = drop;
                if is_list {
                    list!(first, $second).map(|(a, b)| { see(&a); see(&b); drop((a, b)); V::make(&Token::plain(0)) })
                } else {
                    join!(first, $second).both(|outcome| plain(outcome, 0))
                }
            });
            world.put_d(to, D::K0(d), tie);
        }};
    }
    match second {
        D::K1(second) => both!(first, second),
        D::K2(second) => both!(first, second),
        D::K5(second) => both!(first, second),
        second => {
            world.put_d(a, first, tie);
            world.put_d(b, second, other);
        }
    }
}
