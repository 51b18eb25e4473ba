//! `run_of_a_function_that_raises`, mended: by the macro.

use deferred::{raises, run};

#[derive(Debug)]
struct Odd;

#[raises(Odd)]
async fn even(n: u32) -> u32 {
    if n % 2 == 0 { Ok(n) } else { Err(Odd)? }
}

fn main() {
    let d = run!(even(2));
    d.catch(|_: Odd| 0).detach();
}
