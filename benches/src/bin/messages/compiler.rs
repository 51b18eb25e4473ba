//! Checks all the programs with Cargo at once, in a package outside of the workspace, since they do not compile.

use crate::message::{Line, Message};
use crate::program::Program;
use crate::sysroot;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The contenders that are not in the workspace are pinned here, the others by the workspace's lock file.
const DEPENDENCIES: [(&str, &str, &[&str]); 5] = [
    ("eros", "0.8.1", &[]),
    ("frunk", "0.5.0", &[]),
    ("futures", "0.3.34", &[]),
    ("terrors", "0.3.3", &[]),
    ("tokio", "1.54.1", &["macros"]),
];

/// A package in the target folder.
pub struct Compiler {
    workspace: PathBuf,
    place: PathBuf,
    cargo: PathBuf,
    sysroot: PathBuf,
    version: String,
}

impl Compiler {
    pub fn new(workspace: &Path) -> Result<Self, Box<dyn Error>> {
        let here = std::env::current_exe()?;
        let target = here.parent().and_then(Path::parent).ok_or("the program is in no target folder")?;
        let place = target.join("messages");
        std::fs::create_dir_all(&place)?;
        std::fs::copy(workspace.join("Cargo.lock"), place.join("Cargo.lock"))?;
        let rustc = |asked: &[&str]| {
            let said = Command::new("rustc").args(asked).current_dir(workspace).output()?;
            Ok::<_, Box<dyn Error>>(String::from_utf8(said.stdout)?.trim().to_owned())
        };
        Ok(Compiler {
            workspace: workspace.to_owned(),
            sysroot: sysroot::without_source(&rustc(&["--print", "sysroot"])?, place.join("sysroot"))?,
            place,
            cargo: std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()).into(),
            version: rustc(&["--version"])?,
        })
    }

    pub fn versions(&self) -> String {
        let crates = DEPENDENCIES.map(|(name, version, _)| format!("{name} {version}"));
        format!("{}; {}", self.version, crates.join(", "))
    }

    /// Lays out the package: the programs are copied there, so that their paths are short, wherever this is.
    fn lay_out(&self, programs: &[Program]) -> Result<(), Box<dyn Error>> {
        // A small program does not use all dependencies, but a whole one would.
        let mut manifest = String::from(
            "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n\
             [workspace]\n\n[lints.rust]\ndead_code = \"allow\"\n\n[dependencies]\n",
        );
        writeln!(manifest, "deferred = {{ path = {:?} }}", self.workspace)?;
        for (name, version, features) in DEPENDENCIES {
            writeln!(manifest, "{name} = {{ version = \"={version}\", features = {features:?} }}")?;
        }
        for program in programs {
            let folder = self.place.join(program.mistake.folder);
            std::fs::create_dir_all(&folder)?;
            for (name, file) in [program.name(), program.twin()].into_iter().zip(program.files()) {
                let path = folder.join(file.file_name().ok_or("a program has a name")?);
                std::fs::copy(file, &path)?;
                write!(manifest, "\n[[bin]]\nname = {name:?}\npath = {path:?}\n")?;
            }
        }
        Ok(std::fs::write(self.place.join("Cargo.toml"), manifest)?)
    }

    /// The errors of each program.
    ///
    /// # Errors
    ///
    /// If a twin does not compile, if there are warnings, or if Cargo did not get to the programs.
    pub fn compile(&self, programs: &[Program]) -> Result<Vec<Vec<Message>>, Box<dyn Error>> {
        self.lay_out(programs)?;
        let done = Command::new(&self.cargo)
            .args(["check", "--quiet", "--keep-going", "--message-format=json"])
            .current_dir(&self.place)
            .env("CARGO_TARGET_DIR", self.place.join("target"))
            .env_remove("RUSTFLAGS")
            .env("CARGO_ENCODED_RUSTFLAGS", format!("--sysroot={}", self.sysroot.display()))
            .output()?;
        let mut said: BTreeMap<String, Vec<Message>> = BTreeMap::new();
        let mut compiled = Vec::new();
        for line in String::from_utf8(done.stdout)?.lines() {
            match serde_json::from_str(line)? {
                Line { target: Some(target), message: Some(message), .. } => {
                    said.entry(target.name).or_default().push(message);
                }
                Line { target: Some(target), reason, .. } if reason == "compiler-artifact" => {
                    compiled.push(target.name);
                }
                _ => {}
            }
        }
        let mut errors = Vec::new();
        for program in programs {
            let [mut wrong, right] =
                [program.name(), program.twin()].map(|name| said.remove(&name).unwrap_or_default());
            says_nothing(&program.twin(), &right)?;
            let has_errors = wrong.iter().any(Message::is_error);
            if !has_errors {
                says_nothing(&program.name(), &wrong)?;
            }
            wrong.retain(Message::is_error);
            if !compiled.contains(&program.twin()) || has_errors == compiled.contains(&program.name()) {
                let cargo = String::from_utf8_lossy(&done.stderr);
                return Err(format!("Cargo did not get to {}:\n{cargo}", program.name()).into());
            }
            errors.push(wrong);
        }
        Ok(errors)
    }
}

/// Checks that a twin compiles without a warning: nobody would hear of a mistake in it.
fn says_nothing(name: &str, messages: &[Message]) -> Result<(), String> {
    let words: String = messages.iter().map(|message| message.rendered.as_str()).collect();
    if words.is_empty() { Ok(()) } else { Err(format!("{name} has to compile without a word:\n{words}")) }
}
