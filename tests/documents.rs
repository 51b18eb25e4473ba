//! What the documents name is there: files, and the modules with `unsafe` code; and no word that was given up comes back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The files below `folder` whose names end so, as paths from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if name.ends_with(ending) {
                found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// What stands in back quotes, outside of blocks of code.
fn quoted(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

/// The documents that say what the code is today. What a decision or a log once said of a file stays as it was said.
fn documents() -> Vec<String> {
    let mut documents: Vec<String> =
        ["README.md", "DESIGN.md", "CONTRIBUTING.md", "COMPARE.md", "SECURITY.md"].map(str::to_owned).into();
    documents.extend(files("docs/decisions", ".md"));
    documents.extend(["docs/trust.md", "docs/when-not.md", "docs/c-callbacks.md"].map(str::to_owned));
    documents
}

/// `a/{b,c}.rs` are `a/b.rs` and `a/c.rs`.
fn spelled_out(path: &str) -> Vec<String> {
    match path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        Some((before, (names, after))) => {
            names.split(',').map(|name| format!("{before}{name}{after}")).collect()
        }
        None => vec![path.to_owned()],
    }
}

#[test]
fn a_file_that_a_document_names_is_there() {
    let known = files("", ".rs");
    let mut missing = BTreeSet::new();
    for document in documents() {
        for name in quoted(&text(&document)) {
            let is_folder = name.starts_with("tests/") || name.starts_with("ui-tests/");
            if is_folder && name.ends_with('/') && !root().join(&name).is_dir() {
                missing.insert(format!("{document}: {name}"));
            }
            let is_path = name.ends_with(".rs")
                && !name.contains([' ', '*', '<', '$', '('])
                && !name.starts_with("NAME");
            for path in is_path.then(|| spelled_out(&name)).into_iter().flatten() {
                if !known.iter().any(|file| file == &path || file.ends_with(&format!("/{path}"))) {
                    missing.insert(format!("{document}: {path}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "named, but not there: {missing:#?}");
}

#[test]
fn each_file_that_allows_unsafe_code_is_in_the_table_of_design() {
    let design = text("DESIGN.md");
    let (_, table) = design.split_once("## Unsafe code").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let named: Vec<String> =
        quoted(table).into_iter().filter(|name| name.ends_with('/') || name.ends_with(".rs")).collect();
    let allowed = |file: &String| text(file).contains("allow(unsafe_code");
    let below = "deferred-core/src/";
    let unnamed: Vec<String> = files(below, ".rs")
        .into_iter()
        .filter(allowed)
        .filter(|file| !named.iter().any(|name| file[below.len()..].starts_with(name.as_str())))
        // The macro that writes the claims of all types that carry a user's, and the tests.
        .filter(|file| !file.ends_with("flavour/send_claims.rs") && !file.contains("/tests"))
        .collect();
    assert!(unnamed.is_empty(), "unsafe, and not in the table: {unnamed:#?}");
    for name in named {
        let of_it = |file: &String| file[below.len()..].starts_with(name.as_str());
        assert!(
            files(below, ".rs").iter().any(|file| of_it(file) && text(file).contains("unsafe ")),
            "{name} has none"
        );
    }
}

/// Words for what has another name now.
const GIVEN_UP: [&str; 11] = [
    "the heart",
    "a heart",
    "firing side",
    "taking side",
    "firing reference",
    "taking right",
    "hourglass",
    "letterbox",
    "the slot's node",
    "a rule of nobody",
    "the mark of",
];

#[test]
fn no_word_that_was_given_up_comes_back() {
    let mut found = Vec::new();
    for file in files("deferred-core/src", ".rs").into_iter().chain(files("deferred-macros/src", ".rs")) {
        for (number, line) in text(&file).lines().enumerate() {
            found.extend(
                GIVEN_UP
                    .iter()
                    .filter(|word| line.contains(*word))
                    .map(|word| format!("{file}:{}: {word}", number + 1)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The lines that a hunk of a patch expects in its file: those that it keeps and those that it takes out.
fn expected(hunk: &str) -> String {
    let kept = |line: &str| line.strip_prefix([' ', '-']).map(str::to_owned);
    let lines: Vec<String> =
        hunk.lines()
            .skip(1)
            .map_while(|line| match line.strip_prefix('+') {
                Some(_) => Some(None),
                None => (line.is_empty() || line.starts_with([' ', '-']))
                    .then(|| kept(line).or(Some(String::new()))),
            })
            .flatten()
            .collect();
    lines.join("\n")
}

#[test]
fn the_faults_of_the_fuzzer_can_be_put_back() {
    let mut failing = Vec::new();
    let mut hunks = 0;
    for patch in files("fuzz/faults", ".patch") {
        for change in text(&patch).split("diff --git ").skip(1) {
            let file = change.split_once(" b/").and_then(|(_, rest)| rest.lines().next()).unwrap_or_default();
            let text = text(file);
            for hunk in change.split("\n@@ ").skip(1) {
                hunks += 1;
                if !text.contains(&expected(hunk)) {
                    failing.push(format!("{patch}: {file}: {}", hunk.lines().next().unwrap_or_default()));
                }
            }
        }
    }
    assert!(hunks > 8, "they are found: {hunks}");
    assert!(failing.is_empty(), "a patch no longer fits: {failing:#?}");
}

/// As DESIGN.md says, but for tests, which are as many as there are cases.
#[test]
fn no_file_of_the_crates_is_too_long() {
    let folders = ["deferred-core/src", "deferred-macros/src", "src"];
    let too_long: Vec<String> = folders
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
        .filter(|file| !file.contains("tests"))
        .map(|file| (text(&file).lines().count(), file))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, file)| format!("{file}: {lines} lines"))
        .collect();
    assert!(too_long.is_empty(), "over 500 lines: {too_long:#?}");
}
