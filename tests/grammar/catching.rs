//! The forms of `catch`.

use crate::errors::{A, B, Pair, fails_with_a, fails_with_b};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, chain, fail};

#[test]
fn one_error_by_the_type_of_the_parameter() {
    let d: Deferred<u8, (B,)> = chain! { fails_with_a(1); catch |A(n): A| n + 1 };
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8, (B,)> = chain! { fails_with_b(1); catch |A(n): A| n + 1 };
    assert_eq!(failure_result_of(d).only(), B(1));
}

#[test]
fn one_error_by_its_name() {
    let d: Deferred<u8, (A,)> = chain! { fails_with_b(1); catch B => |B(n)| n + 1 };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn one_error_with_where_it_was_raised() {
    let d: Deferred<u8, (A,)> = chain! {
        fails_with_b(1);
        catch |failure: Failure<(B,)>| {
            assert!(failure.raised().file().ends_with("errors.rs"));
            failure.only().0
        },
    };
    assert_eq!(success_result_of(d), 1);
    let d: Deferred<u8, (A,)> = chain! { fails_with_b(2); catch Failure<(B,)> => |failure| failure.only().0 };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn several_errors() {
    for (source, expected) in [(fails_with_a(1), 1), (fails_with_b(2), 12)] {
        let d: Deferred<u8> = chain! {
            source;
            catch A | B => |error| match error.trap::<A, _>() {
                Ok(A(n)) => n,
                Err(rest) => rest.only().0 + 10,
            },
        };
        assert_eq!(success_result_of(d), expected);
    }
}

#[test]
fn several_errors_in_the_order_in_which_they_are_listed() {
    fn second_first(error: OneOf<(B, A)>) -> u8 {
        u8::from(error.is::<B>())
    }
    assert_eq!(success_result_of(chain! { fails_with_b(2); catch B | A => second_first }), 1);
    assert_eq!(
        success_result_of(chain! { fails_with_b(2); catch |error: OneOf<(B, A)>| second_first(error) }),
        1
    );
    assert_eq!(
        success_result_of(
            chain! { fails_with_b(2); catch |error: Failure<(B, A)>| u8::from(error.is::<B>()) }
        ),
        1
    );
    assert_eq!(
        success_result_of(
            chain! { fails_with_b(2); catch Failure<(B, A)> => |error| u8::from(error.is::<B>()) }
        ),
        1
    );
}

#[test]
fn whatever_is_in_flight() {
    let d: Deferred<u8> = chain! { fails_with_b(2); catch |failure| u8::from(failure.is::<B>()) };
    assert_eq!(success_result_of(d), 1);
    let d: Deferred<u8> = chain! { fails_with_b(2); catch |_| 7 };
    assert_eq!(success_result_of(d), 7);
    let d: Deferred<u8, (A, B)> = chain! { fails_with_b(2); catch |failure| Err(failure) };
    assert_eq!(failure_result_of(d).trap::<B, _>().expect("passed on"), B(2));
}

#[test]
fn a_handler_may_move_and_may_raise() {
    let fallback = String::from("x");
    let d: Deferred<usize, (Pair<u8, usize>,)> = chain! {
        fails_with_a(1);
        then |n| usize::from(n),
        catch B => |B(n)| usize::from(n),
        catch move |A(n): A| Err(Pair(n, fallback.len())),
    };
    assert_eq!(failure_result_of(d).only(), Pair(1, 1));
}

#[test]
fn a_handler_sees_only_what_was_raised_before_it() {
    let d: Deferred<u8, (A,)> = chain! {
        fails_with_b(1);
        catch |_: A| -> u8 { panic!("it is a B") },
        catch |B(n): B| Err(A(n)),
    };
    assert_eq!(failure_result_of(d).only(), A(1));
}

#[test]
fn types_with_arguments_references_tuples_and_trait_objects() {
    type Boxed = Box<dyn std::error::Error + Send>;
    type Source = Deferred<usize, (Pair<u8, Vec<u8>>, &'static str, (u8, u8), [u8; 2], Boxed)>;
    let caught = |source: Source| -> usize {
        success_result_of(chain! {
            source;
            catch |Pair(n, list): Pair<u8, Vec<u8>>| usize::from(n) + list.len(),
            catch |text: &'static str| text.len(),
            catch |(n, m): (u8, u8)| usize::from(n + m),
            catch |list: [u8; 2]| list.len(),
            catch |error: Box<dyn std::error::Error + Send>| error.to_string().len(),
        })
    };
    assert_eq!(caught(Deferred::fail(Pair(1, vec![2, 3]))), 3);
    assert_eq!(caught(Deferred::fail("text")), 4);
    assert_eq!(caught(Deferred::fail((2_u8, 3_u8))), 5);
    assert_eq!(caught(Deferred::fail([0_u8, 0])), 2);
    assert_eq!(
        caught(Deferred::fail::<Boxed, _>(Box::new(std::fmt::Error))),
        std::fmt::Error.to_string().len()
    );
}

#[test]
fn a_generic_error_by_its_name() {
    let d: Deferred<u8> = chain! { fail::<u8, _>(Pair(1_u8, 2_u16)); catch Pair<u8, u16> => |Pair(n, _)| n };
    assert_eq!(success_result_of(d), 1);
    let d: Deferred<u8> =
        chain! { Deferred::<u8, (A, Pair<u8, u16>)>::fail(A(4)); catch Pair<u8, u16> | A => |_| 3 };
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_type_that_leaves_the_errors_open_is_all_that_are_in_flight() {
    let d = || -> Deferred<u8, (A, B)> { Deferred::fail(B(7)) };
    assert_eq!(success_result_of(chain! { d(); catch |_: _| 1 }), 1);
    assert_eq!(
        success_result_of(chain! { d(); catch |f: Failure<_>| u8::from(f.trap::<A, _>().is_ok()) }),
        0
    );
    assert_eq!(success_result_of(chain! { d(); catch |f: deferred::Failure<_>| u8::from(f.is::<B>()) }), 1);
    assert_eq!(success_result_of(chain! { d(); catch |e: OneOf<_>| u8::from(e.is::<B>()) }), 1);
    assert_eq!(
        success_result_of(chain! { d(); catch |e: OneOf<_>| Err(e), catch |_: B| 2, catch |_: A| 3 }),
        2
    );
}
