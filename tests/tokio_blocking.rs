//! What blocks, on tokio's threads.

use deferred::{Cancelled, Panicked, chain, spawn_blocking};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

#[tokio::test]
async fn it_comes_to_what_the_function_gives() {
    let length = chain! { spawn_blocking(|| "page"); then |page| page.len() }.await;
    assert_eq!(length.unwrap(), 4);
}

#[tokio::test]
async fn a_panic_is_an_error() {
    let failure = spawn_blocking(|| -> u32 { panic!("out of paper") }).await.unwrap_err();
    assert_eq!(failure.check::<Panicked>().map(Panicked::message), Some("out of paper"));
}

#[test]
fn a_cancel_takes_away_what_has_not_begun() {
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).build().unwrap();
    let _inside = runtime.enter();
    let (open, gate) = mpsc::channel::<()>();
    let first = spawn_blocking(move || gate.recv().is_ok());
    let began = Arc::new(AtomicBool::new(false));
    let begins = began.clone();
    let second = spawn_blocking(move || begins.store(true, Ordering::Relaxed));
    second.cancel();
    let cancelled = runtime.block_on(async { second.await.unwrap_err().is::<Cancelled>() });
    open.send(()).unwrap();
    assert!(runtime.block_on(async { first.await.unwrap() }));
    assert!(cancelled);
    assert!(!began.load(Ordering::Relaxed));
}
