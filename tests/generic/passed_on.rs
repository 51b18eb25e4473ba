//! Of an error that is only passed on or handled, nothing is asked: no `Debug`, and no `'static` in a signature. Reports print it nevertheless.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, OneOf, Resolver, chain, fail, gather, join, unhandled};

#[derive(Debug)]
#[allow(dead_code, reason = "it is printed")]
struct Late {
    by: u8,
}

/// What nobody can print is no error that can be raised, and still a member of a set.
struct Silent;

fn mapped<T, E>(d: Deferred<T, (E,)>) -> Deferred<T, (E,)> {
    d.map(|value| value)
}

fn or_default<T: Default, E>(d: Deferred<T, (E,)>) -> Deferred<T> {
    chain! { d; catch |_: E| T::default() }
}

fn first_caught<A, B>(d: Deferred<u8, (A, B)>) -> Deferred<u8, (B,)> {
    d.catch(|_: A| 1)
}

fn joined<A, B>(a: Deferred<u8, (A,)>, b: Deferred<u8, (B,)>) -> Deferred<(u8, u8), (A, B)> {
    join!(a, b)
}

fn added<A, B>(
    a: Deferred<u8, (A,)>,
    b: impl FnOnce(u8) -> Deferred<u8, (B,)> + 'static,
) -> Deferred<u8, (A, B)> {
    chain! { a; then b }
}

fn gathered<E>(all: Vec<Deferred<u8, (E,)>>) -> Deferred<Vec<u8>, (E,)> {
    gather(all)
}

fn fired<E>(resolver: Resolver<u8, (E,)>) {
    resolver.succeed(1);
}

async fn awaited<E>(d: Deferred<u8, (E,)>) -> u8 {
    d.await.unwrap_or(0)
}

struct Client<E: 'static> {
    waiting: Vec<Deferred<u8, (E,)>>,
}

impl<E> Client<E> {
    fn all(self) -> Deferred<Vec<u8>, (E,)> {
        chain! { gather(self.waiting); then |values| values }
    }
}

trait Backend {
    type Error;
    fn get(&self) -> Deferred<u8, (Self::Error,)>;
}

fn twice<B: Backend>(backend: &B) -> Deferred<u8, (B::Error,)> {
    chain! { backend.get(); then |n| n * 2 }
}

impl Backend for Late {
    type Error = Late;

    fn get(&self) -> Deferred<u8, (Late,)> {
        fail(Late { by: self.by })
    }
}

#[test]
fn an_error_is_passed_on_by_code_that_knows_nothing_of_it() {
    assert_eq!(success_result_of(or_default(mapped(fail::<u8, _>(Late { by: 1 })))), 0);
    let two: Deferred<u8, (Late, Silent)> = Deferred::fail(Late { by: 1 });
    assert_eq!(success_result_of(first_caught(two).catch(|_: Silent| 2)), 1);
    assert_eq!(failure_result_of(twice(&Late { by: 2 })).only().by, 2);
    let client = Client { waiting: vec![fail(Late { by: 3 })] };
    assert_eq!(failure_result_of(client.all()).only().by, 3);
    let (resolver, d) = Deferred::<u8, (Silent,)>::pending();
    fired(resolver);
    assert_eq!(success_result_of(or_default(gathered(vec![d]).map(|values| values[0]))), 1);
    let both = joined(Deferred::<u8, (Silent,)>::succeed(1), fail(Late { by: 4 }));
    assert_eq!(failure_result_of(both).check::<Late>().map(|late| late.by), Some(4));
    let both = added(Deferred::<u8, (Silent,)>::succeed(1), |_| fail(Late { by: 5 }));
    assert!(failure_result_of(both).is::<Late>());
    let awaited = deferred::run::<_, (), _>(async { Ok(awaited(fail(Late { by: 6 })).await) });
    assert_eq!(success_result_of(awaited), 0);
}

#[test]
fn a_report_prints_the_error_as_who_raised_it_does() {
    let watch = unhandled::watch();
    drop(twice(&Late { by: 7 }));
    drop(mapped(fail::<u8, _>(Late { by: 8 })));
    let reports = watch.finish();
    assert!(reports[0].contains("Late { by: 7 }") && reports[1].contains("Late { by: 8 }"), "{reports:?}");
    let failure = failure_result_of(twice(&Late { by: 9 }));
    assert!(format!("{failure:?}").contains("Late { by: 9 }"), "{failure:?}");
    assert_eq!(format!("{:?}", OneOf::<(Silent, Late)>::new(Late { by: 10 })), "Late { by: 10 }");
    assert_eq!(format!("{:#?}", OneOf::<(Late,)>::new(Late { by: 11 })), format!("{:#?}", Late { by: 11 }));
}
