//! `anyhow::Error`, with the feature of that name.

use crate::Typed;
use deferred::anyhow::Downcast;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, Outcome, OutcomeExt, chain};
use std::fmt;
use std::num::ParseIntError;

fn run(d: Deferred<u32, (Typed, anyhow::Error)>) -> Deferred<u32, (Typed, anyhow::Error)> {
    chain! { d; catch |_: Downcast<fmt::Error>| 7, raises Typed | anyhow::Error }
}

#[test]
fn the_concrete_error_is_handled_and_the_rest_passes_on() {
    assert_eq!(success_result_of(run(Deferred::fail(anyhow::Error::new(fmt::Error)))), 7);
    assert_eq!(failure_result_of(run(Deferred::fail(Typed(1)))).check(), Some(&Typed(1)));
    let failure = failure_result_of(run(Deferred::fail(anyhow::anyhow!("something else"))));
    assert_eq!(failure.check::<anyhow::Error>().map(ToString::to_string), Some("something else".into()));
}

#[test]
fn it_is_found_behind_a_context() {
    use anyhow::Context;
    let outcome = Err::<u32, _>(fmt::Error).context("while it printed");
    let d = chain! { outcome; catch |_: Downcast<fmt::Error>| 7, catch |_: anyhow::Error| 8 };
    assert_eq!(success_result_of(d), 7);
}

/// What was made an `anyhow::Error` by its own `new`, as a `?` does: as a whole.
#[test]
fn it_is_found_in_a_failure_and_in_one_of_several() {
    use anyhow::Context;
    let failure = || Failure::<(fmt::Error, ParseIntError)>::new(fmt::Error);
    let errors = [
        anyhow::Error::new(failure()),
        anyhow::Error::new(failure().into_error()),
        Err::<u32, _>(failure()).context("while it printed").context("at night").unwrap_err(),
    ];
    for error in errors {
        let d = chain! {
            Deferred::<u32, (anyhow::Error,)>::fail(error);
            catch |_: Downcast<ParseIntError>| 6,
            catch |e: Downcast<fmt::Error>| { assert_eq!(*e, fmt::Error); 7 },
            catch |_: anyhow::Error| 8,
        };
        assert_eq!(success_result_of(d), 7);
    }
}

/// anyhow asks for the type that it was given; so it is given the error alone.
#[test]
fn anyhow_itself_finds_what_it_is_given_alone() {
    let outcome: Outcome<u32, (fmt::Error, ParseIntError)> = Err(Failure::new(fmt::Error));
    let error = outcome.into_enum::<anyhow::Error>().unwrap_err();
    assert!(error.is::<fmt::Error>());
    let whole = anyhow::Error::new(Failure::<(fmt::Error,)>::new(fmt::Error));
    assert!(whole.chain().any(|error| error.is::<fmt::Error>()));
}

/// An error may say of itself that it is its source.
#[test]
fn the_search_for_an_error_comes_to_its_end_where_the_sources_have_none() {
    #[derive(Debug)]
    struct ItsOwnSource;

    impl fmt::Display for ItsOwnSource {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("its own source")
        }
    }

    impl std::error::Error for ItsOwnSource {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(self)
        }
    }

    let error = anyhow::Error::new(ItsOwnSource);
    let d: Deferred<u8, (anyhow::Error,)> = Deferred::fail(error);
    let d = chain! { d; catch |_: Downcast<ParseIntError>| 1, catch |_: anyhow::Error| 2 };
    assert_eq!(success_result_of(d), 2);
}
