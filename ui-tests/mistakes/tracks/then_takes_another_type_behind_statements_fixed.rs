//! `then_takes_another_type_behind_statements`, mended: the closure takes the page.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then {
            let most = "a long page".len();
            move |page: String| page.len().min(most)
        },
    };
    length.detach();
}
