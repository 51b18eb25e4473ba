use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| if cfg!(test) { page.to_uppercase() } else { page },
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
