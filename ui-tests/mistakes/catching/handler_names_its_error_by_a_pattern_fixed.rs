//! `handler_names_its_error_by_a_pattern`, mended: the type stands behind the pattern.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct NotText(String);

fn fetch(url: &str) -> Deferred<String, (NotText,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { fetch("/index"); catch |NotText(text): NotText| text, then |page| println!("{page}") }.detach();
}
