//! `handed_to_who_takes_no_errors`, mended: the error is handled before the page is handed over.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn show_when_there(page: Deferred<String>) {
    chain! { page; then |page| println!("{page}") }.detach();
}

fn main() {
    let page = chain! { fetch("/index"); catch |_: Timeout| String::from("too late") };
    show_when_there(page);
}
