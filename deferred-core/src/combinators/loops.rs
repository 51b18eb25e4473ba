//! Loops of asynchronous steps: `iterate`, until a step breaks; `fold`, for each item of an iterator; `retry`, until
//! an attempt succeeds, or a policy stops.

use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{AsItIs, Impossible, Unsatisfiable};
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::interruption::Cancelled;
use crate::error::set::{CanBeCancelled, CanBeRetried, ErrorSet, Never};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, Flavour, MaybeReady, SendIf, ThisThread, Wrap};
use crate::runtime::unwind::once_gone;
use core::fmt::{self, Debug};
use core::marker::PhantomData;
use core::ops::ControlFlow::{self, Break, Continue};

/// Repeats a step until it breaks; each step gets the value that the one before continued with.
///
/// A failure ends the loop. Any number of steps, ready or not, takes constant stack and constant memory. A cancel
/// goes to what the current step waits for; if that fails, no further step begins.
///
/// ```
/// use deferred::{Deferred, iterate, succeed, testing::success_result_of};
/// use std::ops::ControlFlow::{Break, Continue};
///
/// fn halve(n: u64) -> Deferred<u64> {
///     succeed(n / 2)
/// }
///
/// let digits = iterate((40, 0), |(n, digits)| match n {
///     0 => succeed(Break(digits)),
///     _ => halve(n).map(move |n| Continue((n, digits + 1))),
/// });
/// assert_eq!(success_result_of(digits), 6);
/// ```
///
/// Twisted: a `while` loop in an `inlineCallbacks` function; `task.cooperate`.
#[doc(alias("cooperate", "inlineCallbacks"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn iterate<S: 'static, B: 'static, R: ErrorSet, F: FnMut(S) -> O + 'static, O: GoesOnOrBreaks<S, B, R, Thread, Rule>, Rule: 'static, Thread>(state: S, step: F) -> Deferred<B, R, Thread> where Thread: Flavour + Carries<F> + Carries<Outcome<B, R>> {
    run(state, Stepping { step: Wrap(step), rule: PhantomData::<fn() -> Rule> })
}

/// What a step of [`iterate`](crate::iterate()) gives: a Deferred of a [`ControlFlow`].
#[diagnostic::on_unimplemented(
    message = "a step of `iterate` gives a Deferred of a `ControlFlow`, and this one gives `{Self}` [E-step-gives-no-control-flow]",
    label = "gives `{Self}`",
    note = "go on with `succeed(Continue(state))`, end with `succeed(Break(value))`, or `map` what a Deferred gives to one of the two; see `deferred::mistakes::e_step_gives_no_control_flow`"
)]
pub trait GoesOnOrBreaks<S, B, R: ErrorSet, Thread: Flavour, Rule> {
    #[doc(hidden)]
    type Given: IsControlFlow<S, B> + 'static;

    #[doc(hidden)]
    fn step(self) -> Deferred<Self::Given, R, Thread>;
}

#[diagnostic::do_not_recommend]
impl<S, B, V: IsControlFlow<S, B> + 'static, R: ErrorSet, Thread: Flavour> GoesOnOrBreaks<S, B, R, Thread, ()>
    for Deferred<V, R, Thread>
{
    type Given = V;

    #[inline]
    fn step(self) -> Self {
        self
    }
}

/// A [`ControlFlow`], as a bound: of the impl above the compiler would say which type it is for.
#[doc(hidden)]
pub trait IsControlFlow<S, B> {
    fn flow(self) -> ControlFlow<B, S>;
}

impl<S, B> IsControlFlow<S, B> for ControlFlow<B, S> {
    #[inline]
    fn flow(self) -> Self {
        self
    }
}

macro_rules! goes_on_in_no_way {
    ($($number:literal)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<S: 'static, B: 'static, R: ErrorSet, Thread: Flavour, O: Impossible>
            GoesOnOrBreaks<S, B, R, Thread, Unsatisfiable<$number>> for O
        {
            type Given = ControlFlow<B, S>;

            fn step(self) -> Deferred<ControlFlow<B, S>, R, Thread> {
                unreachable!("no type is impossible")
            }
        }
    )+};
}
// Two, since the rule's own impl is for Deferreds alone.
goes_on_in_no_way!(0 1);

/// The steps of an `iterate`, which give what the rule says.
struct Stepping<F, Rule> {
    step: Wrap<F>,
    rule: PhantomData<fn() -> Rule>,
}

send_if!([F: 'static, Rule: 'static,] Stepping<F, Rule>; carries [F]);

/// The steps of a loop with the state `S`, which ends with a `B`.
pub(crate) trait Steps<S, B, R: ErrorSet, Thread: Flavour>: SendIf<Thread> {
    /// The value of a step's Deferred.
    type Given: 'static;

    /// Begins the next step; breaks where there is none.
    fn begin(&mut self, state: S) -> ControlFlow<B, Deferred<Self::Given, R, Thread>>;

    /// Decides, after a step, how the loop goes on.
    fn end(given: Self::Given) -> ControlFlow<B, S>;
}

impl<S: 'static, B: 'static, R: ErrorSet, F, O, Rule: 'static, Thread> Steps<S, B, R, Thread>
    for Stepping<F, Rule>
where
    F: FnMut(S) -> O + 'static,
    O: GoesOnOrBreaks<S, B, R, Thread, Rule>,
    Thread: Flavour + Carries<F>,
{
    type Given = O::Given;

    #[inline]
    fn begin(&mut self, state: S) -> ControlFlow<B, Deferred<Self::Given, R, Thread>> {
        ControlFlow::Continue((self.step.0)(state).step())
    }

    #[inline]
    fn end(given: Self::Given) -> ControlFlow<B, S> {
        given.flow()
    }
}

/// Runs steps that are ready in the loop. The first step that waits takes the rest of the loop along as its
/// continuation.
fn run<S, B, R, X, Thread>(mut state: S, mut steps: X) -> Deferred<B, R, Thread>
where
    S: 'static,
    B: 'static,
    R: ErrorSet,
    X: Steps<S, B, R, Thread>,
    Thread: Flavour + Carries<Outcome<B, R>>,
{
    loop {
        let step = match steps.begin(state) {
            ControlFlow::Continue(step) => step,
            ControlFlow::Break(value) => return Deferred::ready(Ok(once_gone(steps, value))),
        };
        state = match step.into_inner().take() {
            Ok(Ok(given)) => match X::end(given) {
                ControlFlow::Continue(next) => next,
                ControlFlow::Break(value) => return Deferred::ready(Ok(once_gone(steps, value))),
            },
            Ok(Err(failure)) => return Deferred::ready(Err(once_gone(steps, failure))),
            Err(waits) => {
                let waits: Deferred<_, R, Thread> = MaybeReady::Pending(waits).into();
                return waits.feed_other(steps, |steps, outcome| match outcome.map(X::end) {
                    Ok(ControlFlow::Continue(next)) => run(next, steps),
                    Ok(ControlFlow::Break(value)) => Deferred::ready(Ok(once_gone(steps, value))),
                    Err(failure) => Deferred::ready(Err(once_gone(steps, failure))),
                });
            }
        };
    }
}

/// Folds items into an accumulator, one after the other, each when the one before is done.
///
/// A failure ends the fold, and the items that are left are dropped. Any number of items takes constant stack and
/// constant memory. A cancel goes to what the current step waits for, as in [`iterate`](crate::iterate()).
///
/// ```
/// use deferred::{Deferred, fold, succeed, testing::success_result_of};
///
/// fn fetch(url: &str) -> Deferred<String> {
///     succeed(format!("page at {url}"))
/// }
///
/// let length = fold(["a", "bc"], 0, |length, url| fetch(url).map(move |page| length + page.len()));
/// assert_eq!(success_result_of(length), 19);
/// ```
///
/// Twisted: a `for` loop in an `inlineCallbacks` function.
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn fold<I: IsFolded<B, A, X, O, Deferred<A, R, Thread>, Rule>, B, A: 'static, X, R: ErrorSet, F: FnMut(A, X) -> O + 'static, O, Rule, Thread>(items: I, init: B, step: F) -> Deferred<A, R, Thread> where Thread: Flavour + Carries<I::Items> + Carries<F> + Carries<Outcome<A, R>> {
    let (items, init) = items.beside(init);
    run(init, Folding { items: Wrap(items), step: Wrap(step), gives: PhantomData::<fn() -> I::Gives> })
}

/// What [`fold`](crate::fold()) goes through: anything with items, beside what it begins with, where a step gives the Deferred `D`.
///
/// Of items that are none nothing else is known, so that the compiler says this and no more.
#[diagnostic::on_unimplemented(
    message = "`fold` goes through what stands first, and `{Self}` has no items [E-no-items]",
    label = "no items",
    note = "write them as in `fold(items, 0, |sum, item| ..)`; see `deferred::mistakes::e_no_items`"
)]
pub trait IsFolded<B, A, X, O, D, Rule> {
    #[doc(hidden)]
    type Items: Iterator<Item = X> + 'static;
    #[doc(hidden)]
    type Gives: Gives<O, D>;

    #[doc(hidden)]
    fn beside(self, init: B) -> (Self::Items, A);
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<IntoIter: 'static>, A, D> IsFolded<A, A, I::Item, D, D, ()> for I {
    type Items = I::IntoIter;
    type Gives = AsItIs;

    #[inline]
    fn beside(self, init: A) -> (I::IntoIter, A) {
        (self.into_iter(), init)
    }
}

#[diagnostic::do_not_recommend]
impl<I: Impossible, B, A, X: 'static, O, D> IsFolded<B, A, X, O, D, Unsatisfiable> for I {
    type Items = core::option::IntoIter<X>;
    type Gives = Never;

    fn beside(self, _: B) -> (Self::Items, A) {
        unreachable!("no type is impossible")
    }
}

/// The types `O` and `D` are one, which is known where this is.
#[doc(hidden)]
pub trait Gives<O, D>: 'static {
    fn given(reply: O) -> D;
}

impl<O, D> Gives<O, D> for Never {
    fn given(_: O) -> D {
        unreachable!("no type is impossible")
    }
}

impl<D> Gives<D, D> for AsItIs {
    #[inline]
    fn given(reply: D) -> D {
        reply
    }
}

/// A fold, from its next item on.
struct Folding<It, F, G> {
    items: Wrap<It>,
    step: Wrap<F>,
    gives: PhantomData<fn() -> G>,
}

send_if!([It: 'static, F: 'static, G: 'static,] Folding<It, F, G>; carries [It, F]);

impl<A: 'static, R: ErrorSet, It, F, O, G, Thread> Steps<A, A, R, Thread> for Folding<It, F, G>
where
    It: Iterator + 'static,
    F: FnMut(A, It::Item) -> O + 'static,
    G: Gives<O, Deferred<A, R, Thread>>,
    Thread: Flavour + Carries<It> + Carries<F>,
{
    type Given = A;

    #[inline]
    fn begin(&mut self, so_far: A) -> ControlFlow<A, Deferred<A, R, Thread>> {
        match self.items.0.next() {
            Some(item) => Continue(G::given((self.step.0)(so_far, item))),
            None => Break(so_far),
        }
    }

    #[inline]
    fn end(so_far: A) -> ControlFlow<A, A> {
        Continue(so_far)
    }
}

/// The answer of a policy to an attempt that has failed: see [`retry`].
pub enum Retry<Thread: Flavour = ThisThread> {
    /// No further attempt: the failure is the result.
    Stop,
    /// Another attempt, at once.
    Now,
    /// Another attempt, when this Deferred has its result.
    After(Deferred<(), (Cancelled,), Thread>),
}

impl<Thread: Flavour> Debug for Retry<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Retry::Stop => f.write_str("Stop"),
            Retry::Now => f.write_str("Now"),
            Retry::After(wait) => f.debug_tuple("After").field(wait).finish(),
        }
    }
}

/// Attempts an operation until it succeeds, or until `policy` says to stop: then with the last failure.
///
/// The policy is given the number of attempts that have failed, from 1, and the failure of the last one, with its
/// type. An attempt that was cancelled is the last one, whatever the policy would say. So is an attempt whose wait
/// is cancelled: the result is [`Cancelled`] then, with the attempt's failure as its cause. Any number of attempts
/// takes constant stack and constant memory.
///
/// ```
/// use deferred::{Cancelled, Deferred, Retry, fail, retry, succeed, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Busy;
/// #[derive(Debug)]
/// struct Forbidden;
///
/// let mut left = 2;
/// let page: Deferred<&str, (Busy, Forbidden, Cancelled)> = retry(
///     |attempts, failure| match attempts {
///         1..5 if failure.is::<Busy>() => Retry::Now,
///         _ => Retry::Stop,
///     },
///     move || match left {
///         0 => succeed("page").raises_at_most(),
///         _ => {
///             left -= 1;
///             fail(Busy).raises_at_most()
///         }
///     },
/// );
/// assert_eq!(success_result_of(page), "page");
/// ```
///
/// Attempts with Deferreds that [cross threads](crate::threads) have a result that does; the policy and the next
/// attempt run where the one before has failed:
///
/// ```
/// use deferred::{Cancelled, Retry, retry, testing::success_result_of, threads::{self, Deferred}};
/// use std::thread;
///
/// #[derive(Debug)]
/// struct Busy;
///
/// let mut made = 0;
/// let page: Deferred<u32, (Busy, Cancelled)> = retry(
///     |attempts, _| if attempts < 5 { Retry::Now } else { Retry::Stop },
///     move || {
///         made += 1;
///         let (resolver, page) = threads::pending();
///         thread::spawn(move || if made < 3 { resolver.fail(Busy) } else { resolver.succeed(made) }).join().unwrap();
///         page
///     },
/// );
/// assert_eq!(success_result_of(page), 3);
/// ```
///
/// Twisted has no counterpart; `ClientService(retryPolicy=...)` retries connections.
#[doc(alias = "retryPolicy")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn retry<T: 'static, R: CanBeRetried<B>, P: FnMut(u64, &Failure<R>) -> Retry<Thread> + 'static, A: FnMut() -> Deferred<T, R, Thread> + 'static, Thread, B>(policy: P, attempt: A) -> Deferred<T, R, Thread> where Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>> {
    begin(Attempts { made: 0, policy: Wrap(policy), attempt: Wrap(attempt) })
}

/// The state that goes from one attempt to the next.
pub(crate) struct Attempts<P, A> {
    made: u64,
    policy: Wrap<P>,
    attempt: Wrap<A>,
}

send_if!([P: 'static, A: 'static,] Attempts<P, A>; carries [P, A]);

/// Runs attempts that are ready in the loop. The first attempt or wait that is pending takes the rest along as its
/// continuation.
fn begin<T, R, P, A, Which, Thread>(mut attempts: Attempts<P, A>) -> Deferred<T, R, Thread>
where
    T: 'static,
    R: CanBeCancelled<Which>,
    P: FnMut(u64, &Failure<R>) -> Retry<Thread> + 'static,
    A: FnMut() -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>>,
{
    loop {
        let outcome = match (attempts.attempt.0)().into_inner().take() {
            Ok(outcome) => outcome,
            Err(waits) => {
                let waits: Deferred<T, R, Thread> = MaybeReady::Pending(waits).into();
                return waits.feed_other(attempts, |attempts, outcome| go_on(attempts.end(outcome)));
            }
        };
        attempts = match attempts.end(outcome) {
            Continue(attempts) => attempts,
            Break(result) => return result,
        };
    }
}

/// Goes on with the rest, after an attempt or a wait that was pending.
fn go_on<T, R, P, A, Which, Thread>(
    next: ControlFlow<Deferred<T, R, Thread>, Attempts<P, A>>,
) -> Deferred<T, R, Thread>
where
    T: 'static,
    R: CanBeCancelled<Which>,
    P: FnMut(u64, &Failure<R>) -> Retry<Thread> + 'static,
    A: FnMut() -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>>,
{
    match next {
        Continue(attempts) => begin(attempts),
        Break(result) => result,
    }
}

impl<P: 'static, A: 'static> Attempts<P, A> {
    /// Decides, after an attempt, how the loop goes on: after a failure by the policy, now or later.
    fn end<T, R, Which, Thread>(mut self, outcome: Outcome<T, R>) -> ControlFlow<Deferred<T, R, Thread>, Self>
    where
        T: 'static,
        R: CanBeCancelled<Which>,
        P: FnMut(u64, &Failure<R>) -> Retry<Thread>,
        A: FnMut() -> Deferred<T, R, Thread>,
        Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>>,
    {
        self.made += 1;
        let failure = match outcome {
            Err(failure) if R::peek_cancelled(failure.value()).is_none() => failure,
            last => return Break(Deferred::ready(once_gone(self, last))),
        };
        match (self.policy.0)(self.made, &failure) {
            Retry::Stop => Break(Deferred::ready(Err(once_gone(self, failure)))),
            Retry::Now => {
                drop(failure.in_hand());
                Continue(self)
            }
            Retry::After(wait) => {
                let cause = failure.to_cause();
                drop(failure.in_hand());
                match wait.into_inner().take() {
                    Ok(waited) => self.after(cause, waited),
                    Err(waits) => {
                        let waits: Deferred<(), (Cancelled,), Thread> = MaybeReady::Pending(waits).into();
                        Break(waits.feed_other((self, cause), |(attempts, cause), waited| {
                            go_on(attempts.after(cause, waited))
                        }))
                    }
                }
            }
        }
    }

    /// Goes on after a wait.
    fn after<T, R, Which, Thread>(
        self,
        cause: Cause,
        waited: Outcome<(), (Cancelled,)>,
    ) -> ControlFlow<Deferred<T, R, Thread>, Self>
    where
        T: 'static,
        R: CanBeCancelled<Which>,
        Thread: Flavour,
    {
        match waited {
            Ok(()) => Continue(self),
            Err(cancelled) => {
                let cancelled = once_gone(self, cancelled);
                Break(Deferred::ready(Err(cancelled.cancelled_in())).because(Some(cause)))
            }
        }
    }
}
