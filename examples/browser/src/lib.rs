//! A search in a page: promises become Deferreds, and a Deferred becomes a promise.
//!
//! The page says what it found for a word, whatever happens; a word that is asked for while another is under way takes its place.

#[cfg_attr(test, allow(dead_code, reason = "a test has requests and time of its own"))]
mod browser;
#[cfg(test)]
mod explored;

#[cfg(not(test))]
use browser::{BrowserClock, fetch};
use browser::{Rejected, Status, to_promise};
use deferred::{CancelHandle, Cancelled, Deferred, OneOf, TimedOut, chain};
#[cfg(test)]
use explored::{BrowserClock, fetch};
use js_sys::Promise;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

/// No such word.
#[derive(Debug)]
struct Unknown;

/// What is known of a word.
fn meaning(word: &str) -> Deferred<String, (Rejected, Status, Unknown, TimedOut, Cancelled)> {
    chain! {
        fetch(&format!("words/{word}"));
        timeout(BrowserClock, Duration::from_secs(2)),
        catch |status: Status| Err(told_apart(status)),
        raises Rejected | Status | Unknown | TimedOut | Cancelled,
    }
}

fn told_apart(status: Status) -> OneOf<(Unknown, Status)> {
    if status.0 == 404 { OneOf::new(Unknown) } else { OneOf::new(status) }
}

/// A search, of which only the last word counts.
#[wasm_bindgen]
#[derive(Default)]
pub struct Search {
    under_way: Option<CancelHandle>,
}

#[wasm_bindgen]
impl Search {
    /// A search that has not begun.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Search::default()
    }

    /// A promise of what to say about a word. It is never rejected: no error is left in the chain.
    pub fn ask(&mut self, word: &str) -> Promise {
        to_promise(self.says(word))
    }
}

impl Search {
    fn says(&mut self, word: &str) -> Deferred<String> {
        let meaning = meaning(word);
        if let Some(last) = self.under_way.replace(meaning.cancel_handle()) {
            last.cancel();
        }
        let word = word.to_owned();
        chain! {
            meaning;
            catch |_: Unknown| "nobody knows it".to_owned(),
            catch |_: TimedOut| "it takes too long".to_owned(),
            catch |_: Cancelled| "never mind".to_owned(),
            catch |Status(code): Status| format!("the server says {code}"),
            catch |Rejected(name): Rejected| format!("no answer, but a {name}"),
            then move |says| format!("{word}: {says}"),
        }
    }
}
