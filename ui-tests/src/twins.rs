//! Runs the mended twins of all mistakes, in one program with a module each, so that the compiler is called once
//! and not for each.

use crate::compiler::Compiler;
use crate::folder::Folder;
use crate::page::Page;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Programs, each of which is run by its name.
pub struct Twins {
    folder: Folder,
    names: Vec<String>,
}

impl Twins {
    /// Makes a program of the files.
    ///
    /// # Errors
    ///
    /// The messages of the compiler, if the program does not compile. They name a file `FAMILY_MISTAKE_fixed.rs`.
    pub fn make(compiler: &Compiler, files: &[PathBuf]) -> Result<Self, String> {
        let folder = Folder::new()?;
        let mut names = Vec::new();
        let (mut modules, mut arms) = (String::new(), String::new());
        for file in files {
            let page = Page::read(file)?;
            let name = format!("{}_{}", page.family(), page.name());
            let text = page.text.replacen("\nfn main()", "\npub fn main()", 1);
            write_to(&folder.path().join(format!("{name}.rs")), &text)?;
            writeln!(modules, "mod {name};").expect("a string can be written to");
            writeln!(arms, "        {name:?} => {name}::main(),").expect("a string can be written to");
            names.push(name);
        }
        let root = folder.path().join("main.rs");
        let name = "std::env::args().nth(1).unwrap_or_default()";
        let text = format!(
            "{modules}\nfn main() {{\n    match {name}.as_str() {{\n{arms}        other => panic!(\"there is no {{other}}\"),\n    }}\n}}\n"
        );
        write_to(&root, &text)?;
        compiler.make(&folder.path().join("twins"), &root)?;
        Ok(Twins { folder, names })
    }

    /// Runs each in a process of its own, and says how those that fail did.
    ///
    /// # Errors
    ///
    /// If one of the programs cannot be started.
    pub fn failures(&self) -> Result<Vec<String>, String> {
        let mut failures = Vec::new();
        for name in &self.names {
            let run = Command::new(self.folder.path().join("twins")).arg(name).output();
            let run = run.map_err(|error| format!("{name}: {error}"))?;
            if !run.status.success() {
                failures.push(format!("{name}: {}: {}", run.status, String::from_utf8_lossy(&run.stderr)));
            }
        }
        Ok(failures)
    }
}

fn write_to(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
