// Code: E-no-items
//! A window whose limit stands behind the items.
//!
//! In Twisted a `DeferredSemaphore` has the limit, and each call goes through it.
//!
//! How many may be under way stands first, then the items, then what is done with each. The three are asked for at once: what is
//! swapped is one mistake.
//!
//! The fix: the limit first.

use deferred::{Deferred, succeed, windowed};

fn fetch(url: &str) -> Deferred<String> {
    succeed(format!("page at {url}"))
}

fn main() {
    let pages = windowed(["/a", "/b"], 2, |url| fetch(url));
    drop(pages);
}
