//! The public documentation is whole: each public item of the core and of the facade shows how it is used, says how it fails and
//! panics, and which name Twisted has for it; and the table on `Deferred` has each of its methods.
//!
//! An item shows its use by an example of its own, or by one on its page: a method is called there. Or it says where that is: by
//! "see [..]" or "On one thread: [..]". The sources are formatted, so a block ends at a brace in the column where it began.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn core() -> PathBuf {
    root().join("deferred-core/src")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Hidden where they are defined, and documented where they are exported: the core says why.
const DOCUMENTED_WHERE_EXPORTED: [&str; 5] = ["ErrorOf", "FailsOnlyWith", "FromEach", "Reply", "Trap"];

/// The names that users reach, by what the public modules hand on and do not hide.
fn exported() -> BTreeSet<String> {
    let mut names = BTreeSet::from(["Report", "Watch", "set_hook", "reset_hook", "watch"].map(str::to_owned));
    for module in ["lib.rs", "threads/mod.rs", "testing/mod.rs"] {
        let text = fs::read_to_string(core().join(module)).expect("it is there");
        let text = text.split("pub mod __private").next().expect("there is a first part").to_owned();
        for (before, statement) in text.split(';').filter_map(|item| item.split_once("pub use ")) {
            if !before.lines().last().is_some_and(|line| line.contains("doc(hidden)")) {
                let last = |path: &str| path.rsplit("::").next().expect("there is a last part").to_owned();
                names.extend(statement.split(['{', '}', ',']).map(str::trim).map(last));
            }
        }
    }
    names.remove("");
    names
}

struct Item {
    place: String,
    /// The type on whose page it stands; for a function or a macro, itself.
    page: String,
    name: String,
    is_method: bool,
    docs: Vec<String>,
    /// The lines of a function's signature, and those of its body.
    signature: String,
    body: String,
}

impl Item {
    /// The lines of its examples.
    fn examples(&self) -> String {
        let parts = self.docs.split(|line| line.starts_with("```"));
        parts.skip(1).step_by(2).flatten().flat_map(|line| [line, "\n"]).collect()
    }

    fn is_shown(&self, page: &str) -> bool {
        let is_called = |sign: &str| {
            let call = |end| page.contains(&format!("{sign}{}{end}", self.name));
            call("(") || call("::<")
        };
        !self.examples().is_empty()
            || self.is_shown_elsewhere()
            || if self.is_method {
                [".", "::", "fn "].into_iter().any(is_called)
            } else {
                !page.trim().is_empty()
            }
    }

    fn is_shown_elsewhere(&self) -> bool {
        let text = self.docs.join(" ");
        ["see [", "On one thread: ["].iter().any(|words| text.contains(words))
    }

    fn has_section(&self, title: &str) -> bool {
        self.docs.iter().any(|line| line.strip_prefix("# ") == Some(title))
    }

    /// Whether it returns a `Result` that is no outcome of a chain.
    fn may_fail(&self) -> bool {
        let returned = self.signature.split_once("-> ").map(|(_, returned)| returned);
        returned.is_some_and(|returned| returned.starts_with("Result<"))
    }

    fn may_panic(&self) -> bool {
        let panics = ["assert!(", "assert_eq!(", "panic!("];
        let is_one = |line: &str| panics.iter().any(|start| line.trim_start().starts_with(start));
        self.signature.contains("fn ") && self.body.lines().any(is_one)
    }
}

/// The name after `pub fn`, `pub struct` and their like, and whether it is a function's.
fn defines(line: &str) -> Option<(&str, bool)> {
    let words = line.strip_prefix("pub ")?;
    let words =
        ["const ", "unsafe "].iter().fold(words, |words, word| words.strip_prefix(word).unwrap_or(words));
    let (kind, rest) = words.split_once(' ')?;
    // A `type` is another name of something that has a page.
    let is_item = ["fn", "struct", "enum", "trait"].contains(&kind);
    is_item.then(|| (name(rest), kind == "fn"))
}

fn name(text: &str) -> &str {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or_default()
}

/// The type of an `impl` that is no trait's.
fn impl_of(line: &str) -> Option<&str> {
    let mut rest = line.strip_prefix("impl")?;
    if rest.starts_with('<') {
        let mut depth = 0;
        let before = |(at, sign): (usize, char)| {
            depth += i32::from(sign == '<') - i32::from(sign == '>' && !rest[..at].ends_with('-'));
            depth == 0
        };
        let end = rest.char_indices().position(before)?;
        rest = &rest[end + 1..];
    }
    (!rest.contains(" for ")).then(|| name(rest.trim_start()))
}

fn items() -> Vec<Item> {
    let exported = exported();
    let mut items = Vec::new();
    let mut files = Vec::new();
    sources(&core(), &mut files);
    for file in files {
        items_of(&file, |page| exported.contains(page), &mut items);
    }
    // All that is public in a file of the facade is exported.
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    files.retain(|file| !file.ends_with("src/lib.rs"));
    for file in files {
        items_of(&file, |_| true, &mut items);
    }
    items_of(
        &root().join("deferred-macros/src/lib.rs"),
        |name| ["railway", "raises"].contains(&name),
        &mut items,
    );
    items
}

fn items_of(file: &Path, is_exported: impl Fn(&str) -> bool, items: &mut Vec<Item>) {
    let text = fs::read_to_string(file).expect("it is there");
    let (mut docs, mut is_hidden) = (Vec::new(), false);
    let (mut page, mut in_trait) = (None, false);
    let lines: Vec<_> = text.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        if let Some(text) = trimmed.strip_prefix("///") {
            docs.push(text.strip_prefix(' ').unwrap_or(text).to_owned());
            continue;
        }
        let goes_on = ["#[", ")]", "message =", "label =", "note =", "//"];
        if goes_on.iter().any(|start| trimmed.starts_with(start)) || trimmed.is_empty() {
            is_hidden |= trimmed.contains("doc(hidden)");
            continue;
        }
        let (docs, is_hidden) = (std::mem::take(&mut docs), std::mem::take(&mut is_hidden));
        let mut add = |page: &str, name: &str, is_method| {
            let is_hidden = is_hidden && !DOCUMENTED_WHERE_EXPORTED.contains(&name);
            if !is_hidden && is_exported(page) {
                let place = format!("{}:{}", file.strip_prefix(root()).unwrap_or(file).display(), number + 1);
                let (page, name) = (page.to_owned(), name.to_owned());
                let (signature, body) = function(&lines[number..]);
                items.push(Item { place, page, name, is_method, docs: docs.clone(), signature, body });
            }
        };
        if line.starts_with('}') {
            (page, in_trait) = (None, false);
        } else if line.starts_with("impl") {
            page = impl_of(line).map(str::to_owned);
        } else if let Some(rest) = line.strip_prefix("macro_rules! ")
            && !docs.is_empty()
        {
            add(name(rest), name(rest), false);
        } else if let Some((name, _)) = defines(line) {
            add(name, name, false);
            in_trait = line.contains(" trait ") && !is_hidden;
            page = in_trait.then(|| name.to_owned());
        } else if let Some(page) = &page
            && let Some(inner) = line.strip_prefix("    ")
        {
            let method = match inner.strip_prefix("fn ") {
                Some(rest) if in_trait => Some(name(rest)),
                _ => defines(inner).filter(|(_, is_function)| *is_function).map(|(name, _)| name),
            };
            if let Some(name) = method {
                add(page, name, true);
            }
        }
    }
}

/// The signature and the body of the function that begins with the first of `lines`.
fn function(lines: &[&str]) -> (String, String) {
    let indent = lines[0].len() - lines[0].trim_start().len();
    let is_end = |line: &&str| line.get(indent..).is_some_and(|line| line.starts_with('}'));
    let signature = lines.iter().position(|line| line.ends_with(['{', ';'])).unwrap_or(0);
    let body = lines.iter().position(is_end).unwrap_or(signature).max(signature);
    (lines[..=signature].join(" "), lines[signature..body].join("\n"))
}

fn missing(what: &str, items: &[Item], is_whole: impl Fn(&Item) -> bool) {
    let missing: Vec<_> = items
        .iter()
        .filter(|item| !is_whole(item))
        .map(|item| format!("{}: {}::{}", item.place, item.page, item.name))
        .collect();
    assert!(missing.is_empty(), "without {what}:\n{}", missing.join("\n"));
}

#[test]
fn each_public_item_shows_how_it_is_used() {
    let items = items();
    assert!(items.len() > 250, "they are found: {}", items.len());
    let mut pages: BTreeMap<&str, String> = BTreeMap::new();
    for item in &items {
        pages.entry(&item.page).or_default().push_str(&item.examples());
    }
    missing("an example", &items, |item| item.is_shown(&pages[&*item.page]));
}

#[test]
fn each_public_function_says_how_it_fails_and_panics() {
    let items = items();
    assert!(items.iter().filter(|item| item.may_fail()).count() > 10, "they are found");
    assert!(items.iter().filter(|item| item.may_panic()).count() > 3, "they are found");
    missing("a section \"Errors\"", &items, |item| !item.may_fail() || item.has_section("Errors"));
    missing("a section \"Panics\"", &items, |item| !item.may_panic() || item.has_section("Panics"));
}

/// Each page, by the item itself or by one of its methods.
#[test]
fn each_page_says_what_twisted_has() {
    let items = items();
    let mut pages: BTreeMap<&str, bool> = BTreeMap::new();
    for item in &items {
        let is_said = item.docs.iter().any(|line| line.contains("Twisted")) || item.is_shown_elsewhere();
        *pages.entry(&item.page).or_default() |= is_said;
    }
    missing("Twisted's name, or that it has no counterpart", &items, |item| {
        item.is_method || pages[&*item.page]
    });
}

#[test]
fn the_table_on_deferred_has_each_public_method() {
    let written = fs::read_to_string(core().join("deferred/mod.rs")).expect("it is there");
    let table: String = written.lines().filter(|line| line.starts_with("/// | ")).collect();
    let items = items();
    let methods: BTreeSet<_> = items
        .iter()
        .filter(|item| item.page == "Deferred" && item.is_method)
        .map(|item| &item.name)
        .collect();
    assert!(methods.len() > 30, "they are found: {methods:?}");
    let missing: Vec<_> = methods.iter().filter(|name| !table.contains(&format!("(Self::{name})"))).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}

/// A line is longer where the compiler's message shows it whole, and only there.
#[test]
fn a_long_signature_says_why_it_is_one_line() {
    let mut files = Vec::new();
    sources(&core(), &mut files);
    let (mut long, mut silent) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).expect("it is there");
        let lines: Vec<_> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            if line.trim_start().starts_with("pub fn ") && line.len() > 120 {
                long += 1;
                if !lines[at.saturating_sub(3)..at]
                    .iter()
                    .any(|above| above.contains("one line, which is what the compiler shows."))
                {
                    silent.push(format!("{}:{}", file.display(), at + 1));
                }
            }
        }
    }
    assert!(long > 20, "they are found: {long}");
    assert!(silent.is_empty(), "over 120 columns:\n{}", silent.join("\n"));
}
