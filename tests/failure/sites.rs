//! Where a failure was raised: the place of the stage's word in the source.

use crate::{A, B, C};
use deferred::testing::failure_result_of;
use deferred::{
    Abandoned, Cancelled, Deferred, Failure, LoopingCall, OneOf, Site, Stage, TestClock, chain, defer_later,
    fail, first_success, race, some, succeed,
};

/// What stands in this file at `site`.
fn text_at(site: Site) -> &'static str {
    assert!(site.file().ends_with("sites.rs"), "{site}");
    let line = include_str!("sites.rs").lines().nth(site.line() as usize - 1).expect("a line of this file");
    &line[site.column() as usize - 1..]
}

/// The site is where `text` stands, and is said to be `stage`.
#[track_caller]
fn assert_at(site: Site, stage: Stage, text: &str) {
    assert!(text_at(site).starts_with(text), "{site} is at {:?}", text_at(site));
    assert_eq!(site.stage(), stage);
    let expected = format!("{}:{}:{} in `{stage}`", site.file(), site.line(), site.column());
    assert_eq!(site.to_string(), expected);
    assert_eq!(format!("{site:?}"), expected);
}

#[test]
fn in_then() {
    let failure = failure_result_of(chain! {
        succeed(1);
        then |n| n,
        then |n| Err::<u32, A>(A(n)),
        then |n| n,
    });
    assert_at(failure.raised(), Stage::Then, "then |n| Err::<u32, A>(A(n)),");
}

#[test]
fn in_then_by_one_of_several() {
    let failure = failure_result_of(chain! {
        succeed(1);
        then |n| Err::<u32, OneOf<(A, B)>>(OneOf::new(A(n))),
    });
    assert_at(failure.raised(), Stage::Then, "then |n| Err::<u32, OneOf<(A, B)>>");
}

#[test]
fn in_then_by_path_or_call() {
    fn refuse(n: u32) -> Result<u32, A> {
        Err(A(n))
    }
    fn refuse_with(n: u32, _: u32) -> Result<u32, A> {
        Err(A(n))
    }
    let failure = failure_result_of(chain! { succeed(1); then refuse });
    assert_at(failure.raised(), Stage::Then, "then refuse }");
    let failure = failure_result_of(chain! { succeed(1); then refuse_with(_, 2) });
    assert_at(failure.raised(), Stage::Then, "then refuse_with(_, 2) }");
}

#[test]
fn in_the_first_half_of_a_pair() {
    let failure = failure_result_of(chain! {
        Deferred::<u32, (A,)>::succeed(1);
        then |n| Err::<u32, B>(B(n)) else |_| 2,
    });
    assert_at(failure.raised(), Stage::Then, "then |n| Err::<u32, B>(B(n)) else");
}

#[test]
fn in_catch() {
    let source = || Deferred::<u32, (A, B)>::fail(A(1));
    let failure = failure_result_of(chain! { source(); catch |A(n): A| Err(B(n)) });
    assert_at(failure.raised(), Stage::Catch, "catch |A(n): A| Err(B(n))");
    let failure = failure_result_of(chain! { source(); catch A | B => |_| Err(B(2)) });
    assert_at(failure.raised(), Stage::Catch, "catch A | B => |_| Err(B(2))");
    let failure = failure_result_of(chain! { source(); catch |_: Failure<(A,)>| Err(B(3)) });
    assert_at(failure.raised(), Stage::Catch, "catch |_: Failure<(A,)>| Err(B(3))");
    let failure = failure_result_of(chain! { source(); catch |_| Err(B(4)) });
    assert_at(failure.raised(), Stage::Catch, "catch |_| Err(B(4))");
}

#[test]
fn in_both() {
    let failure = failure_result_of(chain! { succeed(1); both |_| Err::<u32, A>(A(2)) });
    assert_at(failure.raised(), Stage::Both, "both |_| Err::<u32, A>(A(2))");
}

#[test]
fn in_a_result_that_is_the_source() {
    let failure = failure_result_of(chain! { Err::<u32, A>(A(1)); then |n| n });
    assert_at(failure.raised(), Stage::Source, "Err::<u32, A>(A(1)); then");
    let failure = failure_result_of(chain! { maybe Err::<u32, A>(A(1)); then |n| n });
    assert_at(failure.raised(), Stage::Source, "Err::<u32, A>(A(1)); then");
    let failure = failure_result_of(chain! { Err::<u32, OneOf<(A, B)>>(OneOf::new(B(1))); then |n| n });
    assert_at(failure.raised(), Stage::Source, "Err::<u32, OneOf<(A, B)>>(OneOf::new(B(1))); then");
    let failure = failure_result_of(chain! { maybe Err::<u32, OneOf<(A, B)>>(OneOf::new(B(1))); then |n| n });
    assert_at(failure.raised(), Stage::Source, "Err::<u32, OneOf<(A, B)>>(OneOf::new(B(1))); then");
}

#[test]
fn in_a_deferred_that_was_made_failed() {
    let failure = failure_result_of(chain! { fail::<u32, _>(A(1)); then |n| n });
    assert_at(failure.raised(), Stage::Source, "fail::<u32, _>(A(1));");
    let failure = failure_result_of(Deferred::<u32, (A, B)>::fail(A(2)));
    assert_at(failure.raised(), Stage::Source, "Deferred::<u32, (A, B)>::fail(A(2))");
}

#[test]
fn in_a_resolver() {
    let (resolver, d) = Deferred::<u32, (A, B)>::pending();
    resolver.fail(A(1));
    assert_at(failure_result_of(d).raised(), Stage::Resolver, "fail(A(1));");
    let (resolver, d) = Deferred::<u32, (A, B)>::pending();
    resolver.resolve_with(Err(B(1)));
    assert_at(failure_result_of(d).raised(), Stage::ResolveWith, "resolve_with(Err(B(1)));");
}

#[test]
fn in_a_failure_made_by_hand_wherever_it_goes_then() {
    let made = || Failure::<(A, B)>::new(A(1));
    let text = "Failure::<(A, B)>::new(A(1));";
    assert_at(made().raised(), Stage::Failure, text);
    let returned = failure_result_of(chain! { succeed(1); then move |_| Err::<u32, _>(made()) });
    assert_at(returned.raised(), Stage::Failure, text);
    let (resolver, d) = Deferred::<u32, (A, B)>::pending();
    resolver.resolve(Err(made()));
    assert_at(failure_result_of(d).raised(), Stage::Failure, text);
    let settled = failure_result_of(Deferred::<u32, _>::settled(Err(made())));
    assert_at(settled.raised(), Stage::Failure, text);
    let source = failure_result_of(chain! { Err::<u32, _>(made()); then |n| n });
    assert_at(source.raised(), Stage::Failure, text);
}

#[test]
fn in_a_deferred_that_a_callback_gave() {
    let failure = failure_result_of(chain! { succeed(1); then |n| fail::<u32, _>(A(n)) });
    assert_at(failure.raised(), Stage::Source, "fail::<u32, _>(A(n)) }");
    let (resolver, inner) = Deferred::<u32, (A,)>::pending();
    let d = chain! { succeed(1); then move |_| inner };
    resolver.fail(A(7));
    assert_at(failure_result_of(d).raised(), Stage::Resolver, "fail(A(7));");
}

#[test]
fn where_the_pair_was_made_if_it_was_abandoned() {
    let (resolver, d) = Deferred::<u32, (Abandoned,)>::pending();
    drop(resolver);
    assert_at(failure_result_of(d).raised(), Stage::Pending, "Deferred::<u32, (Abandoned,)>::pending();");
}

#[test]
fn at_each_stage_of_a_chain_of_more_than_one_segment() {
    for failing in 0..20 {
        let failure = failure_result_of(chain! {
            succeed(0);
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 0
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 1
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 2
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 3
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 4
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 5
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 6
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 7
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 8
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 9
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 10
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 11
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 12
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 13
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 14
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 15
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 16
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 17
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 18
            then move |n| if n == failing { Err(A(n)) } else { Ok(n + 1) }, // 19
        });
        assert!(text_at(failure.raised()).ends_with(&format!("// {failing}")), "{}", failure.raised());
    }
}

#[test]
fn in_a_pipeline() {
    let failure = failure_result_of(succeed(1).pipe(chain! { then |n| Err::<u32, A>(A(n)) }));
    assert_at(failure.raised(), Stage::Then, "then |n| Err::<u32, A>(A(n)) }));");
    let pipeline = chain! { for u32; both |_| Err::<u32, A>(A(3)) };
    assert_at(
        failure_result_of(pipeline(succeed(1))).raised(),
        Stage::Both,
        "both |_| Err::<u32, A>(A(3)) };",
    );
}

#[test]
fn sites_are_told_apart_and_compared() {
    let [a, b] =
        [0, 1].map(|n| failure_result_of(chain! { succeed(n); then |n| Err::<(), A>(A(n)) }).raised());
    assert_eq!(a, b);
    let other = failure_result_of(chain! { succeed(2); then |n| Err::<(), A>(A(n)) }).raised();
    assert_ne!(a, other);
}

#[test]
fn a_failure_keeps_its_site_through_trap_widen_and_raises() {
    let d: Deferred<u32, (B, C, A)> = chain! {
        succeed(1);
        then |n| Err::<u32, A>(A(n)), // here
        raises at most C | A | B,
        raises B | C | A,
        catch |failure| match failure.trap::<C, _>() {
            Ok(C(n)) => Ok(n),
            Err(rest) => Err(rest.widen::<(B, C, A), _>()),
        },
    };
    assert!(text_at(failure_result_of(d).raised()).ends_with("// here"));
}

#[test]
fn in_what_a_user_called_and_not_inside_of_it() {
    type Failing = Deferred<(), (A, Cancelled)>;
    let clock = TestClock::new();
    let second = std::time::Duration::from_secs(1);
    let looping: Failing = LoopingCall::new(clock.clone(), second).start(|| Err(A(1)));
    assert_at(failure_result_of(looping).raised(), Stage::LoopingCall, "start(|| Err(A(1)))");
    let looping: Failing = LoopingCall::new(clock.clone(), second).start_with_count(|_| Err(A(1)));
    assert_at(failure_result_of(looping).raised(), Stage::LoopingCall, "start_with_count(|_| Err(A(1)))");
    let called: Failing = defer_later(&clock, second, || Err(A(1)));
    clock.advance(second);
    assert_at(
        failure_result_of(called).raised(),
        Stage::DeferLater,
        "defer_later(&clock, second, || Err(A(1)))",
    );

    let broken = || [Deferred::<u8, (A, Cancelled)>::fail(A(1))];
    let raced = race(broken());
    assert_at(failure_result_of(raced).raised(), Stage::Race, "race(broken());");
    let few = some(1, broken());
    assert_at(failure_result_of(few).raised(), Stage::Some, "some(1, broken());");
    let first = first_success(broken());
    assert_at(failure_result_of(first).raised(), Stage::FirstSuccess, "first_success(broken());");
}
