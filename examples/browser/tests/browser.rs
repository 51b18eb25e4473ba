//! A browser opens the page and asks for words.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

/// A process that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().expect("it runs");
        self.0.wait().expect("it ends");
    }
}

#[test]
fn each_word_is_answered_whatever_happens() {
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
    else {
        return println!("there is no Chromium: not checked");
    };
    // Cargo has built it, beside the folder of this test.
    let test = env::current_exe().expect("it is a file");
    let serve = test.ancestors().nth(2).expect("it is where cargo puts a test").join("examples/serve");
    let mut serve = Command::new(serve).stdout(Stdio::piped()).spawn().expect("it starts");
    let output = serve.stdout.take().expect("it is piped");
    let _serve = Running(serve);
    let (line, lines) = mpsc::channel();
    thread::spawn(move || {
        BufReader::new(output).lines().map_while(Result::ok).try_for_each(|said| line.send(said))
    });
    let said = |seconds| lines.recv_timeout(Duration::from_secs(seconds)).expect("it says so in time");

    let page = format!("{}?ask=deferred&ask=unknown&ask=slow&ask=gone&ask=broken&ask=slow,chain", said(120));
    let profile = concat!(env!("CARGO_TARGET_TMPDIR"), "/profile");
    drop(fs::remove_dir_all(profile)); // of the last run, if there was one
    let browser = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            &format!("--user-data-dir={profile}"),
            &page,
        ])
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let _browser = Running(browser);
    let expected = [
        "deferred: a result that will be there later",
        "unknown: nobody knows it",
        "slow: it takes too long",
        "gone: no answer, but a TypeError",
        "broken: the server says 500",
        "slow: never mind",
        "chain: callbacks, one after the other",
    ];
    assert_eq!(expected.map(|_| said(60)), expected);
}
