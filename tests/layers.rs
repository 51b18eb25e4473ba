//! The modules of the core and of the macros depend on one another in one direction: the layers of DESIGN.md hold, and
//! no two files depend on one another in a circle.
//!
//! A file depends on another if it names something that is defined there, by a path or an import. A `pub use` only
//! hands a name on, so who imports that name depends on the file that defines it. What is compiled for tests only is
//! not looked at. The files of a cell count as one: to fire a node may cancel another, and to cancel one may fire another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A path of names, from the crate's root.
type Names = Vec<String>;

/// What a file has to do with others.
#[derive(Default)]
struct Module {
    file: String,
    children: BTreeSet<String>,
    /// What is handed on under another path: the name here, and the path there.
    aliases: BTreeMap<String, Names>,
    /// The modules whose names are all handed on.
    globs: Vec<Names>,
    defined: BTreeSet<String>,
    /// The paths that are named in code.
    named: BTreeSet<Names>,
}

/// The modules of a crate, by their paths.
struct Crate(BTreeMap<Names, Module>);

impl Crate {
    fn read(root: &Path) -> Self {
        let mut files = Vec::new();
        find(root, Path::new(""), &mut files);
        let mut modules = BTreeMap::new();
        for file in files {
            let text = fs::read_to_string(root.join(&file)).expect("the file was just listed");
            let path = path_of(&file);
            let mut module = Module { file, ..Module::default() };
            Reader { tokens: &tokens(&text), at: 0, path: &path, inner: Vec::new(), module: &mut module }
                .items();
            modules.insert(path, module);
        }
        let paths: Vec<_> = modules.keys().cloned().collect();
        for path in paths.iter().filter(|path| !path.is_empty()) {
            let (last, parent) = path.split_last().expect("it is not empty");
            if let Some(parent) = modules.get_mut(parent) {
                parent.children.insert(last.clone());
            }
        }
        Crate(modules)
    }

    /// The file that defines what the path names, if it is of this crate.
    fn resolve(&self, path: &[String], depth: usize) -> Option<&str> {
        let mut here: Names = Vec::new();
        for (at, name) in path.iter().enumerate() {
            let module = self.0.get(&here)?;
            if module.children.contains(name) {
                here.push(name.clone());
                continue;
            }
            if module.defined.contains(name) || depth > 8 {
                return Some(&module.file);
            }
            if let Some(alias) = module.aliases.get(name) {
                let whole: Names = alias.iter().chain(&path[at + 1..]).cloned().collect();
                return self.resolve(&whole, depth + 1);
            }
            for glob in &module.globs {
                let whole: Names = glob.iter().chain(&path[at..]).cloned().collect();
                if let Some(other) = self.0.get(glob).filter(|other| other.file != module.file)
                    && (other.defined.contains(name)
                        || other.aliases.contains_key(name)
                        || other.children.contains(name))
                {
                    return self.resolve(&whole, depth + 1);
                }
            }
            return Some(&module.file);
        }
        self.0.get(&here).map(|module| module.file.as_str())
    }

    /// Which file depends on which.
    fn edges(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for module in self.0.values() {
            let to = edges.entry(&module.file).or_default();
            to.extend(
                module
                    .named
                    .iter()
                    .filter_map(|path| self.resolve(path, 0))
                    .filter(|file| *file != module.file),
            );
        }
        edges
    }
}

fn find(root: &Path, below: &Path, files: &mut Vec<String>) {
    let mut entries: Vec<_> = fs::read_dir(root.join(below))
        .expect("the sources are there")
        .map(|entry| entry.expect("it can be read"))
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = below.join(entry.file_name());
        let name = path.to_string_lossy().replace('\\', "/");
        if entry.path().is_dir() {
            if !name.ends_with("tests") && !name.ends_with("snapshots") {
                find(root, &path, files);
            }
        } else if name.ends_with(".rs") {
            files.push(name);
        }
    }
}

fn path_of(file: &str) -> Names {
    let module = file.trim_end_matches(".rs");
    let module = module.strip_suffix("/mod").unwrap_or(module);
    if module == "lib" { Vec::new() } else { module.split('/').map(str::to_owned).collect() }
}

/// The words and signs of a file, without comments, strings and characters.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            string_end(rest)
        } else if first == '\'' {
            // A character, or the quote of a lifetime.
            let mut inside = rest[1..].char_indices();
            match (inside.next(), inside.next()) {
                (Some((_, '\\')), _) => 2 + rest[2..].find('\'').map_or(0, |end| end + 1),
                (_, Some((end, '\''))) => end + 2,
                _ => 1,
            }
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length.max(1)..];
    }
    tokens
}

fn string_end(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Goes through a file's tokens.
struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
    path: &'a Names,
    /// The modules that stand in the file itself, around the place.
    inner: Names,
    module: &'a mut Module,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", String::as_str)
    }

    fn items(&mut self) {
        while self.at < self.tokens.len() {
            let depth_zero = self.inner.is_empty();
            match self.peek(0) {
                "}" => return,
                "#" if self.is_for_tests() => self.skip_item(),
                "use" => self.import(),
                "mod" if self.peek(2) == "{" => {
                    let name = self.peek(1).to_owned();
                    if depth_zero {
                        self.module.defined.insert(name.clone());
                    }
                    self.at += 3;
                    self.inner.push(name);
                    self.items();
                    self.inner.pop();
                    self.at += 1;
                }
                "struct" | "enum" | "trait" | "fn" | "type" | "const" | "static" | "union" => {
                    if depth_zero {
                        let name = self.peek(1).to_owned();
                        self.module.defined.insert(name);
                    }
                    self.at += 1;
                    self.body();
                }
                "macro_rules" => {
                    let name = self.peek(2).to_owned();
                    self.module.defined.insert(name);
                    self.at += 3;
                    self.group();
                }
                "impl" => {
                    self.at += 1;
                    self.body();
                }
                "{" | "(" | "[" => self.group(),
                _ => self.one(),
            }
        }
    }

    /// `#[cfg(test)]`, or `#[cfg(all(test, ..))]`.
    fn is_for_tests(&self) -> bool {
        self.peek(1) == "["
            && self.peek(2) == "cfg"
            && (self.peek(4) == "test" || (self.peek(4) == "all" && self.peek(6) == "test"))
    }

    /// Past the attribute and what it stands on.
    fn skip_item(&mut self) {
        let named = std::mem::take(&mut self.module.named);
        self.at += 1;
        self.group();
        while self.peek(0) == "#" {
            self.at += 1;
            self.group();
        }
        self.body();
        self.module.named = named;
    }

    /// To the end of an item: a block, or a semicolon.
    fn body(&mut self) {
        while self.at < self.tokens.len() {
            match self.peek(0) {
                ";" => {
                    self.at += 1;
                    return;
                }
                "{" => return self.group(),
                "(" | "[" => self.group(),
                "}" => return,
                _ => self.one(),
            }
        }
    }

    /// All between two brackets.
    fn group(&mut self) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "{" | "(" | "[" => {
                    depth += 1;
                    self.at += 1;
                }
                "}" | ")" | "]" => {
                    depth -= 1;
                    self.at += 1;
                    if depth == 0 {
                        return;
                    }
                }
                "use" if self.peek(1) != "<" => self.import(),
                _ => self.one(),
            }
        }
    }

    /// One token, or a path.
    fn one(&mut self) {
        let is_path = matches!(self.peek(0), "crate" | "super" | "self") && self.peek(1) == "::";
        if !is_path {
            self.at += 1;
            return;
        }
        let mut names = vec![self.peek(0).to_owned()];
        self.at += 1;
        while self.peek(0) == "::" && self.peek(1).starts_with(|c: char| c.is_alphabetic() || c == '_') {
            names.push(self.peek(1).to_owned());
            self.at += 2;
        }
        if let Some(path) = self.absolute(names) {
            self.module.named.insert(path);
        }
    }

    /// The path from the root, if it is one of this crate.
    fn absolute(&self, names: Names) -> Option<Names> {
        let mut here: Names = self.path.iter().chain(&self.inner).cloned().collect();
        let mut names = names.into_iter().peekable();
        match names.peek().map(String::as_str) {
            Some("crate") => {
                here.clear();
                names.next();
            }
            Some("self") => {
                names.next();
            }
            Some("super") => {
                while names.next_if(|name| name == "super").is_some() {
                    here.pop();
                }
            }
            // A child, or another crate.
            _ => {}
        }
        here.extend(names.take_while(|name| name != "self"));
        (here.len() > self.path.len() || !here.is_empty()).then_some(here)
    }

    fn import(&mut self) {
        let is_public = self.at > 0 && matches!(self.tokens[self.at - 1].as_str(), "pub" | ")");
        self.at += 1;
        let mut leaves = Vec::new();
        self.tree(Vec::new(), &mut leaves);
        for (path, alias) in leaves {
            let last = path.last().cloned().unwrap_or_default();
            let Some(whole) = self.absolute(path) else { continue };
            let is_face = is_public && self.inner.is_empty();
            if last == "*" {
                let module = whole[..whole.len() - 1].to_vec();
                if is_face {
                    self.module.globs.push(module);
                } else {
                    self.module.named.insert(module);
                }
            } else if is_face {
                self.module.aliases.insert(alias, whole);
            } else if !is_public || !self.inner.is_empty() && alias != "_" {
                self.module.named.insert(whole);
            }
        }
    }

    fn tree(&mut self, mut before: Names, leaves: &mut Vec<(Names, String)>) {
        loop {
            match self.peek(0) {
                "{" => {
                    self.at += 1;
                    while self.peek(0) != "}" {
                        self.tree(before.clone(), leaves);
                        if self.peek(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "::" => self.at += 1,
                "as" => {
                    leaves.push((before, self.peek(1).to_owned()));
                    self.at += 2;
                    return;
                }
                ";" => {
                    self.at += 1;
                    return leaves.push((before.clone(), before.last().cloned().unwrap_or_default()));
                }
                "," | "}" => {
                    return leaves.push((before.clone(), before.last().cloned().unwrap_or_default()));
                }
                name => {
                    before.push(name.to_owned());
                    self.at += 1;
                }
            }
        }
    }
}

/// Files that depend on one another in a circle.
fn circles<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<BTreeSet<&'a str>> {
    let reachable = |from: &'a str| {
        let (mut seen, mut left) = (BTreeSet::new(), vec![from]);
        while let Some(file) = left.pop() {
            for next in edges.get(file).into_iter().flatten() {
                if seen.insert(*next) {
                    left.push(next);
                }
            }
        }
        seen
    };
    let reach: BTreeMap<_, _> = edges.keys().map(|file| (*file, reachable(file))).collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (file, to) in &reach {
        if to.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
            circles.push(to.iter().filter(|other| reach[*other].contains(file)).copied().collect());
        }
    }
    circles
}

/// The parts of a crate whose files are one algorithm.
const WHOLE: [&str; 2] = ["cell/", "crossing/"];

fn read(package: &str) -> Crate {
    Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src"))
}

/// What of a file its layer is known by: its folder, or its name.
fn part(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The file, or the part that counts as one.
fn whole(file: &str) -> &str {
    WHOLE.into_iter().find(|folder| file.starts_with(folder)).unwrap_or(file)
}

fn circles_of(package: &str) -> Vec<String> {
    let all = read(package);
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in all.edges() {
        let from = whole(from);
        let to = to.into_iter().map(whole).filter(|to| *to != from);
        edges.entry(from).or_default().extend(to);
    }
    let circles = circles(&edges);
    let tie = |circle: &BTreeSet<&str>| {
        let arrows = circle
            .iter()
            .flat_map(|file| edges[file].intersection(circle).map(move |to| format!("\n    {file} -> {to}")));
        format!("{} files of {package}:{}", circle.len(), arrows.collect::<String>())
    };
    circles.iter().map(tie).collect()
}

#[test]
fn no_files_depend_on_one_another_in_a_circle() {
    let circles: Vec<_> = ["deferred-core", "deferred-macros"].into_iter().flat_map(circles_of).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// The lines of the picture in DESIGN.md, from the top down, each with the parts that stand there.
fn layers(package: &str) -> Vec<Vec<String>> {
    let design = include_str!("../DESIGN.md");
    let picture = design
        .split("```layers ")
        .find(|block| block.starts_with(package))
        .expect("DESIGN.md has the picture");
    let lines = picture.lines().skip(1).take_while(|line| !line.starts_with("```"));
    let parts = |line: &str| {
        let parts = line.split("  ").next().unwrap_or(line);
        parts.split(',').map(|part| part.trim().to_owned()).collect()
    };
    lines.map(parts).collect()
}

#[test]
fn dependencies_point_down_as_design_shows() {
    let mut wrong = Vec::new();
    for package in ["deferred-core", "deferred-macros"] {
        let layers = layers(package);
        let level = |part: &str| layers.iter().position(|parts| parts.iter().any(|other| other == part));
        for (from, to) in read(package).edges() {
            let from_part = part(from);
            if from_part == "lib" {
                continue;
            }
            let Some(above) = level(from_part) else {
                wrong.push(format!("`{from_part}` of {package} is not in the picture"));
                continue;
            };
            for to in to.into_iter().filter(|to| part(to) != from_part && part(to) != "lib") {
                if level(part(to)).is_none_or(|below| below <= above) {
                    wrong.push(format!("{package}: {from} -> {to} does not point down"));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
