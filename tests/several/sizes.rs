//! Every shape, of 0, 1, 2 and 1000 members that are ready, pending, or some of each, fired in either order.

use super::{Broken, Fires, Member, Set, broken};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{
    Deferred, ErrorSet, first_failure, first_success, gather, list, race, some, unhandled, windowed,
};

const SIZES: [usize; 4] = [0, 1, 2, 1000];

#[derive(Clone, Copy, PartialEq, Debug)]
enum Are {
    Ready,
    Pending,
    Mixed,
}

/// Members that have their index for a value, or for an error, and what is to be fired still.
fn made(len: usize, are: Are, fail: bool) -> (Vec<(usize, Fires)>, Vec<Member>) {
    let mut fires = Vec::new();
    let members = (0..len).map(|n| {
        if are == Are::Ready || (are == Are::Mixed && n % 2 == 1) {
            let n = n as i32;
            return if fail { Member::fail(Broken(n)) } else { Member::succeed(n) };
        }
        let (resolver, member) = Member::pending();
        fires.push((n, resolver));
        member
    });
    let members = members.collect();
    (fires, members)
}

/// Looks at what `shape` makes of members of every size, of every kind, and in either order.
fn each<T: 'static, E: ErrorSet>(
    fail: bool,
    shape: impl Fn(Vec<Member>) -> Deferred<T, E>,
    look: impl Fn(usize, Deferred<T, E>),
) {
    for (len, are, backwards) in SIZES.into_iter().flat_map(|len| {
        let are = [Are::Ready, Are::Pending, Are::Mixed].into_iter();
        are.flat_map(move |are| [false, true].map(|backwards| (len, are, backwards)))
    }) {
        let (mut fires, members) = made(len, are, fail);
        let result = shape(members);
        if backwards {
            fires.reverse();
        }
        for (n, resolver) in fires {
            if fail { resolver.fail(Broken(n as i32)) } else { resolver.succeed(n as i32) }
        }
        look(len, result);
    }
}

fn up_to(len: usize) -> Vec<i32> {
    (0..len as i32).collect()
}

#[test]
fn a_list_has_every_outcome() {
    each(false, list, |len, all| {
        let values: Vec<_> = success_result_of(all).into_iter().flatten().collect();
        assert_eq!(values, up_to(len));
    });
    each(true, list, |len, all| {
        let errors: Vec<_> =
            success_result_of(all).iter().filter_map(|o| broken(o.as_ref().err()?)).collect();
        assert_eq!(errors, up_to(len));
    });
}

#[test]
fn what_gathers_values_has_every_value() {
    each(false, gather, |len, all| assert_eq!(success_result_of(all), up_to(len)));
    each(false, first_failure, |len, all| assert_eq!(success_result_of(all), up_to(len)));
    each(
        false,
        |all| windowed(3, all, |member| member),
        |len, all| assert_eq!(success_result_of(all), up_to(len)),
    );
}

#[test]
fn what_gathers_values_reports_every_failure_but_the_first() {
    for len in SIZES {
        let watch = unhandled::watch();
        let (fires, members) = made(len, Are::Pending, true);
        let all = gather(members);
        fires.into_iter().for_each(|(n, resolver)| resolver.fail(Broken(n as i32)));
        if len == 0 {
            assert!(success_result_of(all).is_empty());
        } else {
            assert_eq!(broken(&failure_result_of(all)), Some(0));
        }
        assert_eq!(watch.finish().len(), len.saturating_sub(1));
    }
}

fn raced(members: Vec<Member>) -> Deferred<(usize, i32), (deferred::AllFailed<Set>,)> {
    race(members).catch(|_: deferred::Cancelled| -> (usize, i32) { unreachable!("nobody cancels it") })
}

fn look_at_first(len: usize, first: Deferred<(usize, i32), (deferred::AllFailed<Set>,)>) {
    if len == 0 {
        assert!(failure_result_of(first).only().failures.is_empty());
    } else {
        let (index, value) = success_result_of(first);
        assert_eq!(index as i32, value);
    }
}

#[test]
fn what_waits_for_the_first_value_has_one_with_its_index() {
    each(false, first_success, look_at_first);
    each(false, raced, look_at_first);
}

#[test]
fn what_waits_for_the_first_value_has_every_failure_by_index() {
    let look = |len, first| {
        let all: deferred::AllFailed<Set> = failure_result_of::<(usize, i32), _>(first).only();
        assert_eq!(all.failures.iter().filter_map(broken).collect::<Vec<_>>(), up_to(len));
    };
    each(true, first_success, look);
    each(true, raced, look);
}

#[test]
fn some_has_so_many_or_too_few() {
    each(
        false,
        |all| some(all.len(), all),
        |len, all| {
            let mut values = success_result_of(all);
            values.sort();
            assert_eq!(values, (0..len).map(|n| (n, n as i32)).collect::<Vec<_>>());
        },
    );
    each(
        true,
        |all| some(1, all),
        |len, none| {
            let few = failure_result_of(none).only();
            let errors: Vec<_> = few.failures.iter().filter_map(|(_, failure)| broken(failure)).collect();
            assert_eq!(errors, up_to(len));
        },
    );
}
