use deferred::{Deferred, join};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn count(text: &str) -> Deferred<usize> {
    Deferred::succeed(text.len())
}

fn main() {
    let both = join!(fetch("/a"), count("four"));
    both.map(|_| println!("both are here")).detach();
}
