//! The guide's "Handling either synchronous or asynchronous results": one `authenticateUser` for both.
//!
//! `maybe f(x);` makes a Deferred of whatever `f` gives: a plain value, a `Result`, or a Deferred. Which of
//! these it is stands in `f`'s signature, and the choice is made when the program is compiled. `maybe` has to
//! see that signature: it stands where the function is passed, not in generic code, for which the function's
//! result is just some type `O`. There, `attempt` takes any `O` that is a `Result` or a Deferred.

use deferred::{Deferred, chain};
use std::time::Duration;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

fn synchronous_is_valid_user(user: &str) -> bool {
    ["Alice", "Angus", "Agnes"].contains(&user)
}

fn asynchronous_is_valid_user(user: &str) -> Deferred<bool> {
    let (resolver, d) = Deferred::pending();
    let valid = synchronous_is_valid_user(user);
    spawn_local(async move {
        sleep(Duration::from_secs(2)).await;
        resolver.succeed(valid);
    });
    d
}

fn print_result(valid: bool) {
    if valid {
        println!("User is authenticated");
    } else {
        println!("User is not authenticated");
    }
}

pub(crate) fn authenticate_user(is_valid_user: impl FnOnce(&str) -> Deferred<bool>, user: &str) {
    chain! { is_valid_user(user); then print_result }.detach();
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let run = async {
        // This one prints in two seconds.
        authenticate_user(|user| chain! { maybe asynchronous_is_valid_user(user); }, "Mallory");

        // This one prints at once.
        authenticate_user(|user| chain! { maybe synchronous_is_valid_user(user); }, "Alice");

        sleep(Duration::from_secs(4)).await;
    };
    LocalSet::new().run_until(run).await;
}
