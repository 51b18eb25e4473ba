//! `match_error!`: an arm for each error of a set, in any order.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, Outcome, chain, fail, match_error};
use std::collections::HashMap;
use std::io;

#[derive(Debug, PartialEq)]
struct Missing;
#[derive(Debug, PartialEq)]
struct Status(u16);
#[derive(Debug, PartialEq)]
struct Bad {
    line: usize,
    column: usize,
}

type All = (io::Error, Missing, Status, Bad);

fn describe(error: OneOf<All>) -> String {
    match_error! { error;
        Bad { line, .. } => format!("line {line}"),
        Status(code) => format!("status {code}"),
        e: io::Error => {
            let kind = e.kind();
            format!("{kind}")
        }
        Missing => "missing".into(),
    }
}

#[test]
fn each_error_has_its_arm_in_whatever_order() {
    assert_eq!(describe(OneOf::new(Missing)), "missing");
    assert_eq!(describe(OneOf::new(Status(404))), "status 404");
    assert_eq!(describe(OneOf::new(Bad { line: 7, column: 1 })), "line 7");
    assert_eq!(describe(OneOf::new(io::Error::from(io::ErrorKind::NotFound))), "entity not found");
}

#[test]
fn a_failure_is_matched_as_its_error_is() {
    let failure = failure_result_of(fail::<(), _>(Status(500)));
    let code = match_error! { failure; Status(code) => code };
    assert_eq!(code, 500);
}

#[test]
fn an_outcome_has_an_arm_for_its_value() {
    fn length(outcome: Outcome<&str, (Missing, Status)>) -> usize {
        match_error! { outcome;
            Missing => 0,
            Ok(page) => page.len(),
            Status(code) => code.into(),
        }
    }
    assert_eq!(length(Ok("four")), 4);
    assert_eq!(length(Err(Failure::new(Missing))), 0);
    assert_eq!(length(Err(Failure::new(Status(404)))), 404);
}

#[test]
fn a_result_with_one_of_several_errors_does_too() {
    let result: Result<u8, OneOf<(Missing, Status)>> = Err(OneOf::new(Missing));
    assert_eq!(match_error! { result; Ok(n) => n, _: Status => 1, Missing => 2 }, 2);
}

#[test]
fn several_errors_share_an_arm() {
    fn short(error: OneOf<All>) -> &'static str {
        match_error! { error;
            Missing | Status => "not there",
            e: io::Error | Bad => match_error! { e; _: io::Error => "unreadable", Bad { column, .. } => if column == 1 { "at the start" } else { "bad" } },
        }
    }
    assert_eq!(short(OneOf::new(Status(404))), "not there");
    assert_eq!(short(OneOf::new(Missing)), "not there");
    assert_eq!(short(OneOf::new(Bad { line: 1, column: 1 })), "at the start");
}

#[test]
fn an_arm_is_no_closure() {
    fn code(error: OneOf<(Missing, Status)>) -> Result<u16, &'static str> {
        let code = match_error! { error;
            Missing => return Err("missing"),
            Status(code) => u16::checked_add(code, 1).ok_or("too large")?,
        };
        Ok(code)
    }
    assert_eq!(code(OneOf::new(Missing)), Err("missing"));
    assert_eq!(code(OneOf::new(Status(1))), Ok(2));
    assert_eq!(code(OneOf::new(Status(u16::MAX))), Err("too large"));
}

#[test]
fn commas_in_bodies_and_types_end_no_arm() {
    type Table = HashMap<u8, Vec<u8>>;
    fn size(error: OneOf<(Table, Missing, Option<Vec<(u8, u8)>>)>) -> usize {
        match_error! { error;
            Missing => HashMap::<u8, u8>::new().len() + Vec::<Result<u8, u8>>::new().len(),
            table: HashMap<u8, Vec<u8>> => table.len(),
            pairs: Option<Vec<(u8, u8)>> => pairs.map_or(0, |pairs| pairs.len())
        }
    }
    assert_eq!(size(OneOf::new(Missing)), 0);
    assert_eq!(size(OneOf::new(HashMap::from([(1_u8, vec![1_u8])]))), 1);
    assert_eq!(size(OneOf::new(Some(vec![(1_u8, 2_u8)]))), 1);
}

#[test]
fn what_cannot_be_an_error_at_all_has_no_arms() {
    fn never(outcome: Outcome<u8>) -> u8 {
        match_error! { outcome; Ok(n) => n }
    }
    assert_eq!(never(Ok(1)), 1);
}

#[test]
fn a_match_stands_in_a_chain_and_a_chain_in_a_match() {
    let d: Deferred<u16> = chain! {
        Deferred::<u16, (Missing, Status)>::fail(Status(500));
        catch |failure| match_error! { failure;
            Missing => Deferred::succeed(404),
            Status(code) => chain! { Deferred::<u16>::succeed(code); then |n| n + 1 },
        },
    };
    assert_eq!(success_result_of(d), 501);
}

#[test]
fn a_path_names_a_type_of_another_module() {
    mod far {
        #[derive(Debug)]
        pub struct Away<T>(pub T);
    }
    let error: OneOf<(far::Away<u8>, Missing)> = OneOf::new(far::Away(3_u8));
    assert_eq!(match_error! { error; far::Away::<u8>(n) => n, self::Missing => 0 }, 3);
}
