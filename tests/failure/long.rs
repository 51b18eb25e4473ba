//! A chain of causes is as long as the program makes it: each of these runs on 256 KiB.

use crate::{A, B, causes};
use deferred::testing::failure_result_of;
use deferred::{Deferred, Failure, chain, fail, unhandled};

const LENGTH: u32 = 100_000;
const STACK: usize = 256 * 1024;

/// Runs `test` on a small stack.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

/// A failure that replaced one that replaced one, and so on.
fn failing() -> Deferred<(), (A,)> {
    let mut d = fail::<(), _>(A(0));
    for _ in 0..LENGTH / 2 {
        d = chain! { d; catch |A(n): A| Err(B(n + 1)), catch |B(n): B| Err(A(n + 1)) };
    }
    d
}

#[test]
fn all_causes_are_there() {
    on_a_small_stack(|| {
        let failure = failure_result_of(failing());
        assert_eq!(failure.check::<A>(), Some(&A(LENGTH)));
        assert_eq!(causes(&failure).len(), LENGTH as usize);
    });
}

#[test]
fn it_is_dropped_in_hand_and_in_flight() {
    on_a_small_stack(|| {
        drop(failure_result_of(failing()));
        let watch = unhandled::watch();
        drop(failing());
        assert_eq!(watch.finish().len(), 1);
    });
}

#[test]
fn it_prints_the_first_causes_only() {
    on_a_small_stack(|| {
        let failure = failure_result_of(failing());
        let printed = format!("{failure:#?}");
        assert_eq!(printed.matches("\n  replaced ").count(), 9);
        assert!(printed.contains("\n  replaced earlier ones"), "{printed}");
        assert!(!format!("{failure:?}").contains('\n'));
    });
}

#[test]
fn it_is_trapped_widened_and_handled() {
    on_a_small_stack(|| {
        let wide: Failure<(B, A)> = failure_result_of(failing()).widen();
        let narrow = wide.trap::<B, _>().expect_err("it is an A");
        assert_eq!(narrow.only(), A(LENGTH));
        chain! { failing(); catch |_: A| () }.detach();
    });
}

#[test]
fn suppressed_ones_are_as_many_as_they_like() {
    on_a_small_stack(|| {
        let mut d = fail::<(), _>(A(0));
        for _ in 0..LENGTH {
            d = chain! { d; finally || Err(A(1)) };
        }
        let failure = failure_result_of(d);
        assert_eq!(failure.suppressed().len(), LENGTH as usize);
        assert_eq!(format!("{failure:#?}").matches("\n  suppressed ").count(), LENGTH as usize);
    });
}

#[test]
fn suppressed_ones_are_as_deep_as_they_like() {
    on_a_small_stack(|| {
        let mut failure: Failure<(A,)> = Failure::new(A(0));
        for n in 0..LENGTH {
            failure = failure_result_of(chain! { fail::<(), _>(A(n)); finally move || Err(failure) });
        }
        assert_eq!(failure.suppressed().len(), 1);
        assert_eq!(format!("{failure:#?}").matches("\n  suppressed ").count(), 1);
    });
}
