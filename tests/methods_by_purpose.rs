//! The table of methods in the documentation of `Deferred` has each of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The public methods and functions of `impl Deferred`, wherever they are written. The sources are formatted, so a block ends at a brace
/// at the beginning of a line.
fn methods() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("deferred-core/src"), &mut files);
    let mut methods = BTreeSet::new();
    for file in files {
        let mut inside = false;
        for line in fs::read_to_string(file).unwrap().lines() {
            if line.starts_with("impl") {
                inside = line.contains("> Deferred<") && !line.contains(" for ");
            } else if line.starts_with('}') {
                inside = false;
            } else if let Some(method) = line.strip_prefix("    pub fn ")
                && inside
            {
                let name = method.split(['<', '(']).next().unwrap();
                methods.insert(name.to_owned());
            }
        }
    }
    methods
}

#[test]
fn the_table_on_deferred_has_each_public_method() {
    let written =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deferred-core/src/deferred/mod.rs"))
            .unwrap();
    let table: String = written.lines().filter(|line| line.starts_with("/// | ")).collect();
    let methods = methods();
    assert!(methods.len() > 30, "they are found: {methods:?}");
    let missing: Vec<_> = methods.iter().filter(|name| !table.contains(&format!("(Self::{name})"))).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}
