//! `render` takes a `Theme` as well.
//!
//! Has to name: Theme
//! The mistake: then «render(_)»

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Deferred<Page, (Offline, Malformed)> {
    Deferred::fail(Offline)
}

struct Theme;

fn render(page: Page, _: Theme) -> String {
    page.0.to_uppercase()
}

fn made() -> Deferred<String, (Offline, Malformed)> {
    chain! { read(); then render(_) }
}

fn main() {
    chain! { made(); then |made| println!("{made}"), catch |_| () }.detach();
}
