//! Every order in which loops run, files change, users go and loops end, each on a real loop of libuv.

use crate::event_loop::Loop;
use crate::{cancel_many, describe, wait, wait_a_little};
use deferred::testing::{explore, success_result_of};
use std::cell::{Cell, RefCell};
use std::env::temp_dir;
use std::fs;
use std::path::Path;
use std::rc::Rc;

/// A file of the test of this name.
fn file(test: &str) -> String {
    let path = temp_dir().join(format!("c_callbacks {test} {}", std::process::id()));
    fs::write(&path, "12345").expect("there is a place for temporary files");
    path.into_os_string().into_string().expect("the path is text")
}

/// Whether the process has the file open.
fn is_open(path: &str) -> bool {
    let open = fs::read_dir("/proc/self/fd").expect("Linux says so");
    open.flatten().any(|file| fs::read_link(file.path()).is_ok_and(|to| to == Path::new(path)))
}

/// A loop for each of three paths. One read is cancelled at any time: whether it comes to an end or not, no file stays open.
#[test]
fn each_path_is_told_whenever_its_loop_runs_and_no_file_stays_open() {
    let good = file("told");
    let explored = explore(|scenario| {
        // Whether somebody cancelled it, and before its loop ran.
        let (cancelled, has_run) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        let mut told = Vec::new();
        for (name, path) in [("good", good.as_str()), ("missing", "no-such-file"), ("folder", "src")] {
            let uv = Loop::new();
            let read = uv.read(path);
            if name == "good" {
                let (user, cancels, has_run) = (read.cancel_handle(), cancelled.clone(), has_run.clone());
                scenario.event("user", move || {
                    cancels.set(!has_run.get());
                    user.cancel();
                });
            }
            let has_run = has_run.clone();
            scenario.event(name, move || {
                uv.run();
                has_run.set(has_run.get() || name == "good");
            });
            told.push(describe(path.to_owned(), read));
        }
        let path = good.clone();
        scenario.at_end(move || {
            let told: Vec<_> = told.into_iter().map(success_result_of).collect();
            let unwanted = cancelled.get() && told[0] == format!("{path}: not wanted");
            assert!(unwanted || told[0] == format!("{path}: 5 bytes"), "{}", told[0]);
            assert_eq!(told[1..], ["no-such-file: not there", "src: a folder"]);
            assert!(!is_open(&path));
        });
    });
    assert_eq!(explored.orders(), 24);
    fs::remove_file(good).expect("it is there");
}

/// Many reads that nobody wants any more, on two loops: none of the file's descriptors is left, in either order.
#[test]
fn of_many_that_are_cancelled_no_file_stays_open() {
    let good = file("many");
    let explored = explore(|scenario| {
        let mut ended = Vec::new();
        for name in ["one", "two"] {
            let uv = Loop::new();
            ended.push(cancel_many(&uv, &good));
            scenario.event(name, move || uv.run());
        }
        let path = good.clone();
        scenario.at_end(move || {
            ended
                .into_iter()
                .for_each(|ended| assert_eq!(success_result_of(ended), "each was read or cancelled"));
            assert!(!is_open(&path));
        });
    });
    assert_eq!(explored.orders(), 2);
    fs::remove_file(good).expect("it is there");
}

/// What comes first it comes to: a change, a user who goes, or, as the loop runs, the time.
#[test]
fn a_change_is_waited_for_until_it_comes_the_user_goes_or_the_time_is_over() {
    let watched = file("a little");
    let explored = explore(|scenario| {
        let (uv, order) = (Loop::new(), Rc::new(RefCell::new(String::new())));
        let changed = uv.changed(&watched);
        let (path, notes) = (watched.clone(), order.clone());
        scenario.event("changes", move || {
            notes.borrow_mut().push('c');
            fs::write(path, "other").expect("it is a file");
        });
        let (user, notes) = (changed.cancel_handle(), order.clone());
        scenario.event("user", move || {
            notes.borrow_mut().push('u');
            user.cancel();
        });
        let said = wait_a_little(&uv, changed);
        let notes = order.clone();
        scenario.event("runs", move || {
            notes.borrow_mut().push('r');
            uv.run();
        });
        scenario.at_end(move || {
            let order = order.take();
            let expected = match order.split('r').next() {
                Some(before) if before.contains('u') => "it cannot be watched",
                Some("c") => "somebody changed it",
                _ => "nobody changed it in time",
            };
            assert_eq!(success_result_of(said), expected, "{order}");
        });
    });
    assert_eq!(explored.orders(), 6);
    fs::remove_file(watched).expect("it is there");
}

/// A loop that goes before it has said so says nothing any more, and whoever waits learns that.
#[test]
fn whoever_waits_for_a_change_learns_that_the_loop_is_gone() {
    let watched = file("gone");
    let explored = explore(|scenario| {
        let uv = Loop::new();
        let said = wait(uv.changed(&watched));
        let uv = Rc::new(RefCell::new(Some(uv)));
        let (has_changed, is_told) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        let (path, changes) = (watched.clone(), has_changed.clone());
        scenario.event("changes", move || {
            changes.set(true);
            fs::write(path, "other").expect("it is a file");
        });
        let (runs, tells) = (uv.clone(), is_told.clone());
        scenario.event("runs", move || {
            // Without a change it would wait for one.
            if let Some(uv) = &*runs.borrow()
                && has_changed.get()
            {
                uv.run();
                tells.set(true);
            }
        });
        scenario.event("goes", move || drop(uv.take()));
        scenario.at_end(move || {
            let expected =
                if is_told.get() { "somebody changed it" } else { "nobody will say whether it changes" };
            assert_eq!(success_result_of(said), expected);
        });
    });
    assert_eq!(explored.orders(), 6);
    fs::remove_file(watched).expect("it is there");
}
