#![allow(dead_code, unused_variables, unused_imports)]
use deferred::{
    AllFailed, AnyThread, Cancelled, Clock, Deferred, ErrorSet, Failure, FirstError, Lock, OneOf, Outcome, Queue,
    Resolver, Retry, Semaphore, TestClock, TimedOut, TooFew, attempt, chain, defer_later, fail, first_failure,
    first_success, fold, gather, iterate, join, later, list, members, race, retry, some, succeed, threads, windowed,
};
use std::cell::{Cell, RefCell};
use std::io;
use std::num::ParseIntError;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Clone, Debug)]
struct Timeout;
#[derive(Clone, Debug)]
struct NotFound(u16);
#[derive(Debug)]
struct DiskFull;
struct Silent;

#[derive(Clone, Debug)]
struct User {
    name: String,
}

impl User {
    fn named(name: &str) -> User {
        User { name: name.into() }
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn rename(&mut self, name: &str) {
        self.name = name.into();
    }
    fn save(self) -> Result<u32, DiskFull> {
        Ok(1)
    }
}

struct Theme {
    dark: bool,
}

fn cached() -> Deferred<String> {
    succeed("cached".into())
}
fn quick(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(url.into())
}
fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(url.into())
}
fn find(id: u32) -> Deferred<User, (NotFound,)> {
    Deferred::succeed(User::named("ada"))
}
fn slow() -> Deferred<u32, (Cancelled,)> {
    Deferred::succeed(1)
}
fn abroad() -> Deferred<u32, (), AnyThread> {
    threads::succeed(1)
}
fn parse(text: String) -> Result<u32, ParseIntError> {
    text.parse()
}
fn length(text: &str) -> usize {
    text.len()
}
fn shout(text: String) -> String {
    text.to_uppercase()
}
fn render(text: String, theme: &Theme) -> String {
    text
}
fn store(path: &str, text: String) -> Result<u32, DiskFull> {
    Ok(1)
}
fn store_later(path: &str, text: String) -> Deferred<u32, (DiskFull,)> {
    Deferred::succeed(1)
}
async fn upload(text: String) -> u32 {
    1
}
fn log(what: &str) {}
