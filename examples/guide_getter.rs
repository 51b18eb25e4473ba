//! The guide's "Multiple callbacks": the `Getter`, for which odd numbers are an error.
//!
//! Each callback's result is the next one's argument, and the compiler checks that they fit: `to_html` makes
//! the number a `String`, so `print_data` takes a `String`. That there is a `ValueError` stands in the type of
//! `get_dummy_data`, and a caller who does not catch it cannot `detach`.

use deferred::{Deferred, Failure, Resolver, chain};
use std::fmt::{self, Display};
use std::time::Duration;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

#[derive(Debug)]
pub(crate) struct ValueError(&'static str);

impl Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Holds what fires: in Python this is `self.d`, which anybody can fire, and fire again.
pub(crate) struct Getter {
    pub(crate) resolver: Resolver<i32, (ValueError,)>,
}

impl Getter {
    /// Checks the result, and chooses whether callbacks or errbacks run.
    pub(crate) fn got_results(self, x: i32) {
        if x % 2 == 0 {
            self.resolver.succeed(x * 3);
        } else {
            self.resolver.fail(ValueError("You used an odd number!"));
        }
    }

    pub(crate) fn to_html(r: i32) -> String {
        format!("Result: {r}")
    }

    /// The result goes through `to_html` before the caller sees it.
    fn get_dummy_data(x: i32) -> Deferred<String, (ValueError,)> {
        let (resolver, d) = Deferred::pending();
        let getter = Getter { resolver };
        spawn_local(async move {
            sleep(Duration::from_secs(2)).await;
            getter.got_results(x);
        });
        chain! { d; then Getter::to_html }
    }
}

pub(crate) fn print_data(data: String) {
    println!("{data}");
}

pub(crate) fn print_error(failure: Failure<(ValueError,)>) {
    eprintln!("{failure}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let run = async {
        // This chain prints an error message.
        chain! { Getter::get_dummy_data(3); then print_data, catch print_error }.detach();

        // This one prints "Result: 12".
        chain! { Getter::get_dummy_data(4); then print_data, catch print_error }.detach();

        sleep(Duration::from_secs(4)).await;
    };
    LocalSet::new().run_until(run).await;
}
