// Refused: E0277
//! An inbox that is read on another thread than that of what it delivers to.

use deferred::threads::Inbox;

fn main() {
    let inbox = Inbox::new();
    std::thread::spawn(move || inbox.run());
}
