//! The guide's "Callbacks": `getDummyData`, whose result is there after two seconds.
//!
//! The type says what Python leaves to the documentation: `Deferred<i32>` is a number that will be there
//! later, and nothing can go wrong on the way. Firing is a right of its own, the resolver, and whoever fires
//! uses it up. There is no reactor to choose: any loop that calls the resolver will do, here tokio's.

use deferred::{Deferred, chain};
use std::time::Duration;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

/// A dummy that simulates a delayed result: it will be `x * 3`.
fn get_dummy_data(x: i32) -> Deferred<i32> {
    let (resolver, d) = Deferred::pending();
    spawn_local(async move {
        sleep(Duration::from_secs(2)).await;
        resolver.succeed(x * 3);
    });
    d
}

pub(crate) fn print_data(data: i32) {
    println!("{data}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let run = async {
        let d = get_dummy_data(3);
        // Nothing can go wrong any more, so nobody has to wait: `detach` compiles.
        chain! { d; then print_data }.detach();

        // The loop stops by itself, four seconds from now.
        sleep(Duration::from_secs(4)).await;
    };
    // A Deferred stays on its thread, and so do the tasks that hold one.
    LocalSet::new().run_until(run).await;
}
