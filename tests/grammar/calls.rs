//! A callback can be a call with `_` where the result goes, and further arguments around it.

use crate::errors::{A, B, fails_with_a};
use deferred::testing::{assert_no_result, success_result_of};
use deferred::{Deferred, Failure, OneOf, Outcome, chain, fail, succeed};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

fn digits(a: u8, b: u8, c: u8) -> u16 {
    u16::from(a) * 100 + u16::from(b) * 10 + u16::from(c)
}

fn render(page: String, theme: &str) -> String {
    format!("<{theme}>{page}</{theme}>")
}

fn append(list: &mut Vec<u8>, n: u8) -> usize {
    list.push(n);
    list.len()
}

#[test]
fn the_result_may_stand_in_any_place() {
    let (one, two) = (1, 2);
    assert_eq!(success_result_of(chain! { succeed(7_u8); then digits(_, one, two) }), 712);
    assert_eq!(success_result_of(chain! { succeed(7_u8); then digits(one, _, two) }), 172);
    assert_eq!(success_result_of(chain! { succeed(7_u8); then digits(one, two, _) }), 127);
    assert_eq!(success_result_of(chain! { succeed(7_u8); then digits(one, two, _,) }), 127);
}

#[test]
fn it_may_be_the_only_argument() {
    assert_eq!(success_result_of(chain! { succeed(7_u8); then u16::from(_), then Some(_) }), Some(7));
}

#[test]
fn the_result_may_be_lent() {
    fn push_to(list: &mut Vec<u8>, n: u8) -> u8 {
        list.push(n);
        n + 1
    }
    assert_eq!(success_result_of(chain! { succeed(String::from("ab")); then str::len(&_) }), 2);
    assert_eq!(success_result_of(chain! { succeed(vec![1_u8]); then push_to(&mut _, 7) }), 8);
    let seen = Rc::new(Cell::new(0));
    let look = |n: &u8, seen: &Cell<u8>| seen.set(*n);
    assert_eq!(
        success_result_of(chain! { succeed(7_u8); inspect look(&_, &seen.clone()), then u16::from(_) }),
        7
    );
    assert_eq!(seen.get(), 7);
}

#[test]
fn arguments_are_any_expressions() {
    let list = [1_u8, 2];
    let d = chain! {
        succeed(7_u8);
        then digits(_, list[0] + 1, if list.len() > 1 { 5 } else { 6 }),
        then u16::wrapping_add(_, u16::from(list[1])),
        then std::cmp::max(_, { let n = 4; n * 2 }),
        then u16::pow(_, 1),
    };
    assert_eq!(success_result_of(d), 727);
}

#[test]
fn what_is_lent_moves_into_the_callback() {
    let theme = String::from("b");
    let (resolver, d) = Deferred::<String>::pending();
    let d = chain! { d; then render(_, &theme), then render(_, &String::from("i")), then render(_, "u") };
    resolver.succeed(String::from("page"));
    assert_eq!(success_result_of(d), "<u><i><b>page</b></i></u>");
}

#[test]
fn what_is_lent_may_be_changed() {
    let list = vec![1_u8, 2];
    assert_eq!(success_result_of(chain! { succeed(3_u8); then append(&mut list, _) }), 3);
    assert_eq!(success_result_of(chain! { succeed(3_u8); then append(&mut Vec::new(), _) }), 1);
}

#[test]
fn fields_and_constants_can_be_lent() {
    const NAME: &str = "c";
    struct Config {
        theme: String,
    }
    let config = Config { theme: String::from("a") };
    let d = chain! { succeed(String::new()); then render(_, &config.theme), then render(_, &NAME), then render(_, NAME) };
    assert_eq!(success_result_of(d), "<c><c><a></a></c></c>");
    fn sum(n: u8, list: &[u8]) -> u8 {
        list.iter().sum::<u8>() + n
    }
    static LIST: [u8; 3] = [1, 2, 3];
    assert_eq!(
        success_result_of(chain! { succeed(1_u8); then sum(_, &[4, 5]), then sum(_, &LIST[1..]) }),
        15
    );
}

#[test]
fn arguments_are_evaluated_once_in_order_when_the_chain_is_made() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let note = |n: u8| {
        log.borrow_mut().push(n);
        n
    };
    let (resolver, d) = Deferred::<u8>::pending();
    let d = chain! { d; then digits(note(1), _, note(2)), then u16::max(_, u16::from(note(3))) };
    assert_eq!(*log.borrow(), [1, 2, 3]);
    let d = assert_no_result(d);
    resolver.succeed(0);
    assert_eq!(success_result_of(d), 102);
    assert_eq!(*log.borrow(), [1, 2, 3]);
}

#[test]
fn what_is_called_may_be_a_method_or_what_another_call_gives() {
    struct Client {
        base: u8,
    }
    impl Client {
        fn get(&self, n: u8) -> u8 {
            self.base + n
        }
        fn put(self, n: u8, m: u8) -> Result<u8, A> {
            Err(A(self.base + n + m))
        }
    }
    fn adding(step: u8) -> impl FnOnce(u8) -> u8 {
        move |n| n + step
    }
    let client = Client { base: 10 };
    let d = chain! {
        succeed(1_u8);
        then client.get(_),
        then Client { base: 20 }.put(_, 1),
        catch |A(n): A| n,
        then adding(5)(_),
        then Client::get(&Client { base: 1 }, _),
    };
    assert_eq!(success_result_of(d), 38);
}

#[test]
fn type_arguments_may_be_given() {
    fn first<X, Y>(x: X, _: Y) -> X {
        x
    }
    let d = chain! { succeed("7"); then first::<&str, u8>(_, 1), then str::parse::<u8>(_), catch |_: std::num::ParseIntError| 0 };
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn closures_of_one_parameter_may_be_arguments() {
    fn apply(n: u8, f: impl FnOnce(u8) -> u8) -> u8 {
        f(n)
    }
    assert_eq!(
        success_result_of(chain! { succeed(1_u8); then apply(_, |n| n + 1), then apply(_, |n| { n * 2 }) }),
        4
    );
}

#[test]
fn a_call_may_give_a_result_or_a_deferred() {
    fn checked(n: u8, most: u8) -> Result<u8, A> {
        if n <= most { Ok(n) } else { Err(A(n)) }
    }
    fn later(n: u8, step: u8) -> Deferred<u8, (B,)> {
        Deferred::succeed(n + step)
    }
    let d: Deferred<u8, (A, B)> = chain! { succeed(1_u8); then checked(_, 3), then later(_, 4) };
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn in_every_stage() {
    fn recover(failure: Failure<(A,)>, n: u8) -> u8 {
        failure.only().0 + n
    }
    fn add(n: u8, m: u8) -> u8 {
        n + m
    }
    fn fall_back(A(n): A, m: u8) -> u8 {
        n + m
    }
    fn fall_back_on_any(error: OneOf<(A, B)>, text: &str) -> usize {
        usize::from(error.is::<A>()) + text.len()
    }
    fn settle(outcome: Outcome<u8>, m: u8) -> u8 {
        outcome.map_or(0, |n| n + m)
    }
    fn count(n: &u8, total: &Cell<u8>) {
        total.set(total.get() + *n);
    }
    fn close(outcome: Option<&Outcome<u8>>, total: Rc<Cell<u8>>) {
        let value = outcome.and_then(|outcome| outcome.as_ref().ok().copied());
        total.set(total.get() + value.unwrap_or(0));
    }
    let total = Rc::new(Cell::new(0));
    let text = String::from("four");
    let d: Deferred<u8> = chain! {
        fail::<u8, _>(A(1));
        then add(_, 1) else recover(_, 2),
        then |n| Err::<u8, A>(A(n)),
        catch A => fall_back(_, 4),
        both settle(_, 8),
        inspect count(_, &Cell::new(1)),
        finally close(_, total.clone()),
        finally close(_, Rc::clone(&total)),
    };
    assert_eq!(success_result_of(d), 15);
    assert_eq!(total.get(), 30);
    let d = chain! { fails_with_a(1); then usize::from(_), catch A | B => fall_back_on_any(_, &text) };
    assert_eq!(success_result_of(d), 5);
}
