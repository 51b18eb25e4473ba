//! Pages.

use crate::database::Book;
use axum::http::StatusCode;
use axum::response::Html;

/// What a browser gets, whatever happened.
pub type Page = (StatusCode, Html<String>);

const HOME: &str = "<p><a href=\"/\">to the shelf</a></p>";

/// All books.
pub fn shelf(books: &[Book]) -> Page {
    let spines = books.iter().map(|Book { title, author, year, .. }| {
        let (title, author) = (escaped(title), escaped(author));
        format!("<li><a href=\"/books/{title}\">{title}</a><span>{author}, {year}</span></li>")
    });
    page(StatusCode::OK, "The shelf", &format!("<ul>{}</ul>", spines.collect::<String>()))
}

/// One book.
pub fn book(Book { title, author, year, begins }: &Book) -> Page {
    let (author, begins) = (escaped(author), escaped(begins));
    let body = format!("<p class=\"by\">{author}, {year}</p><blockquote>{begins}</blockquote>{HOME}");
    page(StatusCode::OK, title, &body)
}

/// A page that says why there is none.
pub fn refused(status: u16, why: &str) -> Page {
    let status = StatusCode::from_u16(status).expect("a status has three digits");
    page(status, status.as_str(), &format!("<p>{}</p>{HOME}", escaped(why)))
}

fn page(status: StatusCode, title: &str, body: &str) -> Page {
    let title = escaped(title);
    (status, Html(include_str!("page.html").replace("{title}", &title).replace("{body}", body)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
