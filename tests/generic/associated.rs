//! Inside `impl` blocks and traits: `Self` and associated types.

use crate::A;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain, succeed};
use std::fmt::Debug;

#[derive(Debug, PartialEq, Clone)]
struct Account<T> {
    base: T,
}

impl<T: Clone + Debug + 'static> Account<T> {
    const STEP: u8 = 3;

    fn open(&self) -> Deferred<Self, (A,)> {
        let base = self.base.clone();
        chain! {
            succeed(base);
            then |base| Self { base },
            then Self::checked,
            inspect |account: &Self| drop(account.base.clone()),
        }
    }

    fn checked(self) -> Result<Self, A> {
        if format!("{:?}", self.base).is_empty() { Err(A(0)) } else { Ok(self) }
    }

    fn add(self, n: u8) -> u8 {
        drop(self);
        n + Self::STEP
    }

    fn added(self, n: u8) -> Deferred<u8> {
        chain! { succeed(n); then self.add(_), then |n| n + Self::STEP }
    }

    fn thrown(self) -> Deferred<u8, (Self,)> {
        chain! { Err::<u8, _>(self); then |n| n }
    }

    fn caught(self) -> Deferred<T> {
        chain! { Err::<T, _>(self); catch |account: Self| account.base }
    }

    fn caught_by_name(self) -> Deferred<T> {
        chain! { Err::<T, _>(self); catch Self => |Self { base }| base }
    }

    fn stated(d: Deferred<u8, (Self, A)>) -> Deferred<u8, (A, Self)> {
        chain! { d; raises A | Self }
    }

    fn pipeline() -> impl FnOnce(Deferred<u8, (Self, A)>) -> Deferred<u8, (A,)> {
        chain! { for u8 raises Self | A; catch |_: Self| Self::STEP }
    }
}

trait Job: Sized + 'static {
    type Value: Default + 'static;
    type Error: Debug + 'static;

    fn run(self) -> Result<Self::Value, Self::Error>;

    fn started(self) -> Deferred<Self::Value, (Self::Error,)> {
        chain! { succeed(self); then Self::run, then |value| value }
    }

    fn finished(self) -> Deferred<Self::Value> {
        chain! { succeed(self); then |job| job.run(), catch |_: Self::Error| Self::Value::default() }
    }
}

impl Job for u8 {
    type Value = String;
    type Error = A;

    fn run(self) -> Result<String, A> {
        if self > 9 { Err(A(self)) } else { Ok(self.to_string()) }
    }
}

#[test]
fn methods_and_constants_of_self() {
    let account = Account { base: "x" };
    assert_eq!(success_result_of(account.open()), account);
    assert_eq!(success_result_of(account.added(1)), 7);
}

#[test]
fn self_as_an_error() {
    let account = Account { base: "x" };
    assert_eq!(failure_result_of(account.clone().thrown()).only(), account);
    assert_eq!(success_result_of(account.clone().caught()), "x");
    assert_eq!(success_result_of(account.clone().caught_by_name()), "x");
    let failure = failure_result_of(Account::stated(Deferred::fail(account.clone())));
    assert_eq!(failure.trap::<Account<&str>, _>().expect("the second"), account);
    assert_eq!(success_result_of(Account::pipeline()(Deferred::fail(account))), 3);
}

#[test]
fn associated_types_as_values_and_errors() {
    assert_eq!(success_result_of(4_u8.started()), "4");
    assert_eq!(failure_result_of(40_u8.started()).only(), A(40));
    assert_eq!(success_result_of(40_u8.finished()), "");
}
