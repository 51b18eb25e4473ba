use deferred::{Deferred, gather};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pages = gather(["/a", "/b"].map(fetch));
    pages.map(|pages| println!("{} pages", pages.len())).detach();
    fetch("/c").detach();
}
