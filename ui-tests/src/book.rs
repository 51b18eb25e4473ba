//! The book: a page for each code, an index by family, and one by symptom.

use crate::compiler::workspace;
use crate::fix::RECIPES;
use crate::page::{self, Page};
use crate::rustcs_own::RUSTCS_OWN;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The book's pages, by the names of their files.
pub type Book = BTreeMap<String, String>;

/// The folder of the book.
#[must_use]
pub fn folder() -> PathBuf {
    workspace().join("docs/mistakes")
}

/// Makes the book of the mistakes.
///
/// # Errors
///
/// Which mistake has no code, no twin or no recorded messages.
pub fn make() -> Result<Book, String> {
    let mut pages: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for path in page::all() {
        let entry = Entry::read(&path)?;
        for code in &entry.page.header.codes {
            pages.entry(code.clone()).or_default().push(entry.clone());
        }
    }
    let mut book: Book =
        pages.iter().map(|(code, entries)| (format!("{code}.md"), written(code, entries))).collect();
    book.insert("README.md".into(), index(&pages));
    book.insert("mod.rs".into(), module(&pages));
    Ok(book)
}

/// The files of a folder as they are now.
#[must_use]
pub fn kept(folder: &Path) -> Book {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| {
        let name = file.file_name().into_string().ok()?;
        Some((name, fs::read_to_string(file.path()).ok()?))
    });
    texts.collect()
}

/// Which pages of `kept` are not as they should be.
#[must_use]
pub fn drifted(book: &Book, kept: &Book) -> Vec<String> {
    let names = book.keys().chain(kept.keys().filter(|name| !book.contains_key(*name)));
    names.filter(|name| book.get(*name) != kept.get(*name)).cloned().collect()
}

/// A mistake with its words and its twin.
#[derive(Clone)]
struct Entry {
    page: Page,
    words: String,
    twin: String,
}

impl Entry {
    fn read(path: &Path) -> Result<Self, String> {
        let page = Page::read(path)?;
        if page.header.codes.is_empty() {
            return Err(format!("{}: it has no code: `// Code: E-..`", path.display()));
        }
        let words = page.words();
        let words = fs::read_to_string(&words).map_err(|error| format!("{}: {error}", words.display()))?;
        let twin = Page::read(&page.twin())?.code;
        Ok(Entry { page, words, twin })
    }

    /// The title of the mistake: the first line of its essay.
    fn title(&self) -> &str {
        self.page.essay.first().map_or("", String::as_str)
    }

    /// The first lines of what the compiler says.
    fn symptoms(&self) -> impl Iterator<Item = &str> {
        let lines = self.words.lines().filter(|line| line.starts_with("error"));
        lines.filter_map(|line| line.split_once(": ").map(|(_, symptom)| symptom))
    }
}

fn written(code: &str, entries: &[Entry]) -> String {
    let mut text = format!("# {code}\n");
    for entry in entries {
        let essay = entry.page.essay[1..].join("\n");
        let (code, words, twin) = (entry.page.code.trim(), entry.words.trim(), entry.twin.trim());
        let own = entry.page.header.rustcs_own.first();
        let own = own.and_then(|code| RUSTCS_OWN.iter().find(|own| own.code == code));
        let own = own.map(|own| format!(", in words of its own: {}", own.reason)).unwrap_or_default();
        let source = format!("../../ui-tests/mistakes/{}/{}.rs", entry.page.family(), entry.page.name());
        write!(
            text,
            "\n## {}\n\n{}\n\n```rust,compile_fail\n{code}\n```\n\nThe compiler says{own}:\n\n```text\n{words}\n```\n\nMended:\n\n```rust\n{twin}\n```\n\n[The file]({source})\n",
            entry.title(),
            essay.trim(),
        )
        .expect("a string can be written to");
    }
    text
}

/// The module that has the pages in the crate's documentation.
fn module(pages: &BTreeMap<String, Vec<Entry>>) -> String {
    let mut text = String::from(
        "//! The mistakes that do not compile: a page for each code that a message carries, as in `[E-both-takes-outcome]`.\n//!\n//! A page has what Twisted's user would see at run time, what the compiler says, and the program as it was meant.\n\n",
    );
    for (code, entries) in pages {
        let (module, title) = (code.to_lowercase().replace('-', "_"), entries[0].title());
        writeln!(text, "/// {title}\n///\n#[doc = include_str!(\"{code}.md\")]\npub mod {module} {{}}")
            .expect("a string can be written to");
    }
    text
}

fn index(pages: &BTreeMap<String, Vec<Entry>>) -> String {
    let mut families: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let mut symptoms = Vec::new();
    for (code, entries) in pages {
        for entry in entries {
            families.entry(entry.page.family()).or_default().push((entry.title(), code));
            symptoms.extend(entry.symptoms().map(|symptom| (symptom, code.as_str())));
        }
    }
    symptoms.sort_unstable();
    symptoms.dedup();
    let mut text = String::from(
        "# The mistakes that do not compile\n\nA page for each code that a message carries, as in `[E-both-takes-outcome]`. Made by\n`cargo run -p deferred-ui-tests --bin mistakes -- book` out of [ui-tests/mistakes](../../ui-tests/mistakes).\n",
    );
    let own = pages.values().flatten().filter(|entry| !entry.page.header.rustcs_own.is_empty()).count();
    let all = pages.values().map(Vec::len).sum::<usize>();
    writeln!(
        text,
        "\nOf {all} mistakes, {own} end in the compiler's own words: their code is in this book alone. All others carry it in the message.\n{} of the codes `mistakes fix FILE.rs` can mend by itself.",
        RECIPES.len()
    )
    .expect("a string can be written to");
    text.push_str("\n## By family\n");
    for (family, mistakes) in families {
        write!(text, "\n### {}\n\n", family.replace('_', " ")).expect("a string can be written to");
        for (title, code) in mistakes {
            writeln!(text, "- {title} [{code}]({code}.md)").expect("a string can be written to");
        }
    }
    text.push_str("\n## By symptom\n\nThe first line of what the compiler says.\n\n");
    for (symptom, code) in symptoms {
        let symptom = symptom.split(&format!(" [{code}]")).next().unwrap_or_default();
        writeln!(text, "- {symptom}: [{code}]({code}.md)").expect("a string can be written to");
    }
    text.push_str("\n## The compiler's own words\n\nThese errors carry no code, for no library can change their words.\n\n");
    for own in &RUSTCS_OWN {
        writeln!(text, "- {}: {}.", own.code, own.reason).expect("a string can be written to");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Book, drifted};

    fn book(pages: &[(&str, &str)]) -> Book {
        pages.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()
    }

    #[test]
    fn pages_that_are_missing_changed_or_left_over_have_drifted() {
        let made = book(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let kept = book(&[("a", "1"), ("b", "other"), ("d", "4")]);
        assert_eq!(drifted(&made, &kept), ["b", "c", "d"]);
        assert!(drifted(&made, &made).is_empty());
    }
}
