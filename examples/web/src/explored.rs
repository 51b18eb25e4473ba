//! Every order in which pages are asked for, the database answers, is locked by another process, and a browser goes.

use crate::database::Database;
use crate::routes;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use deferred::testing::explore;
use rusqlite::Connection;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use std::{env, fs, process};
use tower_service::Service;

/// A page that was asked for: its status, when it is there.
type Asked = Pin<Box<dyn Future<Output = u16>>>;

fn ask(routes: &mut Router, path: &str) -> Asked {
    let answer = routes.call(Request::get(path).body(Body::empty()).expect("a path"));
    Box::pin(async {
        let Ok(response) = answer.await;
        response.status().as_u16()
    })
}

fn status(asked: &mut Asked) -> Option<u16> {
    match asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(status) => Some(status),
        Poll::Pending => None,
    }
}

/// How many queries may wait.
const BACKLOG: usize = 2;

/// A page has the status that the database had when it answered it, and 503 where no more may wait; nothing escapes, also if nobody waits any more.
#[test]
fn each_page_has_the_status_of_when_it_was_answered() {
    let file = env::temp_dir().join(format!("web explored {}.db", process::id()));
    drop(fs::remove_file(&file)); // of a run that did not come to its end
    let connect = || {
        let connection = Connection::open(&file).expect("there is a place for temporary files");
        connection.busy_timeout(Duration::ZERO).expect("it takes any time");
        Rc::new(connection)
    };
    let (ours, other) = (connect(), connect());
    ours.execute_batch(include_str!("books.sql")).expect("it is a new file");
    let explored = explore(|scenario| {
        let (database, queries) = Database::answered_by(BACKLOG);
        let routes = Rc::new(RefCell::new(routes().with_state(database)));
        let is_locked = Rc::new(Cell::new(false));
        // What waits, and what each is to be.
        let waiting = Rc::new(RefCell::new(Vec::<Rc<Cell<u16>>>::new()));
        let mut pages = Vec::new();
        for (path, whole) in [("/", 200), ("/books/Moby-Dick", 200), ("/books/Necronomicon", 404)] {
            let page = Rc::new(RefCell::new(None));
            let expected = Rc::new(Cell::new(whole));
            let (routes, asks, waiting, becomes) =
                (routes.clone(), page.clone(), waiting.clone(), expected.clone());
            scenario.event(path, move || {
                let mut asked = ask(&mut routes.borrow_mut(), path);
                let has_place = waiting.borrow().len() < BACKLOG;
                assert_eq!(status(&mut asked), (!has_place).then_some(503), "it waits if it has a place");
                if has_place {
                    waiting.borrow_mut().push(becomes);
                    *asks.borrow_mut() = Some(asked);
                }
            });
            pages.push((page, expected));
        }
        let (is_refused, ours) = (is_locked.clone(), ours.clone());
        let answers = Rc::new(move || {
            queries.try_iter().for_each(|query| query(&ours));
            waiting.take().iter().for_each(|page| page.set(if is_refused.get() { 503 } else { page.get() }));
        });
        let last = answers.clone();
        scenario.event("the database answers", move || answers());
        let (locks, process) = (is_locked, other.clone());
        scenario.event("another process has the file", move || {
            process.execute_batch("BEGIN EXCLUSIVE").expect("nobody else has it");
            locks.set(true);
        });
        let goes = pages[1].0.clone();
        scenario.event("a browser goes", move || drop(goes.take()));
        let other = other.clone();
        scenario.at_end(move || {
            last();
            other.execute_batch("ROLLBACK").expect("we have it");
            for (page, expected) in pages {
                if let Some(mut asked) = page.take() {
                    assert_eq!(status(&mut asked), Some(expected.get()));
                }
            }
        });
    });
    assert_eq!(explored.orders(), 720);
    fs::remove_file(file).expect("it is there");
}
