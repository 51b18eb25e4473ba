// Refused: E0277
//! A cancel from another thread, of what stays on its own.

use deferred::{Cancelled, Deferred};

fn main() {
    let (_resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
    let stop = d.cancel_handle();
    std::thread::spawn(move || stop.cancel());
}
