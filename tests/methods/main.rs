//! There is a method for each stage, and it does the same as the stage.

// A closure is what is tried, even where the function in it would do.
#![allow(clippy::redundant_closure)]

mod compare;
mod ends;
mod futures;
mod handlers;
mod sites;
mod values;

#[derive(Debug, PartialEq, Clone)]
struct A(u32);

#[derive(Debug, PartialEq, Clone)]
struct B(u32);

#[derive(Debug, PartialEq, Clone)]
struct C(u32);
