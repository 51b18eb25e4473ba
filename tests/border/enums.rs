//! Errors of a set as an enum of one's own.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Outcome, OutcomeExt, chain, fail, run};
use std::error::Error;
use std::fmt::{self, Display};

#[derive(Debug)]
struct Busy;
#[derive(Debug)]
struct Gone(u32);

#[derive(Debug, PartialEq)]
enum App {
    Busy,
    Gone(u32),
    Other,
}

impl From<Busy> for App {
    fn from(_: Busy) -> Self {
        App::Busy
    }
}

impl From<Gone> for App {
    fn from(Gone(n): Gone) -> Self {
        App::Gone(n)
    }
}

fn fetch(n: u32) -> Deferred<u32, (Gone, Busy)> {
    match n {
        0 => Deferred::fail(Busy),
        1 => Deferred::fail(Gone(7)),
        n => Deferred::succeed(n),
    }
}

#[test]
fn each_error_becomes_its_variant() {
    assert_eq!(OneOf::<(Gone, Busy)>::new(Busy).into_enum::<App>(), App::Busy);
    assert_eq!(Failure::<(Gone, Busy)>::new(Gone(3)).into_enum::<App>(), App::Gone(3));
}

#[test]
fn a_function_that_gives_the_enum_takes_outcomes() {
    async fn app(n: u32) -> Result<u32, App> {
        let n = fetch(n).await.into_enum::<App>()?;
        if n == 2 { Err(App::Other) } else { Ok(n) }
    }
    let app = |n| success_result_of(run::<_, (), _>(async move { Ok(app(n).await) }));
    assert_eq!(app(0), Err(App::Busy));
    assert_eq!(app(1), Err(App::Gone(7)));
    assert_eq!(app(2), Err(App::Other));
    assert_eq!(app(3), Ok(3));
}

#[test]
fn a_handler_makes_the_enum() {
    let d: Deferred<u32, (App,)> = chain! { fetch(1); catch Gone | Busy => |e| Err(e.into_enum::<App>()) };
    assert_eq!(failure_result_of(d).only(), App::Gone(7));
    let d: Deferred<u32, (App,)> = chain! { fail(Busy); catch |failure| Err(failure.into_enum::<App>()) };
    assert_eq!(failure_result_of(d).only(), App::Busy);
}

#[test]
fn a_smaller_set_goes_through_a_question_mark() {
    async fn larger(n: u32) -> Outcome<u32, (String, Busy, Gone)> {
        Ok(fetch(n).await.widen()? + 1)
    }
    let d: Deferred<u32, (String, Busy, Gone)> = run(larger(1));
    assert!(failure_result_of(d).is::<Gone>());
    fn also(outcome: Result<u32, OneOf<(Busy,)>>) -> Result<u32, OneOf<(Gone, Busy)>> {
        Ok(outcome.widen()? + 1)
    }
    assert!(also(Err(OneOf::new(Busy))).unwrap_err().is::<Busy>());
}

impl Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("busy")
    }
}

impl Error for Busy {}

#[test]
fn the_source_of_a_failure_is_the_error_itself() {
    let failure = Failure::<(Busy,)>::new(Busy);
    assert!(failure.source().is_some_and(|source| source.is::<Busy>()));
    let boxed: Box<dyn Error> = Box::new(failure);
    assert!(boxed.source().is_some_and(|source| source.is::<Busy>()));
    let one: OneOf<(Busy, fmt::Error)> = OneOf::new(fmt::Error);
    assert!(one.source().is_some_and(|source| source.is::<fmt::Error>()));
}

#[test]
fn a_boxed_error_is_made_of_the_error_itself() {
    type BoxError = Box<dyn Error + Send + Sync>;
    let failure = Failure::<(fmt::Error, Busy)>::new(Busy);
    assert!(failure.into_enum::<BoxError>().is::<Busy>());
}
