//! What a function is about to return is lost where one of its variables panics as it goes (rust-lang/rust#47949). So what is left over goes
//! before the result is on its way: then the result is dropped in order, and a failure in flight is reported.

#![forbid(unsafe_code)]

use deferred::{
    Cancelled, Carries, Clock, Failure, Flavour, Retry, Timer, fold, iterate, retry, run, threads, unhandled,
};
use std::fmt::{self, Display};
use std::ops::ControlFlow::Break;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

/// Panics when it is dropped, unless that would end the process.
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            resume_unwind(Box::new("trap"));
        }
    }
}

/// A note that panics when it is dropped.
struct Noted(#[allow(dead_code, reason = "it is there to be dropped")] Trap);

impl Display for Noted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("noted")
    }
}

/// Something whose copies are counted.
struct Token(Arc<()>);

impl Token {
    fn new() -> Self {
        Token(Arc::new(()))
    }

    fn copy(&self) -> Arc<()> {
        self.0.clone()
    }

    /// Whether no copy is left anywhere.
    fn is_alone(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

/// A clock on which no time passes.
struct Still;

impl<Thread: Flavour + Carries<fn()>> Clock<Thread> for Still {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn call_later(&self, _: Duration, _: Thread::Call) -> Timer<Thread> {
        Timer::new((|| ()) as fn())
    }
}

/// Whether `f` panics. What it says is not printed.
fn panics(f: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(f)).is_err()
}

/// The same of either flavour.
macro_rules! in_both_flavours {
    ($(#[test] fn $name:ident() $body:block)+) => {
        mod here {
            use super::*;
            use deferred::{Deferred, Resolver, fail, succeed};

            fn pending<T: 'static, R: deferred::ErrorSet>() -> (Resolver<T, R>, Deferred<T, R>) {
                Deferred::pending()
            }

            $(#[test] fn $name() $body)+
        }

        mod anywhere {
            use super::*;
            use deferred::threads::{Deferred, fail, pending, succeed};


            $(#[test] fn $name() $body)+
        }
    };
}

in_both_flavours! {
    #[test]
    fn what_comes_past_a_note_is_not_lost() {
        let token = Token::new();
        let copy = token.copy();
        assert!(panics(|| drop(succeed(copy).context(Noted(Trap)))));
        let copy = token.copy();
        assert!(panics(|| drop(fail::<(), _>(copy).context(Noted(Trap)))));
        assert!(token.is_alone());
    }

    #[test]
    fn a_failure_that_is_noted_on_is_not_lost() {
        let token = Token::new();
        let failure = Failure::<(Arc<()>,)>::new(token.copy());
        assert!(panics(|| drop(failure.context(Noted(Trap)))));
        assert!(token.is_alone());
    }

    #[test]
    fn what_an_iteration_comes_to_at_once_is_not_lost() {
        let (token, trap) = (Token::new(), Trap);
        let copy = token.copy();
        assert!(panics(|| {
            let mut copy = Some(copy);
            drop(iterate((), move |()| {
                let _captured = &trap;
                succeed(Break(copy.take().unwrap())).raises_at_most::<(), _>()
            }));
        }));
        assert!(token.is_alone());
    }

    #[test]
    fn what_an_iteration_comes_to_later_is_not_lost() {
        let (token, trap) = (Token::new(), Trap);
        let (resolver, waits) = pending::<Arc<()>, ()>();
        let mut waits = Some(waits);
        let d = iterate((), move |()| {
            let _captured = &trap;
            waits.take().unwrap().map(Break::<_, ()>)
        });
        let copy = token.copy();
        assert!(panics(|| resolver.succeed(copy)));
        drop(d);
        assert!(token.is_alone());
    }

    #[test]
    fn a_failure_that_ends_an_iteration_is_reported_if_it_cannot_arrive() {
        let watch = unhandled::watch();
        let trap = Trap;
        assert!(panics(|| drop(iterate((), move |()| {
            let _captured = &trap;
            let failed: Deferred<std::ops::ControlFlow<u8>, (&str,)> = fail("why");
            failed
        }))));
        assert_eq!(watch.finish().len(), 1);
    }

    #[test]
    fn what_a_fold_comes_to_is_not_lost() {
        let (token, trap) = (Token::new(), Trap);
        let copy = token.copy();
        assert!(panics(|| drop(fold([0], copy, move |copy, _| {
            let _captured = &trap;
            succeed(copy).raises_at_most::<(), _>()
        }))));
        assert!(token.is_alone());
    }

    #[test]
    fn what_an_attempt_comes_to_is_not_lost() {
        let (token, trap) = (Token::new(), Trap);
        let copy = token.copy();
        assert!(panics(|| {
            let mut copy = Some(copy);
            let d: Deferred<Arc<()>, (Cancelled,)> = retry(
                move |_, _| {
                    let _captured = &trap;
                    Retry::Now
                },
                move || succeed(copy.take().unwrap()).raises_at_most(),
            );
            drop(d);
        }));
        assert!(token.is_alone());
    }

    #[test]
    fn the_failure_of_the_last_attempt_is_reported_if_it_cannot_arrive() {
        let watch = unhandled::watch();
        let trap = Trap;
        assert!(panics(|| {
            let d: Deferred<u8, (&str, Cancelled)> = retry(
                move |_, _| {
                    let _captured = &trap;
                    Retry::Stop
                },
                || fail("why").raises_at_most(),
            );
            drop(d);
        }));
        assert_eq!(watch.finish().len(), 1);
    }

    #[test]
    fn what_one_of_two_callbacks_gives_is_not_lost_with_the_other() {
        let (token, trap) = (Token::new(), Trap);
        let copy = token.copy();
        assert!(panics(|| {
            let d: Deferred<u8, (u8,)> = succeed(1).raises_at_most();
            let d: Deferred<Arc<()>> = d.then_else(move |_| succeed(copy), move |_| {
                let _captured = &trap;
                unreachable!()
            });
            drop(d);
        }));
        assert!(token.is_alone());
    }

    #[test]
    fn what_comes_in_time_is_not_lost_with_what_was_for_the_timeout() {
        let (token, trap) = (Token::new(), Trap);
        let d: Deferred<Arc<()>, (Cancelled,)> = succeed(token.copy()).raises_at_most();
        assert!(panics(|| {
            let d: Deferred<Arc<()>, (Cancelled,)> = d.timeout_with(Still, Duration::ZERO, move |outcome, _| {
                let _captured = &trap;
                outcome
            });
            drop(d);
        }));
        assert!(token.is_alone());
    }

    #[test]
    fn what_a_callback_gives_is_not_lost_with_a_panic_that_was_put_off() {
        fn nested(depth: u32) -> Deferred<u8> {
            succeed(depth).then(move |depth| match depth {
                0 => resume_unwind(Box::new("deep")),
                depth => nested(depth - 1),
            })
        }
        let token = Token::new();
        let copy = token.copy();
        assert!(panics(|| drop(succeed(()).then(move |()| {
            drop(nested(20_000));
            succeed(copy).raises_at_most::<(), _>()
        }))));
        assert!(token.is_alone());
    }
}

/// Gives it when it is polled, and panics when it is dropped.
struct Gives {
    value: Option<Arc<()>>,
    _trap: Trap,
}

impl Future for Gives {
    type Output = deferred::Outcome<Arc<()>>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(self.value.take().expect("it is polled once")))
    }
}

#[test]
fn what_a_future_gives_is_not_lost_with_it() {
    let token = Token::new();
    let copy = token.copy();
    assert!(panics(|| drop(run(Gives { value: Some(copy), _trap: Trap }))));
    assert!(token.is_alone());
    let copy = token.copy();
    assert!(panics(|| drop(threads::run(Gives { value: Some(copy), _trap: Trap }))));
    assert!(token.is_alone());
}
