//! What the crate `futures` has for many futures takes Deferreds, each as the future that it becomes.

use deferred::testing::success_result_of;
use deferred::{Deferred, Outcome, Resolver, run};
use futures_util::future::{join_all, select_all, try_join_all};
use futures_util::stream::{self, FuturesUnordered, StreamExt, TryStreamExt};
use std::future::IntoFuture;

type Page = Deferred<u32, (&'static str,)>;

/// So many pages, and what fires each.
fn pages(many: usize) -> (Vec<Resolver<u32, (&'static str,)>>, Vec<Page>) {
    (0..many).map(|_| Page::pending()).unzip()
}

/// Fires them, the last first, with their numbers.
fn fire(resolvers: Vec<Resolver<u32, (&'static str,)>>) {
    for (number, resolver) in (0..).zip(resolvers).collect::<Vec<_>>().into_iter().rev() {
        resolver.succeed(number);
    }
}

#[test]
fn join_all_gives_them_in_order() {
    for many in [3, 300] {
        let (resolvers, pages) = pages(many);
        let all = join_all(pages.into_iter().map(IntoFuture::into_future));
        let all: Deferred<Vec<_>> = run(async { Ok(all.await) });
        fire(resolvers);
        let numbers: Vec<_> = success_result_of(all).into_iter().map(Result::unwrap).collect();
        assert_eq!(numbers, (0..many as u32).collect::<Vec<_>>());
    }
}

#[test]
fn try_join_all_fails_with_the_first_failure() {
    let (mut resolvers, pages) = pages(3);
    let all = try_join_all(pages.into_iter().map(IntoFuture::into_future));
    let all: Deferred<Vec<u32>, (&str,)> = run(all);
    resolvers.pop().unwrap().fail("offline");
    assert!(all.is_ready());
    assert_eq!(success_result_of(all.catch(|why: &str| vec![why.len() as u32])), [7]);
    fire(resolvers);
}

#[test]
fn futures_unordered_gives_them_as_they_come() {
    let (resolvers, pages) = pages(4);
    let coming: FuturesUnordered<_> = pages.into_iter().map(IntoFuture::into_future).collect();
    let all: Deferred<Vec<u32>, (&str,)> = run(coming.try_collect());
    fire(resolvers);
    assert_eq!(success_result_of(all.catch(|_: &str| Vec::new())), [3, 2, 1, 0]);
}

#[test]
fn a_stream_of_them_is_buffered() {
    let (resolvers, pages) = pages(4);
    let buffered = stream::iter(pages).map(IntoFuture::into_future).buffered(2);
    let all: Deferred<Vec<Outcome<u32, (&str,)>>> = run(async { Ok(buffered.collect().await) });
    fire(resolvers);
    assert_eq!(success_result_of(all).into_iter().map(Result::unwrap).collect::<Vec<_>>(), [0, 1, 2, 3]);
}

/// Those that are dropped with it are cancelled, as far as they can be.
#[test]
fn select_all_gives_the_first() {
    let (mut resolvers, pages) = pages(3);
    let first = select_all(pages.into_iter().map(IntoFuture::into_future));
    let first: Deferred<usize> = run(async {
        let (_, index, rest) = first.await;
        drop(rest);
        Ok(index)
    });
    resolvers.remove(1).succeed(1);
    assert_eq!(success_result_of(first), 1);
    fire(resolvers);
}
