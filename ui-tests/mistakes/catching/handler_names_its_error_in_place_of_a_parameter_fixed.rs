//! `handler_names_its_error_in_place_of_a_parameter`, mended: the type stands behind the pattern.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct NotText;

fn fetch(url: &str) -> Deferred<String, (NotText,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { fetch("/index"); catch |_: NotText| String::new(), then |page| println!("{page}") }.detach();
}
