//! `two_lists_of_errors_in_one_list`, mended: both members are of the larger set.

use deferred::{Deferred, chain, list};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn find(name: &str) -> Deferred<String, (NotFound,)> {
    Deferred::succeed(name.to_owned())
}

fn main() {
    let page = chain! { fetch("/index"); raises at most Timeout | NotFound };
    let name = chain! { find("index"); raises at most Timeout | NotFound };
    let both = list([page, name]);
    both.detach();
}
