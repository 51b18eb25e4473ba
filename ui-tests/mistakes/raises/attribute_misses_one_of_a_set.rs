// Code: E-raises-too-little
//! An async function whose `#[raises(..)]` does not name all that a Deferred it awaits can fail with.
//!
//! In Python whatever an awaited Deferred fails with goes on to whoever awaits the coroutine.
//!
//! Here the `?` merges the whole set of what it is asked of, and each of its errors has to be named.
//!
//! The fix: name it, or handle it before the `?`.

use deferred::{Deferred, raises};

#[derive(Debug)]
struct Timeout;
#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

#[raises(NotFound)]
async fn length(url: &str) -> usize {
    Ok(fetch(url).await?.len())
}

fn main() {
    drop(length("/index"));
}
