//! The guide's "Unhandled Errors": a failure that nobody handled, and `log.err` as the last errback.
//!
//! Twisted reports it when the garbage collector comes by; here that is when the Deferred is dropped, so the
//! moment is known. Leaving one unhandled takes a `drop`: `detach` does not compile while an error may be in
//! flight, and a Deferred that is just ignored gives a warning.

use deferred::{Deferred, ErrorSet, Failure, chain, fail};

/// It is there to be printed.
#[derive(Debug)]
pub struct ValueError(pub &'static str);

type Number = Deferred<i32, (ValueError,)>;

fn parse(number: &'static str) -> Number {
    match number.parse() {
        Ok(n) => Deferred::succeed(n),
        Err(_) => fail(ValueError("not a number")),
    }
}

/// Twisted's `log.err`: says that there was an error, and goes on. It takes whatever errors there are.
fn log_err<R: ErrorSet>(failure: Failure<R>) {
    eprintln!("logged: {failure:?}");
}

/// Nobody handles what goes wrong here.
pub fn print_twice(number: Number) {
    drop(chain! {
        number;
        then |n| n * 2,
        then |n| println!("twice the number: {n}"),
    });
}

/// An errback at the end logs it.
pub fn print_or_log(number: Number) {
    chain! {
        number;
        then |n| println!("the number: {n}"),
        catch log_err,
    }
    .detach();
}

fn main() {
    println!("1. Nobody handles it, and it is reported on standard error:");
    print_twice(parse("one"));

    println!("2. Somebody keeps the Deferred, and the report waits until it is dropped:");
    let kept = parse("two");
    println!("   (no report yet)");
    drop(kept);

    println!("3. An errback at the end logs it, so that nothing is left to report:");
    print_or_log(parse("three"));

    println!("4. A program sends the reports where it likes:");
    deferred::unhandled::set_hook(|report| {
        println!("   hook: {:?}, raised at {}", report.error(), report.site())
    });
    drop(parse("four"));
}
