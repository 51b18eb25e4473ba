//! `enum_without_one_of_the_errors`, mended: there is a variant for each.

use deferred::OneOf;
use std::io;

#[derive(Debug)]
struct Gone;

#[derive(Debug)]
enum App {
    Io(io::ErrorKind),
    Gone,
}

impl From<io::ErrorKind> for App {
    fn from(kind: io::ErrorKind) -> Self {
        App::Io(kind)
    }
}

impl From<Gone> for App {
    fn from(_: Gone) -> Self {
        App::Gone
    }
}

fn main() {
    let error: OneOf<(io::ErrorKind, Gone)> = OneOf::new(Gone);
    assert!(matches!(error.into_enum::<App>(), App::Gone));
    let error: OneOf<(io::ErrorKind, Gone)> = OneOf::new(io::ErrorKind::NotFound);
    assert!(matches!(error.into_enum::<App>(), App::Io(io::ErrorKind::NotFound)));
}
