// Code: E-too-many-errors
//! Joining members that can fail in more than 16 ways together.
//!
//! In Twisted nobody counts, and nobody knows.
//!
//! Here a set has at most 16 errors, each counted once however many members have it. The member with
//! which it becomes too many is pointed at, and the error.
//!
//! The fix: catch some of them in the member, or gather several into one type of error.

use deferred::{Deferred, join};

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

fn half() -> Deferred<u8, (E1, E2, E3, E4, E5, E6, E7, E8)> {
    Deferred::succeed(1)
}
fn other() -> Deferred<u8, (E9, E10, E11, E12, E13, E14, E15, E16)> {
    Deferred::succeed(2)
}
fn more() -> Deferred<u8, (E1, E17)> {
    Deferred::succeed(3)
}

fn main() {
    let all = join!(half(), other(), more());
    drop(all);
}
