//! Draws the chains of Rust files as railways.
//!
//! ```sh
//! railway FILE.. > chains.html                # all of them, as a page
//! railway --svg FUNCTION FILE > chain.svg     # one, as a picture that stands alone
//! railway --figure FUNCTION FILE > chain.html # one, as a part of a page that rustdoc makes
//! ```
//!
//! The pictures are those of `#[railway]`, by its own code: a macro crate gives nothing else away, so its modules are compiled here once more.

#[allow(dead_code, unused_imports, reason = "the macros use more of it")]
#[path = "../../deferred-macros/src/parse/mod.rs"]
mod parse;
#[allow(dead_code, unused_imports, reason = "the macros use more of it")]
#[path = "../../deferred-macros/src/railway/mod.rs"]
mod railway;

use railway::line::Line;
use std::process::ExitCode;
use std::{env, fs};

/// The themes' colours, for a picture that stands alone.
const ALONE: &str = "<style>svg{color:#222;--code-highlight-string-color:#4c8a1f;--warning-border-color:#c05a00;--main-background-color:#fff}\
@media(prefers-color-scheme:dark){svg{color:#ddd;--code-highlight-string-color:#8fc04f;--warning-border-color:#ff9e40;--main-background-color:#0d1117}}</style>";

/// How the page of a file looks around its pictures.
const PAGE: &str = "<style>:root{color-scheme:light dark}body{max-width:40rem;margin:2rem auto;padding:0 1rem;font-family:system-ui,sans-serif}\
h1{font-size:1.3rem}h2{font-size:1rem;font-family:monospace}@media(prefers-color-scheme:dark){body{background:#0d1117}}</style>";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let drawn = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--svg", name, file] => find(name, file).map(|line| svg(&line)),
        ["--figure", name, file] => find(name, file).map(|line| railway::draw(&line)),
        [] | ["--svg" | "--figure" | "--help", ..] => {
            Err("usage: railway FILE.., or railway --svg FUNCTION FILE, or railway --figure FUNCTION FILE"
                .to_owned())
        }
        files => html(files),
    };
    match drawn {
        Ok(drawn) => {
            println!("{drawn}");
            ExitCode::SUCCESS
        }
        Err(mistake) => {
            eprintln!("{mistake}");
            ExitCode::FAILURE
        }
    }
}

fn lines(file: &str) -> Result<Vec<Line>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let tokens = text.parse().map_err(|error| format!("{file}: {error}"))?;
    let lines = railway::lines(tokens);
    if lines.is_empty() { Err(format!("{file}: there is no `chain!` in it")) } else { Ok(lines) }
}

/// All chains of some files, as a page.
fn html(files: &[&str]) -> Result<String, String> {
    let mut page = format!(
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">{ALONE}{PAGE}"
    );
    for file in files {
        page.push_str(&format!("<h1>{file}</h1>"));
        for line in lines(file)? {
            page.push_str(&format!("<h2>{}</h2>", line.name.as_deref().unwrap_or("a chain")));
            page.push_str(&railway::draw(&line));
        }
    }
    Ok(page)
}

/// The first chain of the function `name`.
fn find(name: &str, file: &str) -> Result<Line, String> {
    let found = lines(file)?.into_iter().find(|line| line.name.as_deref() == Some(name));
    found.ok_or_else(|| format!("{file}: there is no chain in a function `{name}`"))
}

/// A picture that stands alone.
fn svg(line: &Line) -> String {
    let picture = railway::draw(line);
    let svg = picture.find("<svg").zip(picture.find("</figure>")).map(|(from, to)| &picture[from..to]);
    let svg = svg.expect("a picture is a figure").replacen(
        "<svg ",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" ",
        1,
    );
    let (head, rest) = svg.split_once('>').expect("it has a head");
    format!("{head}>{ALONE}{rest}")
}
