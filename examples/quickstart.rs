//! Counts the lines, words and bytes of files (of the README, if it is given none). Where it cannot, it says
//! what went wrong, and where.
//!
//! ```sh
//! cargo run --example quickstart -- PATH...
//! ```

use deferred::{Deferred, OneOf, chain, list, match_error};
use std::{env, io, path::PathBuf, process::ExitCode, string::FromUtf8Error};
use tokio::task::{LocalSet, spawn_local};

#[derive(Debug)]
pub(crate) struct Missing;
#[derive(Debug)]
pub(crate) struct Unreadable(io::ErrorKind);
#[derive(Debug)]
pub(crate) struct NotText(FromUtf8Error);

/// How many lines, words and bytes there are.
pub(crate) type Counts = [usize; 3];

/// Counts one file. The signature says all that can go wrong, and the compiler holds it to that.
pub(crate) fn count(path: PathBuf) -> Deferred<Counts, (Missing, Unreadable, NotText)> {
    chain! {
        read(path);
        catch |e: io::Error| Err(no_bytes(e)),
        then String::from_utf8,
        catch |e: FromUtf8Error| Err(NotText(e)),
        then |text| counts(&text),
        raises Missing | Unreadable | NotText,
    }
}

/// Reads a file in a task of its own, so that the loop goes on with the others.
fn read(path: PathBuf) -> Deferred<Vec<u8>, (io::Error,)> {
    let (resolver, bytes) = Deferred::pending();
    spawn_local(async move { resolver.resolve_with(tokio::fs::read(path).await) });
    bytes
}

/// What is wrong with a file of which there are no bytes.
fn no_bytes(error: io::Error) -> OneOf<(Missing, Unreadable)> {
    match error.kind() {
        io::ErrorKind::NotFound => OneOf::new(Missing),
        kind => OneOf::new(Unreadable(kind)),
    }
}

fn counts(text: &str) -> Counts {
    [text.lines().count(), text.split_whitespace().count(), text.len()]
}

pub(crate) fn describe(error: OneOf<(Missing, Unreadable, NotText)>) -> String {
    match_error! { error;
        Missing => "no such file".into(),
        Unreadable(kind) => format!("cannot be read: {kind}"),
        NotText(why) => format!("not UTF-8 from byte {} on", why.utf8_error().valid_up_to()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut paths: Vec<_> = env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md").into());
    }
    let all = async { list(paths.iter().cloned().map(count)).await };
    let Ok(outcomes) = LocalSet::new().run_until(all).await;

    let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    println!("{:width$} {:>8} {:>8} {:>8}", "path", "lines", "words", "bytes");
    let mut status = ExitCode::SUCCESS;
    for (name, outcome) in names.iter().zip(outcomes) {
        match outcome {
            Ok([lines, words, bytes]) => println!("{name:width$} {lines:>8} {words:>8} {bytes:>8}"),
            Err(failure) => {
                let site = failure.raised();
                println!("{name:width$} {}; {site}", describe(failure.into_error()));
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}
