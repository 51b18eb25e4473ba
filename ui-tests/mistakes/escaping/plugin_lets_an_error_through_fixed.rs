//! `plugin_lets_an_error_through`, mended: the plug-in says something in that case, too.

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
            catch |_: Offline| "you are offline".to_owned(),
        }
    }
}

fn main() {
    Pages.answer(&Host, "/index").detach();
}
