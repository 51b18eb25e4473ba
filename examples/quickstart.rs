//! Counts the lines, words and bytes of files (of the README, if it is given none). Where it cannot, it says
//! what went wrong, and where.
//!
//! ```sh
//! cargo run --example quickstart -- PATH...
//! ```

use deferred::{Deferred, OneOf, chain, list};
use std::{env, io, path::PathBuf, process::ExitCode, str::Utf8Error, string::FromUtf8Error};
use tokio::task::{LocalSet, spawn_local};

#[derive(Debug)]
struct Missing;
#[derive(Debug)]
struct Unreadable(io::ErrorKind);
#[derive(Debug)]
struct NotText(Utf8Error);

/// Counts one file. The signature says all that can go wrong, and the compiler holds it to that.
fn count(path: PathBuf) -> Deferred<[usize; 3], (Missing, Unreadable, NotText)> {
    chain! {
        read(path);                                              // bytes, later, or an io::Error;
        catch |e: io::Error| Err(no_bytes(e.kind())),            // that becomes Missing or Unreadable
        then String::from_utf8,                                  // text, or a FromUtf8Error;
        catch |e: FromUtf8Error| Err(NotText(e.utf8_error())),   // that becomes NotText
        then |text| [text.lines().count(), text.split_whitespace().count(), text.len()],
        raises Missing | Unreadable | NotText,                   // and nothing else is left
    }
}

/// Reads a file in a task of its own, so that the loop goes on with the others.
fn read(path: PathBuf) -> Deferred<Vec<u8>, (io::Error,)> {
    let (resolver, bytes) = Deferred::pending();
    spawn_local(async move { resolver.resolve_with(tokio::fs::read(path).await) });
    bytes
}

fn no_bytes(kind: io::ErrorKind) -> OneOf<(Missing, Unreadable)> {
    match kind {
        io::ErrorKind::NotFound => OneOf::new(Missing),
        _ => OneOf::new(Unreadable(kind)),
    }
}

fn describe(error: OneOf<(Missing, Unreadable, NotText)>) -> String {
    match error.trap::<Missing, _>() {
        Ok(Missing) => "no such file".into(),
        Err(rest) => match rest.trap::<Unreadable, _>() {
            Ok(Unreadable(kind)) => format!("cannot be read: {kind}"),
            Err(rest) => format!("not UTF-8 from byte {} on", rest.only().0.valid_up_to()),
        },
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
