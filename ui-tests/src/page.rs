//! Reads the file of a mistake: its header, its essay, and its code.

use crate::compiler::workspace;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The suffix of a twin's name.
pub const TWIN: &str = "_fixed";

/// A mistake.
#[derive(Clone, Debug)]
pub struct Page {
    /// The path of the file.
    pub path: PathBuf,
    /// The header of the file.
    pub header: Header,
    /// The lines of the comment on top.
    pub essay: Vec<String>,
    /// The program below the comment.
    pub code: String,
    /// The whole text of the file.
    pub text: String,
}

/// The header of a mistake, in lines before its essay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `// Code: E-both-takes-outcome`: the codes that its messages carry.
    pub codes: Vec<String>,
    /// `// Mistakes: 3`: how many independent mistakes it has, if not one.
    pub mistakes: Option<usize>,
    /// `// Words: rustc's own (E0382)`: messages which are not ours, by the compiler's codes.
    pub rustcs_own: Vec<String>,
    /// `// Breaks the rule: ..`: what is known to be wrong with its messages, and still to be mended.
    pub breaks: Option<String>,
}

impl Header {
    /// Reads the lines before the essay.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut header = Header::default();
        for line in text.lines().map_while(|line| line.strip_prefix("// ")) {
            if let Some(codes) = line.strip_prefix("Code: ") {
                header.codes.extend(codes.split(", ").map(String::from));
            } else if let Some(count) = line.strip_prefix("Mistakes: ") {
                header.mistakes = count.parse().ok();
            } else if let Some(why) = line.strip_prefix("Breaks the rule: ") {
                header.breaks = Some(why.into());
            } else if let Some(codes) = line.strip_prefix("Words: rustc's own (") {
                header.rustcs_own.extend(codes.trim_end_matches(')').split(", ").map(String::from));
            }
        }
        header
    }

    /// How many mistakes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.mistakes.unwrap_or(1)
    }
}

impl Page {
    /// Reads a mistake.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let lines = || text.lines().skip_while(|line| line.starts_with("// "));
        let essay = lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned())
            .collect();
        let code: Vec<_> = lines().skip_while(|line| line.starts_with("//!") || line.is_empty()).collect();
        let code = code.join("\n");
        Ok(Page { path: path.to_owned(), header: Header::of(&text), essay, code, text })
    }

    /// The file's name, without its ending.
    #[must_use]
    pub fn name(&self) -> &str {
        stem(&self.path)
    }

    /// The folder that it is in.
    #[must_use]
    pub fn family(&self) -> &str {
        self.path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// The smallest change that compiles.
    #[must_use]
    pub fn twin(&self) -> PathBuf {
        self.path.with_file_name(format!("{}{TWIN}.rs", self.name()))
    }

    /// The file with the recorded messages.
    #[must_use]
    pub fn words(&self) -> PathBuf {
        self.path.with_extension("stderr")
    }
}

/// The mistakes of the book, in order.
#[must_use]
pub fn all() -> Vec<PathBuf> {
    files("rs").into_iter().filter(|path| !is_twin(path)).collect()
}

/// The files of the book with that ending.
#[must_use]
pub fn files(ending: &str) -> BTreeSet<PathBuf> {
    let families = entries(&workspace().join("ui-tests/mistakes"));
    let files = families.iter().flat_map(|family| entries(family));
    files.filter(|path| path.extension().is_some_and(|its| its == ending)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry can be read").path()).collect()
}

/// Whether the file is the mended twin of a mistake.
#[must_use]
pub fn is_twin(path: &Path) -> bool {
    stem(path).ends_with(TWIN)
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).expect("file names are UTF-8")
}
