//! `variant_of_an_error`, mended: the handler passes on what is not meant.

use deferred::{Deferred, chain};
use std::io::ErrorKind;

fn read() -> Deferred<String, (ErrorKind,)> {
    Deferred::succeed("text".to_owned())
}

fn main() {
    let text = chain! {
        read();
        catch |kind: ErrorKind| if kind == ErrorKind::NotFound { Ok(String::new()) } else { Err(kind) },
    };
    text.catch_all(|_| String::new()).detach();
}
