//! Compiling one file against the workspace's `deferred`, as `cargo check` does.

use crate::diagnostic::{self, Diagnostic};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A compiler that knows `deferred`.
pub struct Compiler {
    /// What `cargo check` built of it.
    built: PathBuf,
    /// Where it leaves what it makes.
    out: tempdir::Folder,
}

/// The workspace's root.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in a workspace")
}

impl Compiler {
    /// Checks `deferred`, and remembers where it is.
    ///
    /// # Errors
    ///
    /// Says what failed, if `cargo` did.
    pub fn new() -> Result<Self, String> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["check", "--quiet", "--package", "deferred", "--message-format=json"])
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
        Ok(Compiler { built, out: tempdir::Folder::new()? })
    }

    /// What the compiler says of the file. Its places bear the name `file`.
    ///
    /// # Errors
    ///
    /// Says so, if the compiler cannot be run.
    pub fn says(&self, file: &Path) -> Result<Vec<Diagnostic>, String> {
        let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(["--edition=2024", "--crate-type=bin", "--crate-name=mistake", "--emit=metadata"])
            .args(["--error-format=json", "--json=future-incompat"])
            .arg("--out-dir")
            .arg(self.out.path())
            .arg("--extern")
            .arg(joined("deferred=", &self.built))
            .arg("-L")
            .arg(joined("dependency=", self.built.parent().expect("what was built is in a folder")))
            .arg(file)
            .output()
            .map_err(|error| format!("rustc cannot be run: {error}"))?;
        Ok(diagnostic::read(&String::from_utf8_lossy(&output.stderr)))
    }
}

fn joined(before: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(before);
    joined.push(path);
    joined
}

/// A folder that goes when it is dropped.
mod tempdir {
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::{env, fs, process};

    static NEXT: AtomicUsize = AtomicUsize::new(0);

    pub struct Folder(PathBuf);

    impl Folder {
        pub fn new() -> Result<Self, String> {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("mistakes-{}-{number}", process::id()));
            fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            Ok(Folder(path))
        }

        pub fn path(&self) -> &Path {
            &self.0
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            // What is left behind in the system's folder for such things does no harm.
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
