//! Inside async functions and blocks.

use crate::{A, fails_with_a};
use deferred::{Deferred, Failure, chain, fail, succeed};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What a future gives that waits for nothing that others do.
fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

async fn awaited<T: 'static>(value: T, d: Deferred<u8, (A,)>) -> Result<(T, u8), Failure<(A,)>> {
    let n = chain! { d; then |n| n + 1 }.await?;
    let Ok(n) = chain! { succeed(n); then |n| n * 2 }.await;
    Ok((value, n))
}

async fn in_the_source() -> Deferred<u8> {
    chain! { async { succeed(3) }.await; then |n| n + 1 }
}

#[test]
fn a_chain_is_awaited() {
    assert_eq!(run(awaited("x", Deferred::succeed(1))).expect("no failure"), ("x", 4));
    assert_eq!(run(awaited("x", fail(A(1)))).expect_err("a failure").only(), A(1));
}

#[test]
fn a_source_awaits() {
    assert_eq!(run(async { in_the_source().await.await }).ok(), Some(4));
}

#[test]
fn a_chain_waits_across_an_await() {
    let (resolver, d) = Deferred::<u8>::pending();
    let task = async move {
        let d = chain! { d; then |n| n + 1 };
        std::future::ready(()).await;
        d.await
    };
    resolver.succeed(5);
    assert_eq!(run(task).ok(), Some(6));
}

#[test]
fn a_block_captures_what_it_needs() {
    let step = 4;
    let n = run(async { chain! { fails_with_a(1); catch move |_| step }.await });
    assert_eq!(n.ok(), Some(4));
}
