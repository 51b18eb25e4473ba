//! SQLite on a thread of its own: what blocks waits there, and what asks waits for a Deferred.

use deferred::{Failure, OneOf, chain, threads, threads::Deferred};
use rusqlite::{Connection, ErrorCode};
use std::fmt;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// There is no such row.
#[derive(Debug)]
pub struct NotFound;
/// Too many queries wait, or another process has the file.
#[derive(Debug)]
pub struct Busy;
/// Whatever else SQLite says.
#[derive(Debug)]
pub struct Broken(pub rusqlite::Error);

/// All that can go wrong with a query.
pub type Errors = (NotFound, Busy, Broken);

/// What the database's thread does.
pub type Query = Box<dyn FnOnce(&Connection) + Send>;

#[derive(Clone)]
pub struct Database {
    queries: SyncSender<Query>,
}

impl Database {
    /// Opens a file, and puts some books into it if it is new.
    pub fn open(file: &str) -> rusqlite::Result<Self> {
        /// How many queries may wait.
        const BACKLOG: usize = 256;
        let connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_millis(50))?;
        connection.execute_batch(include_str!("books.sql"))?;
        let (database, waiting) = Database::answered_by(BACKLOG);
        std::thread::spawn(move || waiting.into_iter().for_each(|query| query(&connection)));
        Ok(database)
    }

    /// A database, and the queries of which so many may wait for whoever answers them.
    pub fn answered_by(backlog: usize) -> (Self, Receiver<Query>) {
        let (queries, waiting) = sync_channel(backlog);
        (Database { queries }, waiting)
    }

    /// Runs a query on the database's thread.
    pub fn ask<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Deferred<T, Errors> {
        let (resolver, answer) = threads::pending::<_, (rusqlite::Error,)>();
        let query: Query = Box::new(move |connection| resolver.resolve_with(query(connection)));
        match self.queries.try_send(query) {
            Ok(()) => chain! { answer; catch |error: rusqlite::Error| Err(told_apart(error)) },
            Err(_full) => {
                drop(answer); // before its resolver, which goes with the query: nobody waits for it
                threads::settled(Err(Failure::new(Busy)))
            }
        }
    }
}

/// What an error of SQLite is to a page.
fn told_apart(error: rusqlite::Error) -> OneOf<Errors> {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OneOf::new(Busy),
        None if matches!(error, rusqlite::Error::QueryReturnedNoRows) => OneOf::new(NotFound),
        _ => OneOf::new(Broken(error)),
    }
}

pub struct Book {
    pub title: String,
    pub author: String,
    pub year: i32,
    pub begins: String,
}

/// All books.
pub fn books(connection: &Connection) -> rusqlite::Result<Vec<Book>> {
    connection.prepare_cached("SELECT * FROM books ORDER BY year")?.query_map((), row)?.collect()
}

/// One book.
pub fn book(connection: &Connection, title: &str) -> rusqlite::Result<Book> {
    connection.prepare_cached("SELECT * FROM books WHERE title = ?")?.query_row([title], row)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Book> {
    Ok(Book { title: row.get(0)?, author: row.get(1)?, year: row.get(2)?, begins: row.get(3)? })
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is nothing on it")
    }
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("somebody is at it")
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is broken")
    }
}
