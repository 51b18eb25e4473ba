//! A library's pages: axum before SQLite, where each page is a pipeline from which no error can escape.
//!
//! ```sh
//! cargo run -- 127.0.0.1:3000 library.db
//! ```

mod database;
#[cfg(test)]
mod explored;
mod html;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{MethodRouter, get};
use database::{Broken, Busy, Database, Errors, NotFound};
use deferred::{chain, threads::Deferred};
use html::{Page, refused};
use rusqlite::Connection;
use std::collections::HashMap;
use tokio::net::TcpListener;

/// What stands in the path of a request, by its name.
type Words = HashMap<String, String>;

/// A route: what is asked of the database, and what becomes of the answer.
///
/// The pipeline takes whatever can go wrong, and gives a page with which nothing can. One that lets an error through does not compile.
fn page<T: Send + 'static>(
    query: fn(&Connection, Words) -> rusqlite::Result<T>,
    answer: impl FnOnce(Deferred<T, Errors>) -> Deferred<Page> + Clone + Send + Sync + 'static,
) -> MethodRouter<Database> {
    get(async move |State(database): State<Database>, Path(words): Path<Words>| {
        let found = database.ask(move |connection| query(connection, words));
        let Ok(page) = answer(found).await;
        page
    })
}

fn routes() -> Router<Database> {
    let shelf = page(
        |connection, _| database::books(connection),
        chain! {
            then |books| html::shelf(&books),
            catch NotFound | Busy | Broken => |error| refused(503, &format!("The shelf is closed: {error}.")),
        },
    );
    let book = page(
        |connection, words| database::book(connection, &words["title"]),
        chain! {
            then |book| html::book(&book),
            catch |_: NotFound| refused(404, "There is no such book."),
            catch |_: Busy| refused(503, "Somebody is at the shelf. Please come again."),
            catch |Broken(error): Broken| {
                eprintln!("{error}");
                refused(500, "The shelf is broken.")
            },
        },
    );
    Router::new().route("/", shelf).route("/books/{title}", book)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let file = arguments.next().unwrap_or_else(|| ":memory:".to_owned());
    let database = Database::open(&file)?;
    let listener = TcpListener::bind(address).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, routes().with_state(database)).await?;
    Ok(())
}
