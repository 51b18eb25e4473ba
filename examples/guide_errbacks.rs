//! The guide's "Errbacks": `except` blocks, `trap` with several types, and an errback that returns nothing.
//!
//! `failure.trap(SpamException, EggException)` becomes `catch SpamException | EggException => ..`, and what it
//! handles leaves the type. So the compiler knows what is still in flight after it, and that the errback
//! gives what the chain carries: there is no `None` that goes on by accident.

use deferred::{Failure, OneOf, chain, fail, succeed};

#[derive(Debug)]
struct SpamException(&'static str);
#[derive(Debug)]
struct EggException {
    broken: u32,
}
#[derive(Debug)]
struct KitchenFire;

/// Cooks for so many guests.
fn cook_spam_and_eggs(guests: u32) -> Result<String, OneOf<(SpamException, EggException, KitchenFire)>> {
    match guests {
        0 => Err(OneOf::new(SpamException("nobody to open the tin for"))),
        1 | 2 => Ok(format!("spam and eggs for {guests}")),
        3..12 => Err(OneOf::new(EggException { broken: guests - 2 })),
        _ => Err(OneOf::new(KitchenFire)),
    }
}

/// Handles what went wrong with spam or eggs, and gives what is served instead.
fn error_handler(error: OneOf<(SpamException, EggException)>) -> String {
    match error.trap::<SpamException, _>() {
        Ok(SpamException(why)) => format!("toast ({why})"),
        Err(rest) => format!("scrambled eggs ({} broken)", rest.only().broken),
    }
}

pub(crate) fn breakfast(guests: u32) {
    chain! {
        succeed(guests);
        then cook_spam_and_eggs,
        catch SpamException | EggException => error_handler,
        raises KitchenFire, // `trap` let it pass
        catch |KitchenFire: KitchenFire| String::from("an apology"),
        then move |dish| println!("{guests} guests are served {dish}"),
    }
    .detach();
}

/// The same with `trap` itself, step by step as in Python: a failure that it does not take is returned.
pub(crate) fn breakfast_with_trap(guests: u32) {
    chain! {
        cook_spam_and_eggs(guests);
        catch |failure| match failure.trap_any::<(SpamException, EggException), _>() {
            Ok(trapped) => Ok(error_handler(trapped.into_error())),
            Err(rest) => Err(rest), // a Failure<(KitchenFire,)>
        },
        catch |failure: Failure<(KitchenFire,)>| format!("an apology for {:?}", failure.only()),
        then move |dish| println!("{guests} guests are served {dish}"),
    }
    .detach();
}

/// "If an errback doesn't return anything, then it effectively returns None": here it does not compile.
///
/// These chains carry a `String`, and `catch |e: SpamException| { eprintln!("{e:?}"); }` would go on with `()`,
/// which is a type error. One writes what was meant: a value to go on with, or the error once more. An errback
/// that only prints stands at the end, where the chain carries `()`.
pub(crate) fn errbacks_that_return_something() {
    chain! {
        fail::<String, _>(SpamException("no tin opener"));
        catch |SpamException(why): SpamException| {
            println!("errback: {why}, going on with a value");
            String::from("toast")
        },
        then |dish| println!("callback: {dish}"),
    }
    .detach();

    chain! {
        fail::<String, _>(SpamException("no tin opener"));
        catch |error: SpamException| {
            println!("errback: {}, passing it on", error.0);
            Err(error)
        },
        then |dish| println!("callback: {dish}"),
        catch |SpamException(why): SpamException| println!("the next errback: {why}, and the chain ends"),
    }
    .detach();
}

fn main() {
    for guests in [0, 2, 7, 80] {
        breakfast(guests);
    }
    breakfast_with_trap(80);
    errbacks_that_return_something();
}
