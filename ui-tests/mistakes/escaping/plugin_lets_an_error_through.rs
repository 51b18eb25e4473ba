// Code: E-plugin-lets-an-error-through
// Words: rustc's own (E0308)
//! A plug-in for a host whose trait demands that no error escapes, and one does.
//!
//! In Twisted the host wraps each plug-in, logs what comes out of it, and shows something else in
//! its place; whoever wrote the plug-in learns of that from a user.
//!
//! Here the host's trait says `Deferred<String>`, and the plug-in's author learns it before anybody
//! else: the message is at the last stage of the method, and the note names the error that is left.
//!
//! The fix: catch it, with what the plug-in shows in that case.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Offline;

#[derive(Debug)]
struct NotFound;

struct Host;

impl Host {
    fn fetch(&self, url: &str) -> Deferred<String, (Offline, NotFound)> {
        Deferred::succeed(format!("page at {url}"))
    }
}

trait Plugin {
    fn answer(&self, host: &Host, request: &str) -> Deferred<String>;
}

struct Pages;

impl Plugin for Pages {
    fn answer(&self, host: &Host, request: &str) -> Deferred<String> {
        chain! {
            host.fetch(request);
            catch |_: NotFound| "there is no such page".to_owned(),
        }
    }
}

fn main() {
    Pages.answer(&Host, "/index").detach();
}
