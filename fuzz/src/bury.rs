//! Keeps values that must outlive a program, or its steps, so that a sanitizer does not take them for leaks.

use deferred::threads::Inbox;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::sync::Mutex;

/// Values that were forgotten: never dropped, but still reachable, so that they are no leaks.
static FORGOTTEN: Mutex<ManuallyDrop<Vec<Box<dyn Any + Send>>>> = Mutex::new(ManuallyDrop::new(Vec::new()));

thread_local! {
    static FORGOTTEN_HERE: RefCell<ManuallyDrop<Vec<Box<dyn Any>>>> = const { RefCell::new(ManuallyDrop::new(Vec::new())) };
    static LATER: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
    static INBOX: Inbox = Inbox::new();
    static HAS_INBOX: Cell<bool> = const { Cell::new(false) };
}

pub fn bury(what: Box<dyn Any + Send>) {
    if let Ok(mut forgotten) = FORGOTTEN.lock() {
        forgotten.push(what);
    }
}

pub fn bury_here(what: Box<dyn Any>) {
    FORGOTTEN_HERE.with(|forgotten| forgotten.borrow_mut().push(what));
}

/// Keeps a value until the end of the program.
pub fn drop_later(what: Box<dyn Any>) {
    LATER.with(|later| later.borrow_mut().push(what));
}

/// Takes one of the values that are kept.
pub fn take_later() -> Option<Box<dyn Any>> {
    LATER.with(|later| later.borrow_mut().pop())
}

/// Gives this thread an inbox, since it runs programs to their end. Messages in the inbox of another thread are
/// dropped as that ends, where no panic of a script can be caught.
pub fn have_inbox() {
    HAS_INBOX.set(true);
}

pub fn has_inbox() -> bool {
    HAS_INBOX.get()
}

/// Calls `f` with this thread's inbox.
pub fn inbox<O>(f: impl FnOnce(&Inbox) -> O) -> O {
    INBOX.with(f)
}
