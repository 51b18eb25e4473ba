//! The guide's "Chaining Deferreds": a callback that returns a Deferred, and `chainDeferred`.
//!
//! A callback says in its signature that it gives a Deferred, and the errors of that one join those of the
//! chain. Both ways of chaining use the inner one up, so what Twisted leaves open is settled: nobody can add to
//! it later, return it twice, or return it to itself.

use deferred::{Deferred, Resolver, chain, succeed};

#[derive(Debug)]
pub(crate) struct NoSuchAuthor;

/// "If you return Deferred B from a method added to Deferred A, A's chain will stop until B is fired."
pub(crate) fn returning(a: Deferred<&'static str>, b: Deferred<String, (NoSuchAuthor,)>) {
    // B's own callbacks run first.
    let b = chain! { b; then |author| format!("by {author}") };

    let a = chain! {
        a;
        inspect |title| println!("A is given {title:?}, and returns B"),
        then move |_| b,
        then |author| println!("A goes on with {author:?}"),
        raises NoSuchAuthor, // B's error is A's now
    };
    chain! { a; catch |NoSuchAuthor: NoSuchAuthor| println!("nobody wrote it") }.detach();
}

fn returning_a_deferred() {
    let (resolver_a, a) = Deferred::pending();
    let (resolver_b, b) = Deferred::pending();
    returning(a, b);
    resolver_a.succeed("Solaris");
    println!("(A waits)");
    resolver_b.succeed(String::from("Stanislaw Lem"));
}

/// "The result of my processing chain up to this point will be passed to otherDeferred.callback."
fn chain_deferred() {
    let (resolver, other): (Resolver<usize>, _) = Deferred::pending();
    chain! { other; then |length| println!("the other one is given {length}") }.detach();

    let d = chain! { succeed("Roadside Picnic"); then |title| title.len() };
    d.chain_into(resolver);
}

fn main() {
    returning_a_deferred();
    chain_deferred();
}
