//! The quickstart, whose files are read by tasks of tokio. Each task has a loop of its own here, which runs when the explorer says.

use crate::examples::quickstart::{Counts, count, describe};
use deferred::testing::{explore, success_result_of};
use deferred::{Deferred, list, succeed, unhandled};
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;

/// A fresh folder with a file that can be counted, one that is no text, and a folder; the name `missing` has nothing.
fn files(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explored").join(test);
    fs::create_dir_all(folder.join("folder")).expect("the target folder can be written");
    fs::write(folder.join("bytes"), b"so far \xff").expect("it is a file");
    folder
}

fn runtime() -> Rc<Runtime> {
    Rc::new(Builder::new_current_thread().build().expect("it needs nothing of the system"))
}

/// What the program says of a file; it is read when the loop that is given back runs.
fn says(path: PathBuf) -> (LocalSet, Deferred<String>) {
    let tasks = LocalSet::new();
    let entered = tasks.enter();
    let counted = count(path).map(|[lines, words, bytes]: Counts| format!("{lines} {words} {bytes}"));
    drop(entered);
    (tasks, counted.or_else(|failure| succeed(describe(failure.into_error()))))
}

/// Files are read in any order, and one goes at any time: the table has them as they were named, each as it was when it was read.
#[test]
fn each_file_is_said_as_it_was_read_where_it_was_named() {
    let (folder, runtime) = (files("any order"), runtime());
    let explored = explore(move |scenario| {
        fs::write(folder.join("good"), "one two\nthree\n").expect("it is a file");
        let was_there = Rc::new(Cell::new(true));
        let table = ["good", "missing", "folder", "bytes"].map(|name| {
            let (tasks, said) = says(folder.join(name));
            let (runtime, is_there, was_there) = (runtime.clone(), folder.join("good"), was_there.clone());
            scenario.event(name, move || {
                was_there.set(if name == "good" { is_there.exists() } else { was_there.get() });
                runtime.block_on(tasks);
            });
            said
        });
        let good = folder.join("good");
        scenario.event("good goes", move || fs::remove_file(good).expect("it is there"));
        let table = list(table);
        scenario.at_end(move || {
            let said = success_result_of(table).into_iter().map(|Ok(said)| said);
            let good = if was_there.get() { "2 3 14" } else { "no such file" };
            let expected =
                [good, "no such file", "cannot be read: is a directory", "not UTF-8 from byte 7 on"];
            assert!(said.eq(expected));
        });
    });
    assert_eq!(explored.orders(), 120);
}

/// A loop that ends before its file is read drops the resolver: that is reported, and the others are said all the same.
#[test]
fn a_file_whose_loop_ends_is_reported_and_the_others_are_said() {
    let (folder, runtime) = (files("a loop ends"), runtime());
    let explored = explore(move |scenario| {
        let reports = Rc::new(unhandled::watch());
        let (left, said) = says(folder.join("missing"));
        let left = Rc::new(RefCell::new(Some(left)));
        let (runs, ends, is_read) = (left.clone(), left, Rc::new(Cell::new(false)));
        let (reads, of) = (is_read.clone(), runtime.clone());
        scenario.event("missing", move || {
            if let Some(tasks) = runs.take() {
                reads.set(true);
                of.block_on(tasks);
            }
        });
        scenario.event("its loop ends", move || drop(ends.take()));
        let (tasks, other) = says(folder.join("bytes"));
        let runtime = runtime.clone();
        scenario.event("bytes", move || runtime.block_on(tasks));
        scenario.expects_reports();
        scenario.at_end(move || {
            assert_eq!(success_result_of(other), "not UTF-8 from byte 7 on");
            assert_eq!(said.is_ready(), is_read.get());
            drop(said);
            let reports = Rc::into_inner(reports).expect("nobody else has it").finish();
            assert_eq!(reports.len(), usize::from(!is_read.get()), "{reports:?}");
        });
    });
    assert_eq!(explored.orders(), 6);
}
