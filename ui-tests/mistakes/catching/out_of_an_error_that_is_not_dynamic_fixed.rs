//! `out_of_an_error_that_is_not_dynamic`, mended: it is taken out of what is in flight.

use deferred::{Deferred, Downcast, fail, testing::success_result_of};
use std::error::Error;
use std::num::ParseIntError;

type Dynamic = Box<dyn Error + Send + Sync>;

struct Handlers {
    not_a_number: fn(Downcast<ParseIntError>) -> u32,
}

fn main() {
    let handlers = Handlers { not_a_number: |_| 0 };
    let error = Dynamic::from("twelve".parse::<u32>().unwrap_err());
    let d: Deferred<u32, (Dynamic,)> = fail(error);
    let d = d.catch(handlers.not_a_number).catch(|_: Dynamic| 1);
    assert_eq!(success_result_of(d), 0);
}
