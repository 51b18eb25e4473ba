//! `#[railway]` draws, and changes nothing else about the function.

use deferred::{Deferred, chain, drawn, railway, succeed, testing::success_result_of, threads};
use std::{num::ParseIntError, string::FromUtf8Error};

#[derive(Debug)]
struct Gone;
#[derive(Debug)]
struct Timeout;

/// What is there, doubled.
#[railway]
#[must_use]
const fn untouched<T: Copy>(value: T) -> T {
    // The chain is in a function inside, which is never called.
    #[allow(dead_code)]
    fn inside() -> Deferred<u8> {
        chain! { Deferred::<u8>::succeed(1); then |n| n }
    }
    value
}

struct Site;

impl Site {
    /// A method.
    #[railway]
    pub(crate) fn doubled(&self, page: Deferred<u32, (Gone,)>) -> Deferred<u32> {
        chain! { page; then |n| n * 2, catch |_: Gone| 0 }
    }
}

#[test]
fn a_function_with_a_picture_does_what_it_did() {
    const SEVEN: u8 = untouched(7);
    assert_eq!(SEVEN, 7);
    assert_eq!(success_result_of(Site.doubled(Deferred::succeed(4))), 8);
    assert_eq!(success_result_of(Site.doubled(Deferred::fail(Gone))), 0);
}

#[test]
fn a_pipeline_carries_its_stations_with_the_types_behind_each() {
    let (length, railway) = drawn! {
        for Vec<u8> raises Timeout;
        then String::from_utf8,
        catch |_: FromUtf8Error| String::new(),
        then |text| text.len(),
        catch |_: Timeout| 0,
    };
    let expected = "\
Vec<u8> raises Timeout  Vec<u8>, or Timeout
then String::from_utf8  String, or Timeout | FromUtf8Error
catch FromUtf8Error     String, or Timeout
then text.len()         usize, or Timeout
catch Timeout           usize
";
    assert_eq!(railway.to_string(), expected);
    let stations: Vec<_> = railway.stations().map(|station| (station.stage(), station.what())).collect();
    assert_eq!(stations[1..3], [("then", "String::from_utf8"), ("catch", "FromUtf8Error")]);
    assert_eq!(success_result_of(length(Deferred::fail(Timeout))), 0);
    // The documentation of `drawn!` shows this picture of this pipeline.
    let shown = "src/drawn.html";
    if std::env::var_os("DRAW").is_some() {
        std::fs::write(shown, railway.picture() + "\n").expect("it can be written");
    }
    let kept = std::fs::read_to_string(shown).unwrap_or_default();
    assert!(
        kept.trim_end() == railway.picture(),
        "draw it again: DRAW=1 cargo test -p deferred --test railway"
    );
}

#[test]
fn what_is_drawn_of_a_chain_is_what_its_types_say() {
    // By its words alone either callback may fail; by its types, only the second does.
    let (number, railway) = drawn! {
        succeed("4");
        then |text| text.trim(),
        then |text| text.parse::<u8>(),
        catch |_: ParseIntError| 0,
    };
    let errors: Vec<Vec<&str>> = railway.stations().map(|station| station.errors().collect()).collect();
    assert_eq!(errors, [vec![], vec![], vec!["ParseIntError"], vec![]]);
    let picture = railway.picture();
    let switches = picture.matches("stroke-dasharray").count();
    let ends = picture.matches("h20").count();
    assert_eq!((switches, ends), (1, 1), "{picture}");
    assert!(picture.contains("opacity=\".7\">u8, or ParseIntError</text>"), "{picture}");
    assert_eq!(success_result_of(number), 4);
}

#[test]
fn what_crosses_threads_is_drawn_as_well() {
    let (d, railway) = drawn! { threads::succeed(1); then |n| n + 1 };
    assert_eq!(railway.stations().last().map(|station| station.value().to_owned()).as_deref(), Some("i32"));
    std::thread::spawn(move || assert_eq!(success_result_of(d), 2)).join().expect("it goes there");
}
