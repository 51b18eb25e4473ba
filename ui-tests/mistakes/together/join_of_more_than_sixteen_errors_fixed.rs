//! `join_of_more_than_sixteen_errors`, mended: there are 16.

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
    let all = join!(half(), other(), more().catch(|_: E17| 0));
    assert_eq!(deferred::testing::success_result_of(all), (1, 2, 3));
}
