use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        for String raises Timeout;
        then |page| page.len(),
        catch |_: Timeout| 0,
    };
    page(fetch("/index")).detach();
}
