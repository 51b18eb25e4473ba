//! `parameter_not_known_to_be_an_error`, mended: the error is known to be `Debug`.

use deferred::{Deferred, chain, testing::success_result_of};
use std::fmt::Debug;
use std::str::FromStr;

fn parsed<T: FromStr>(text: Deferred<String>) -> Deferred<T, (T::Err,)>
where
    T::Err: Debug,
{
    chain! { text; then |text| text.parse::<T>() }
}

fn main() {
    assert_eq!(success_result_of(parsed::<u32>(deferred::succeed("12".to_owned()))), 12);
}
