//! What a browser has: promises, requests and time, as Deferreds and as a clock.

use deferred::{Cancelled, Clock, Deferred, Failure, OneOf, Timer, chain, run};
use js_sys::{Error, Promise};
use std::time::Duration;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, Performance, RequestInit, Response, Window};

/// The name of the error that a promise was rejected with.
#[derive(Debug)]
pub struct Rejected(pub String);
/// An answer of a server that is none.
#[derive(Debug)]
pub struct Status(pub u16);

/// A promise as a Deferred. A promise cannot be cancelled; the Deferred can, and then waits for it no more.
pub fn from_promise(promise: Promise) -> Deferred<JsValue, (Rejected, Cancelled)> {
    run(async { JsFuture::from(promise).await.map_err(|why| Failure::new(rejected(why))) })
}

/// A Deferred as a promise. No error is left in it, so the promise is never rejected.
pub fn to_promise(d: Deferred<String>) -> Promise {
    future_to_promise(async {
        let Ok(text) = d.await;
        Ok(text.into())
    })
}

/// The text at an address. If that is not wanted any more, the request is aborted.
pub fn fetch(url: &str) -> Deferred<String, (Rejected, Status, Cancelled)> {
    let controller = AbortController::new().expect("a browser has one");
    let options = RequestInit::new();
    options.set_signal(Some(&controller.signal()));
    chain! {
        from_promise(window().fetch_with_str_and_init(url, &options));
        then |response| text(&response.unchecked_into()),
        then from_promise,
        then |text| text.as_string().unwrap_or_default(),
        finally move || controller.abort(), // which does nothing to a request that has ended
        raises Rejected | Status | Cancelled,
    }
}

fn text(response: &Response) -> Result<Promise, OneOf<(Rejected, Status)>> {
    if !response.ok() {
        return Err(OneOf::new(Status(response.status())));
    }
    response.text().map_err(|why| OneOf::new(rejected(why)))
}

fn rejected(why: JsValue) -> Rejected {
    Rejected(Error::from(why).name().into())
}

/// The browser's time: `performance.now`, and `setTimeout`.
#[derive(Clone, Copy)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Duration {
        let now = window().performance().as_ref().map(Performance::now);
        Duration::from_secs_f64(now.expect("a browser has a clock") / 1000.0)
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        let Ok(milliseconds) = i32::try_from(delay.as_micros().div_ceil(1000)) else {
            return Timer::new(move || drop(call)); // no browser waits longer than that
        };
        let call = Closure::once_into_js(call);
        let timer = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds)
            .expect("it is a function");
        Timer::new(move || window().clear_timeout_with_handle(timer))
    }
}

fn window() -> Window {
    web_sys::window().expect("this runs in a page")
}
