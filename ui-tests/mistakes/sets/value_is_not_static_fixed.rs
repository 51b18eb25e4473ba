//! `value_is_not_static`, mended: the value is owned.

use deferred::{Deferred, succeed};

fn first_line(page: &str) -> Deferred<String> {
    succeed(page.lines().next().unwrap_or_default().to_owned())
}

fn main() {
    let page = String::from("a page");
    first_line(&page).detach();
}
