//! C callbacks: files by libuv, with a resolver as `user_data`, codes that become types, cancels that may come too late, and a callback
//! that never comes.
//!
//! ```sh
//! cargo run -- Cargo.toml no-such-file .
//! ```

mod event_loop;
#[cfg(test)]
mod explored;
mod files;
mod handle;
mod request;
mod uv;

use deferred::{
    Abandoned, CancelHandle, Cancelled, Deferred, Failure, TimedOut, chain, list, testing::success_result_of,
};
use event_loop::Loop;
use files::{Changed, Folder, Missing, Read};
use request::Code;
use std::rc::Rc;
use std::time::Duration;

/// How long a file is. Whatever goes wrong is said as well.
fn describe(path: String, read: Read) -> Deferred<String> {
    chain! {
        read;
        then |bytes| format!("{} bytes", bytes.len()),
        catch |_: Missing| "not there".to_owned(),
        catch |_: Folder| "a folder".to_owned(),
        catch |Code(code): Code| format!("code {code}"),
        catch |_: Cancelled| "not wanted".to_owned(),
        then move |what| format!("{path}: {what}"),
    }
}

/// Asks for a file many times at once, and then for none of it: what has begun goes on to its end, the rest does not begin.
fn cancel_many(uv: &Rc<Loop>, path: &str) -> Deferred<String> {
    const MANY: usize = 64;
    let reads: Vec<_> = (0..MANY).map(|_| uv.read(path)).collect();
    let all: CancelHandle = reads.iter().map(|read| read.cancel_handle()).collect();
    let ended = list(reads);
    all.cancel();
    chain! {
        ended;
        then |outcomes| {
            let is_cancelled = |failure: &Failure<_>| failure.is::<Cancelled>();
            let cancelled = outcomes.iter().filter(|outcome| outcome.as_ref().is_err_and(is_cancelled)).count();
            let read = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            if cancelled + read == MANY { "each was read or cancelled".to_owned() } else { format!("{outcomes:?}") }
        },
    }
}

/// Waits for somebody to change the file, but not for long.
fn wait_a_little(uv: &Rc<Loop>, changed: Changed) -> Deferred<&'static str> {
    chain! {
        changed;
        timeout(uv, Duration::from_millis(20)),
        then |()| "somebody changed it",
        catch |_: TimedOut| "nobody changed it in time",
        catch Code | Cancelled | Abandoned => |_| "it cannot be watched",
    }
}

/// Waits for the same, however long it takes.
fn wait(changed: Changed) -> Deferred<&'static str> {
    chain! {
        changed;
        then |()| "somebody changed it",
        catch |_: Abandoned| "nobody will say whether it changes",
        catch Code | Cancelled => |_| "it cannot be watched",
    }
}

fn main() {
    let uv = Loop::new();
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let Some(first) = paths.first().cloned() else { return eprintln!("usage: c_callbacks FILE..") };
    for path in paths {
        let read = uv.read(&path);
        describe(path, read).map(|line| println!("{line}")).detach();
    }
    uv.run();
    let cancelled = cancel_many(&uv, &first);
    let in_time = wait_a_little(&uv, uv.changed(&first));
    uv.run();
    println!("{}", success_result_of(cancelled));
    println!("{}", success_result_of(in_time));
    let at_all = wait(uv.changed(&first));
    drop(uv);
    println!("{}", success_result_of(at_all));
}
