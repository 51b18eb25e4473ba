//! `Box<dyn Error>`, with and without `Send + Sync`.

use crate::Typed;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Downcast, Failure, OneOf, Stage, chain, fail, unhandled};
use std::error::Error;
use std::fmt;
use std::num::{ParseFloatError, ParseIntError};

type Dynamic = Box<dyn Error + Send + Sync>;

fn parse(text: &str) -> Result<f64, Dynamic> {
    match text.strip_prefix('#') {
        Some(text) => Ok(text.parse::<u32>()?.into()),
        None => Ok(text.parse()?),
    }
}

/// Handles one concrete error out of the dynamic one.
fn number(text: &'static str) -> Deferred<f64, (Dynamic,)> {
    chain! {
        parse(text);
        catch |e: Downcast<ParseIntError>| { assert!(e.to_string().contains("digit")); -1.0 },
    }
}

#[test]
fn the_concrete_error_is_handled_and_the_rest_passes_on() {
    assert_eq!(success_result_of(number("#12")), 12.0);
    assert_eq!(success_result_of(number("#x")), -1.0);
    assert!(failure_result_of(number("x")).only().is::<ParseFloatError>());
}

#[test]
fn what_passes_on_is_the_same_failure() {
    let failure = failure_result_of(chain! { number("x"); then |n| n + 1.0 });
    assert_eq!(failure.raised().stage(), Stage::Source);
    assert!(failure.cause().is_none());
    let passed = if cfg!(debug_assertions) { vec![Stage::Catch, Stage::Then] } else { Vec::new() };
    assert_eq!(failure.passed().iter().map(|site| site.stage()).collect::<Vec<_>>(), passed);
}

#[test]
fn typed_errors_stand_beside_it() {
    fn run(d: Deferred<u32, (Typed, Dynamic)>) -> Deferred<u32, (Typed, Dynamic)> {
        chain! { d; catch |_: Downcast<fmt::Error>| 7, raises Typed | Dynamic }
    }
    assert_eq!(success_result_of(run(Deferred::fail(Dynamic::from(fmt::Error)))), 7);
    assert_eq!(failure_result_of(run(Deferred::fail(Typed(1)))).check(), Some(&Typed(1)));
    assert!(failure_result_of(run(Deferred::fail(Dynamic::from("text")))).is::<Dynamic>());
}

#[test]
fn a_handler_may_fail_and_has_the_concrete_error_as_its_cause() {
    let d = chain! {
        Deferred::<u32, (Dynamic,)>::fail(Dynamic::from(fmt::Error));
        catch |e: Downcast<fmt::Error>| { assert!(e.into_inner().is_ok()); Err(Typed(1)) },
        raises Dynamic | Typed,
    };
    let failure = failure_result_of(d);
    assert_eq!(failure.check(), Some(&Typed(1)));
    let cause = failure.cause().expect("the one that was handled");
    assert_eq!(cause.type_name(), std::any::type_name::<fmt::Error>());
}

#[test]
fn with_the_method() {
    let d = Deferred::<u32, (Typed, Dynamic)>::fail(Dynamic::from(fmt::Error));
    let d = d.catch(|_: Downcast<fmt::Error>| 7).catch(|_: Dynamic| 8).catch(|Typed(n)| n);
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn out_of_other_boxes() {
    let boxed: Box<dyn Error> = fmt::Error.into();
    let d = fail::<u32, _>(boxed).catch(|_: Downcast<fmt::Error, Box<dyn Error>>| 7);
    assert_eq!(success_result_of(d.catch(|_: Box<dyn Error>| 8)), 7);
    let boxed: Box<dyn Error + Send> = Box::new(fmt::Error);
    let d = fail::<u32, _>(boxed).catch(|_: Downcast<fmt::Error, Box<dyn Error + Send>>| 7);
    assert_eq!(success_result_of(d.catch(|_: Box<dyn Error + Send>| 8)), 7);
}

#[test]
fn all_that_is_left_can_become_a_dynamic_one() {
    let d: Deferred<u32, (fmt::Error, ParseIntError)> = Deferred::fail(fmt::Error);
    let d: Deferred<u32, (Dynamic,)> = chain! { d; catch |failure| Err(Dynamic::from(failure.into_error())) };
    assert_eq!(failure_result_of(d).only().to_string(), fmt::Error.to_string());
}

#[test]
fn one_that_nobody_handled_is_reported() {
    let watch = unhandled::watch();
    drop(number("x"));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn it_prints_as_the_error() {
    let d = fail::<String, _>(Dynamic::from(Printed)).catch(|e: Downcast<Printed>| format!("{e} {e:?}"));
    assert_eq!(success_result_of(d), "printed Printed");

    #[derive(Debug)]
    struct Printed;
    impl fmt::Display for Printed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("printed")
        }
    }
    impl Error for Printed {}
}

/// As one of two, as a failure, and as a failure with another failure as its error.
fn held_by_sets() -> [Dynamic; 3] {
    let one: OneOf<(fmt::Error, ParseIntError)> = OneOf::new(fmt::Error);
    let failure: Failure<(ParseIntError, fmt::Error)> = Failure::new(fmt::Error);
    let inner: Failure<(fmt::Error,)> = Failure::new(fmt::Error);
    let outer: OneOf<(ParseIntError, Failure<(fmt::Error,)>)> = OneOf::new(inner);
    [Box::new(one), Box::new(failure), Box::new(outer)]
}

#[test]
fn it_is_found_in_one_of_several_and_in_a_failure() {
    for error in held_by_sets() {
        assert!(!error.is::<fmt::Error>());
        let d = chain! {
            Deferred::<u32, (Dynamic,)>::fail(error);
            catch |_: Downcast<ParseIntError>| 6,
            catch |e: Downcast<fmt::Error>| { assert_eq!(*e, fmt::Error); 7 },
            catch |_: Dynamic| 8,
        };
        assert_eq!(success_result_of(d), 7);
    }
}

#[test]
fn there_it_is_a_reference_and_the_dynamic_error_comes_back() {
    for error in held_by_sets() {
        let d = Deferred::<u32, (Dynamic,)>::fail(error)
            .catch(|e: Downcast<fmt::Error>| e.into_inner().map(|fmt::Error| 0));
        assert!(!failure_result_of(d).only().is::<fmt::Error>());
    }
    let d = fail::<u32, _>(Dynamic::from(fmt::Error)).catch(|e: Downcast<fmt::Error>| Err(e.into_dynamic()));
    assert!(failure_result_of(d).only().is::<fmt::Error>());
}

/// An error that came of another one is not that one.
#[test]
fn a_source_is_another_error() {
    #[derive(Debug)]
    struct Unprinted(OneOf<(fmt::Error,)>);
    impl fmt::Display for Unprinted {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("unprinted")
        }
    }
    impl Error for Unprinted {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }
    let error = Dynamic::from(Unprinted(OneOf::new(fmt::Error)));
    let d = chain! {
        Deferred::<u32, (Dynamic,)>::fail(error);
        catch |_: Downcast<fmt::Error>| 7,
        catch |_: Downcast<Unprinted>| 8,
        catch |_: Dynamic| 9,
    };
    assert_eq!(success_result_of(d), 8);
}

/// An error may say of itself that it is its source, and that it is one of a set.
#[derive(Debug)]
struct ItsOwnSource;

impl fmt::Display for ItsOwnSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its own source")
    }
}

impl Error for ItsOwnSource {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }

    fn description(&self) -> &str {
        "one of the errors of a Deferred"
    }
}

#[test]
fn the_search_for_an_error_comes_to_its_end_where_the_sources_have_none() {
    let d: Deferred<u8, (Dynamic,)> = Deferred::fail(Dynamic::from(ItsOwnSource));
    let d = chain! { d; catch |_: Downcast<ParseIntError>| 1, catch |_: Dynamic| 2 };
    assert_eq!(success_result_of(d), 2);
}
