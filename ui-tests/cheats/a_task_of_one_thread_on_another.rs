// Refused: E0277
//! A task of a future that stays on its thread, given to another.

use deferred::Deferred;

fn main() {
    let _d = Deferred::<u8>::from_future(async { Ok(1) }, |task| std::thread::spawn(move || drop(task)));
}
