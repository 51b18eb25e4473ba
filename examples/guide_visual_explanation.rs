//! The guide's "Visual Explanation": the four rules by which a result or a failure goes down the chain.
//!
//! The two tracks of the drawing are in the type. `Deferred<i32, (Timeout,)>` can be on either of them; once
//! every error is caught it is a `Deferred<i32>`, which has one track left. An errback that could never run,
//! because nothing can be in flight where it stands, does not compile.

use deferred::{Deferred, chain, succeed};

#[derive(Debug)]
struct Timeout;
#[derive(Debug)]
struct NotFound;

pub(crate) fn result_is_passed_on() {
    println!("The result of a callback is the argument of the next:");
    chain! {
        succeed(3);
        inspect |n| println!("  callback 1 is given {n}"),
        then |n| n * 10,
        inspect |n| println!("  callback 2 is given {n}"),
        then |n| format!("<b>{n}</b>"),
        then |html| println!("  callback 3 is given {html}"),
    }
    .detach();
}

pub(crate) fn raising_switches_to_errback() {
    println!("A callback that raises switches to errback:");
    chain! {
        succeed(3);
        then |n| if n % 2 == 0 { Ok(n) } else { Err(NotFound) },
        inspect |_| println!("  a callback that never runs"),
        catch |error: NotFound| {
            println!("  errback is given {error:?}");
            0
        },
        raises nothing,
    }
    .detach();
}

pub(crate) fn unhandled_failure_goes_down_the_line() {
    println!("An unhandled failure is passed down the line of errbacks, as with several `except`:");
    let (resolver, d) = Deferred::<i32, (Timeout, NotFound)>::pending();
    chain! {
        d;
        catch |_: Timeout| {
            println!("  an errback for something else, which never runs");
            1
        },
        raises NotFound, // what the first errback left
        catch |error: NotFound| {
            println!("  errback 2 is given {error:?}");
            2
        },
        raises nothing,
    }
    .detach();
    resolver.fail(NotFound);
}

pub(crate) fn errback_switches_back_to_callback() {
    println!("An errback that does not raise switches back to callback:");
    let (resolver, d) = Deferred::<i32, (Timeout,)>::pending();
    chain! {
        d;
        catch |error: Timeout| {
            println!("  errback is given {error:?}, and gives 7");
            7
        },
        then |n| println!("  callback is given {n}"),
    }
    .detach();
    resolver.fail(Timeout);
}

fn main() {
    result_is_passed_on();
    raising_switches_to_errback();
    unhandled_failure_goes_down_the_line();
    errback_switches_back_to_callback();
}
