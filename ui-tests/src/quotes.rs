//! The tutorial's quotes of the compiler: the messages of some mistakes, without the lines about the crate's
//! inside.

use crate::book::Book;
use crate::compiler::workspace;
use crate::page::Page;
use std::fs;
use std::path::PathBuf;

/// The folder of the quotes.
#[must_use]
pub fn folder() -> PathBuf {
    workspace().join("src/tutorial/words")
}

/// Makes a quote of each mistake that a chapter names, as in `include_str!("words/firing.twice.md")`.
///
/// # Errors
///
/// Which chapter names a file that is no mistake.
pub fn make() -> Result<Book, String> {
    let chapters = fs::read_dir(workspace().join("src/tutorial")).map_err(|error| error.to_string())?;
    let mut quotes = Book::new();
    for chapter in chapters {
        let path = chapter.map_err(|error| error.to_string())?.path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for name in named(&text) {
            let quote = quote(name).map_err(|error| format!("{}: {error}", path.display()))?;
            quotes.insert(name.to_owned(), quote);
        }
    }
    Ok(quotes)
}

/// The quotes that a chapter names.
fn named(chapter: &str) -> impl Iterator<Item = &str> {
    chapter.split("include_str!(\"words/").skip(1).filter_map(|rest| rest.split('"').next())
}

fn quote(name: &str) -> Result<String, String> {
    let mistake = name.strip_suffix(".md").and_then(|name| name.split_once('.'));
    let (family, mistake) = mistake.ok_or_else(|| format!("{name}: not `family.mistake.md`"))?;
    let page = Page::read(&workspace().join(format!("ui-tests/mistakes/{family}/{mistake}.rs")))?;
    let words = fs::read_to_string(page.words()).map_err(|error| format!("{name}: {error}"))?;
    let code = page.header.codes.first().ok_or_else(|| format!("{name}: it has no code"))?;
    let words = first_lines(&words);
    // The compiler's own words carry no code.
    let page = if words.contains(code) { String::new() } else { format!("\nIn the book: `{code}`.\n") };
    Ok(format!("```text\n{words}```\n{page}"))
}

/// A message up to where the compiler shows what asked for it, or shows the same again.
fn first_lines(words: &str) -> String {
    let is_aside = |line: &str| line.contains("= help: the trait `");
    let shown = words.lines().take_while(|line| !line.starts_with("note: ") && !line.starts_with("help: "));
    let shown: Vec<_> = shown.filter(|line| !is_aside(line)).collect();
    format!("{}\n", shown.join("\n").trim_end_matches([' ', '|', '\n']))
}

#[cfg(test)]
mod tests {
    use super::{first_lines, named};

    #[test]
    fn a_quote_ends_where_the_compiler_shows_what_asked() {
        let words = "error[E1]: no\n  |\n  = help: the trait `A` is not implemented for `B`\n  = note: so\n  |\nnote: required by\n  | fn\n";
        assert_eq!(first_lines(words), "error[E1]: no\n  |\n  = note: so\n");
    }

    #[test]
    fn a_chapter_names_what_it_quotes() {
        let chapter =
            "//! a\n#![doc = include_str!(\"words/a.b.md\")]\n#![doc = include_str!(\"words/c.d.md\")]\n";
        assert_eq!(named(chapter).collect::<Vec<_>>(), ["a.b.md", "c.d.md"]);
    }
}
