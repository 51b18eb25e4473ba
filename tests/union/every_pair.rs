//! All sets of up to three errors in all orders, each joined with each, against a model of the union.

use crate::replies::{Reply, later, outcome_of, ready};
use deferred::{Deferred, ErrorSet, OneOf, chain};

#[derive(Debug)]
struct A;
#[derive(Debug)]
struct B;
#[derive(Debug)]
struct C;

/// A set of which each member can be made.
trait Samples: ErrorSet {
    fn samples() -> Vec<OneOf<Self>>;
}

/// The names of a set's members, in its order.
fn members<R: ErrorSet>() -> Vec<&'static str> {
    let tuple = std::any::type_name::<R>().trim_matches(['(', ')']);
    let names = tuple.split([',', ' ']).filter(|name| !name.is_empty());
    names.map(|name| name.rsplit("::").next().expect("a name")).collect()
}

/// What the union should be.
fn union<L: ErrorSet, R: ErrorSet>() -> Vec<&'static str> {
    let mut all = members::<L>();
    for name in members::<R>() {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// A stage that joins the sets; the flag says whether its reply comes late.
type Join<L, R, All> = fn(Deferred<u8, L>, Reply<R>, bool) -> Deferred<u8, All>;

/// The type is the union, and each error comes out as what went in.
fn check<L: Samples, R: Samples, All: ErrorSet>(join: Join<L, R, All>) {
    assert_eq!(members::<All>(), union::<L, R>());
    for late in [false, true] {
        let made = |reply: Reply<L>| if late { later(reply) } else { ready(reply) };
        for (error, same) in L::samples().into_iter().zip(L::samples()) {
            assert_eq!(outcome_of(join(made(Err(error)), Ok(1), late)), format!("error {same:?}"));
        }
        for (error, same) in R::samples().into_iter().zip(R::samples()) {
            assert_eq!(outcome_of(join(made(Ok(1)), Err(error), late)), format!("error {same:?}"));
        }
        assert_eq!(outcome_of(join(made(Ok(1)), Ok(2), late)), "value 2");
    }
}

macro_rules! every_pair {
    (@samples ($($x:ident,)*)) => {
        impl Samples for ($($x,)*) {
            fn samples() -> Vec<OneOf<Self>> {
                vec![$(OneOf::new($x)),*]
            }
        }
    };
    (@pairs $pairs:ident [$($left:tt)*] $all:tt) => {
        $(every_pair!(@row $pairs $left $all);)*
    };
    (@row $pairs:ident $left:tt [$($right:tt)*]) => {$(
        check::<$left, $right, _>(|source, reply, late| chain! {
            source;
            then move |_| if late { later(reply) } else { ready(reply) },
        });
        $pairs += 1;
    )*};
    ($($set:tt)*) => {
        $(every_pair!(@samples $set);)*

        #[test]
        fn every_set_joined_with_every_set_is_their_union() {
            let mut pairs = 0;
            every_pair!(@pairs pairs [$($set)*] [$($set)*]);
            assert_eq!(pairs, 256);
        }
    };
}

every_pair! {
    ()
    (A,) (B,) (C,)
    (A, B,) (A, C,) (B, A,) (B, C,) (C, A,) (C, B,)
    (A, B, C,) (A, C, B,) (B, A, C,) (B, C, A,) (C, A, B,) (C, B, A,)
}
