//! `report_asked_for_what_is_no_std_error`, mended: what is none is asked for by its type.

use deferred::unhandled;

#[derive(Debug)]
struct Busy;

fn main() {
    unhandled::set_hook(|report| {
        if let Some(error) = report.as_error::<(std::fmt::Error,)>() {
            eprintln!("{error}");
        } else if let Some(Busy) = report.check() {
            eprintln!("busy");
        }
    });
}
