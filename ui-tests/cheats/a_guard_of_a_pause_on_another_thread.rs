// Refused: E0277
//! What is paused goes on where its guard goes, which is another thread.

use deferred::Deferred;

fn main() {
    let (_resolver, d) = Deferred::<u8>::pending();
    let (pause, _d) = d.paused();
    std::thread::spawn(move || drop(pause));
}
