//! Generic over constants.

use crate::A;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain, fail, succeed};

#[derive(Debug, PartialEq)]
struct NotOfLength<const N: usize>(usize);

fn array<const N: usize>(d: Deferred<Vec<u8>>) -> Deferred<[u8; N], (NotOfLength<N>,)> {
    chain! { d; then |list| <[u8; N]>::try_from(list).map_err(|list| NotOfLength::<N>(list.len())) }
}

fn array_or_zeros<const N: usize>(d: Deferred<Vec<u8>>) -> Deferred<[u8; N]> {
    chain! { array::<N>(d); catch |_: NotOfLength<N>| [0; N] }
}

fn in_a_path<const N: usize>(list: Vec<u8>) -> Deferred<[u8; N], (A, NotOfLength<N>)> {
    chain! { array(succeed(list)); raises at most A | NotOfLength<N> }
}

fn by_path<const N: usize>(d: Deferred<Vec<u8>>) -> Deferred<[u8; N]> {
    chain! { d; then in_a_path::<N>, catch A | NotOfLength<N> => |_| [1; N], raises nothing }
}

fn with_an_expression(d: Deferred<u8>) -> Deferred<usize, (NotOfLength<3>,)> {
    chain! {
        d;
        then |n| if n > 3 { Err(NotOfLength::<{ 1 + 2 }>(4)) } else { Ok(usize::from(n)) },
        catch |NotOfLength(n): NotOfLength<{ 2 + 1 }>| Err(NotOfLength::<3>(n + 1)),
    }
}

#[test]
fn as_a_part_of_the_value_and_of_the_error() {
    assert_eq!(success_result_of(array::<2>(succeed(vec![1, 2]))), [1, 2]);
    assert_eq!(failure_result_of(array::<3>(succeed(vec![1, 2]))).only(), NotOfLength::<3>(2));
    assert_eq!(success_result_of(array_or_zeros::<3>(succeed(vec![1, 2]))), [0, 0, 0]);
}

#[test]
fn as_an_argument_of_a_path() {
    assert_eq!(success_result_of(by_path::<2>(succeed(vec![3, 4]))), [3, 4]);
    assert_eq!(success_result_of(by_path::<1>(succeed(vec![3, 4]))), [1]);
}

#[test]
fn as_an_expression() {
    assert_eq!(failure_result_of(with_an_expression(succeed(9))).only(), NotOfLength::<3>(5));
    assert_eq!(success_result_of(with_an_expression(succeed(2))), 2);
}

#[test]
fn sets_tell_errors_of_different_constants_apart() {
    let d: Deferred<u8, (NotOfLength<1>, NotOfLength<2>)> = Deferred::fail(NotOfLength::<2>(5));
    let d: Deferred<u8, (NotOfLength<2>,)> = chain! { d; catch |_: NotOfLength<1>| 0 };
    assert_eq!(failure_result_of(d).only(), NotOfLength::<2>(5));
    let d: Deferred<u8> = chain! { fail::<u8, _>(NotOfLength::<1>(7)); catch NotOfLength<1> => |_| 7 };
    assert_eq!(success_result_of(d), 7);
}
