//! Compiles one file against the workspace's `deferred`, as `cargo check` does, or many at once to run them.

use crate::diagnostic::{self, Diagnostic};
use crate::folder::Folder;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A compiler that knows `deferred`.
pub struct Compiler {
    /// The folder with the output of `cargo build`.
    built: PathBuf,
    /// The folder for the compiler's output.
    out: Folder,
}

/// The workspace's root.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in a workspace")
}

impl Compiler {
    /// Builds `deferred`, and remembers where it is.
    ///
    /// # Errors
    ///
    /// The step that failed, if `cargo` did.
    pub fn new() -> Result<Self, String> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["build", "--quiet", "--package", "deferred", "--message-format=json"])
            .current_dir(workspace())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("cargo cannot be run: {error}"))?;
        let artifacts = String::from_utf8_lossy(&output.stdout);
        let built = artifacts
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|artifact| artifact["target"]["name"] == "deferred")
            .find_map(|artifact| Some(PathBuf::from(artifact["filenames"][0].as_str()?)))
            .ok_or("`deferred` itself does not compile")?;
        Ok(Compiler { built, out: Folder::new()? })
    }

    /// The messages of the compiler about the file. Their paths name the file as `file`, from the workspace's root:
    /// there the compiler finds the lines of `deferred` that it shows, as users see them.
    ///
    /// # Errors
    ///
    /// If the compiler cannot be run.
    pub fn says(&self, file: &Path) -> Result<Vec<Diagnostic>, String> {
        self.says_with(file, &[])
    }

    /// [`says`](Self::says) for a file in a temporary folder. The places in the messages have a stable name:
    /// `programs/..`.
    ///
    /// # Errors
    ///
    /// If the compiler cannot be run.
    pub fn says_of_program(&self, file: &Path, folder: &Path) -> Result<Vec<Diagnostic>, String> {
        self.says_with(file, &[&format!("--remap-path-prefix={}=programs", folder.display())])
    }

    fn says_with(&self, file: &Path, arguments: &[&str]) -> Result<Vec<Diagnostic>, String> {
        let mut rustc = self.rustc(file);
        let output = run(rustc.args(arguments).arg("--emit=metadata").arg("--out-dir").arg(self.out.path()))?;
        Ok(diagnostic::read(&String::from_utf8_lossy(&output.stderr)))
    }

    /// [`says_of_program`](Self::says_of_program) where `deferred` is called `link`.
    ///
    /// # Errors
    ///
    /// If the compiler cannot be run.
    pub fn says_where_it_is_called_link(&self, file: &Path) -> Result<Vec<Diagnostic>, String> {
        let mut rustc = self.rustc_with("link=", file);
        let output = run(rustc.arg("--emit=metadata").arg("--out-dir").arg(self.out.path()))?;
        Ok(diagnostic::read(&String::from_utf8_lossy(&output.stderr)))
    }

    /// Makes a program of the file and of the modules that it names, and puts it there.
    ///
    /// # Errors
    ///
    /// The messages of the compiler, if the program does not compile.
    pub fn make(&self, program: &Path, file: &Path) -> Result<(), String> {
        let output = run(self.rustc(file).arg("-o").arg(program))?;
        if output.status.success() {
            return Ok(());
        }
        let said = diagnostic::read(&String::from_utf8_lossy(&output.stderr));
        let errors = said.iter().filter(|diagnostic| diagnostic.is_error());
        Err(errors.map(|error| format!("{}\n\n", error.rendered())).collect())
    }

    fn rustc(&self, file: &Path) -> Command {
        self.rustc_with("deferred=", file)
    }

    fn rustc_with(&self, name: &str, file: &Path) -> Command {
        let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        let folder = self.built.parent().expect("what was built is in a folder");
        rustc
            .args(["--edition=2024", "--crate-type=bin", "--crate-name=mistake"])
            .args(["--error-format=json", "--json=future-incompat"])
            .arg("--extern")
            .arg(joined(name, &self.built))
            .arg("-L")
            .arg(joined("dependency=", &folder.join("deps")))
            .arg(file)
            .current_dir(workspace());
        rustc
    }
}

fn run(rustc: &mut Command) -> Result<Output, String> {
    rustc.output().map_err(|error| format!("rustc cannot be run: {error}"))
}

fn joined(before: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(before);
    joined.push(path);
    joined
}
