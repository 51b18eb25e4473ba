// Code: E-too-many-errors
//! A chain in which more than sixteen errors would be in flight.
//!
//! Twisted's chains have no such limit, and no list.
//!
//! Here a set is a tuple, and the rules for tuples are written out up to sixteen, as the standard
//! library does for twelve.
//!
//! The fix: catch some of them earlier; or gather those that belong together into one enum.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct E1;
#[derive(Debug)]
struct E2;
#[derive(Debug)]
struct E3;
#[derive(Debug)]
struct E4;
#[derive(Debug)]
struct E5;
#[derive(Debug)]
struct E6;
#[derive(Debug)]
struct E7;
#[derive(Debug)]
struct E8;
#[derive(Debug)]
struct E9;
#[derive(Debug)]
struct E10;
#[derive(Debug)]
struct E11;
#[derive(Debug)]
struct E12;
#[derive(Debug)]
struct E13;
#[derive(Debug)]
struct E14;
#[derive(Debug)]
struct E15;
#[derive(Debug)]
struct E16;
#[derive(Debug)]
struct E17;

type Sixteen = (E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15, E16);

fn fetch() -> Deferred<u8, Sixteen> {
    Deferred::succeed(1)
}

fn main() {
    let number = chain! {
        fetch();
        then |number| if number == 0 { Err(E17) } else { Ok(number) },
        catch |_| 0,
    };
    number.detach();
}
