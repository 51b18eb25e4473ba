//! A host whose plug-ins cannot let an error escape: its trait demands a `Deferred` without errors, and offers what they need to keep it.
//!
//! What the compiler tells an author who forgets one: `docs/mistakes/E-plugin-lets-an-error-through.md`.

use deferred::{Cancelled, Clock, Deferred, TestClock, TimedOut, chain, gather, testing::success_result_of};
use std::{rc::Rc, time::Duration};

/// What the host can do for its plug-ins; each of them can go wrong in its own way.
pub(crate) struct Host {
    pub(crate) clock: TestClock,
}

#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct NoSuchKey(String);

impl Host {
    fn fetch(&self, url: &str) -> Deferred<String, (Offline, Cancelled)> {
        match url {
            "slow:" => self.nobody_answers(),
            "off:" => Deferred::fail(Offline),
            _ => Deferred::succeed(format!("page at {url}")),
        }
    }

    fn nobody_answers(&self) -> Deferred<String, (Offline, Cancelled)> {
        let (resolver, d) = Deferred::pending();
        // It is held by a call in a far future, and goes with the clock.
        let late = move || resolver.fail(Offline);
        self.clock.call_later(Duration::MAX, Box::new(late)).detach();
        d
    }

    fn setting(&self, key: &str) -> Result<String, NoSuchKey> {
        if key == "theme" { Ok("dark".to_owned()) } else { Err(NoSuchKey(key.to_owned())) }
    }
}

/// What a plug-in is: a request goes in, and a text comes out, whatever happens.
pub(crate) trait Plugin {
    fn name(&self) -> &'static str;

    /// Answers. No error is left in what it gives: the signature says so.
    fn answer(&self, host: Rc<Host>, request: &str) -> Deferred<String>;
}

/// Shows a page, or says why not.
pub(crate) struct Pages;

impl Plugin for Pages {
    fn name(&self) -> &'static str {
        "pages"
    }

    fn answer(&self, host: Rc<Host>, request: &str) -> Deferred<String> {
        chain! {
            host.fetch(request);
            timeout(&host.clock, Duration::from_secs(5)),
            catch |_: Offline| "you are offline".to_owned(),
            catch TimedOut | Cancelled => |_| "nobody answers".to_owned(),
        }
    }
}

/// Says what a setting is.
pub(crate) struct Settings;

impl Plugin for Settings {
    fn name(&self) -> &'static str {
        "settings"
    }

    fn answer(&self, host: Rc<Host>, request: &str) -> Deferred<String> {
        chain! {
            host.setting(request);
            catch |missing: NoSuchKey| format!("there is no {}", missing.0),
        }
    }
}

/// Asks all of them. Nothing can have gone wrong, so nothing is handled here.
pub(crate) fn ask(host: &Rc<Host>, plugins: &[Box<dyn Plugin>], request: &str) -> Deferred<Vec<String>> {
    gather(plugins.iter().map(|plugin| {
        let name = plugin.name();
        plugin.answer(host.clone(), request).map(move |text| format!("{name}: {text}"))
    }))
}

fn main() {
    let host = Rc::new(Host { clock: TestClock::new() });
    let plugins: [Box<dyn Plugin>; 2] = [Box::new(Pages), Box::new(Settings)];
    for request in ["/index", "off:", "slow:", "theme"] {
        let answers = ask(&host, &plugins, request);
        host.clock.advance(Duration::from_secs(5));
        println!("{request}");
        for answer in success_result_of(answers) {
            println!("  {answer}");
        }
    }
}
