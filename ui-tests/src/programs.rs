//! Small wrong programs, many in a file: each is the body of a `main` behind a prelude that they share.
//!
//! The programs have no essay and no twin. Each says on top how the compiler refuses it, in a code of ours or one
//! of its own, and is judged by the same rule as the mistakes.

use crate::compiler::workspace;
use std::fs;
use std::path::{Path, PathBuf};

/// A wrong program.
pub struct Program {
    /// The path of the file, and the number of the program's first line.
    pub place: String,
    /// The first line of the program, as the header of a mistake.
    pub header: String,
    /// The statements of the program.
    pub body: String,
}

impl Program {
    /// The program as a file.
    #[must_use]
    pub fn text(&self, prelude: &str) -> String {
        let body: String = self.body.lines().map(|line| format!("    {line}\n")).collect();
        format!("{}\n{prelude}\nfn main() {{\n{body}}}\n", self.header)
    }
}

/// The text before each program.
///
/// # Panics
///
/// If the prelude cannot be read.
#[must_use]
pub fn prelude() -> String {
    read(&folder().join("prelude.rs"))
}

/// All programs, in order.
///
/// # Panics
///
/// If the programs cannot be read.
#[must_use]
pub fn all() -> Vec<Program> {
    let entries = fs::read_dir(folder()).unwrap_or_else(|error| panic!("{}: {error}", folder().display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    files.retain(|file| file.extension().is_some_and(|its| its == "txt"));
    files.sort();
    files.iter().flat_map(|file| of(file, &read(file))).collect()
}

/// The programs of a file: each begins with lines of `// Code: E-..` or the like, and ends before the next such line.
fn of(file: &Path, text: &str) -> Vec<Program> {
    let name = file.file_stem().and_then(|stem| stem.to_str()).expect("file names are UTF-8");
    let mut programs: Vec<Program> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        match programs.last_mut() {
            Some(last) if line.starts_with("// ") && last.body.is_empty() => {
                last.header += "\n";
                last.header += line;
            }
            _ if line.starts_with("// ") => programs.push(Program {
                place: format!("{name}:{:04}", number + 1),
                header: line.into(),
                body: String::new(),
            }),
            Some(last) if !line.is_empty() => {
                last.body += line;
                last.body += "\n";
            }
            _ => {}
        }
    }
    programs
}

fn folder() -> PathBuf {
    workspace().join("ui-tests/programs")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::path::Path;

    #[test]
    fn each_begins_with_what_it_says_of_itself() {
        let programs =
            of(Path::new("a.txt"), "// Code: E-a-b\nf();\ng();\n\n// Code: E-c-d\n// Mistakes: 2\nh();\n");
        let told: Vec<_> = programs.iter().map(|p| (&*p.place, &*p.header, &*p.body)).collect();
        assert_eq!(
            told,
            [
                ("a:0001", "// Code: E-a-b", "f();\ng();\n"),
                ("a:0005", "// Code: E-c-d\n// Mistakes: 2", "h();\n")
            ]
        );
    }
}
