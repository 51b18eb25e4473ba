//! Counts the instructions of a workload exactly, by callgrind.

use crate::{Contender, Workload};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the program that is counted is built.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// The name in tables.
    pub name: &'static str,
    /// Environment variables beside the workspace's release profile.
    variables: &'static [(&'static str, &'static str)],
    /// The folder in the target folder.
    folder: &'static str,
}

impl Profile {
    /// The workspace's own: thin LTO.
    pub const THIN_LTO: Profile = Profile { name: "thin LTO", variables: &[], folder: "" };
    /// Cargo's default.
    pub const DEFAULT: Profile = Profile {
        name: "Cargo's default",
        variables: &[("CARGO_PROFILE_RELEASE_LTO", "false")],
        folder: "default-profile",
    };
    /// The profile that helps deeply nested generic code most.
    pub const ONE_UNIT: Profile = Profile {
        name: "thin LTO, one codegen unit",
        variables: &[("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")],
        folder: "one-unit",
    };
}

/// Whether there is callgrind.
pub fn can_be_counted() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|ran| ran.status.success())
}

/// A program that runs one contender in one workload.
#[derive(Debug)]
pub struct Counted {
    program: PathBuf,
}

impl Counted {
    /// Builds it.
    ///
    /// # Errors
    ///
    /// If Cargo does not run, or it does not build.
    pub fn build(profile: Profile) -> Result<Self, Box<dyn Error>> {
        let release = std::env::current_exe()?;
        let target = release.parent().and_then(Path::parent).ok_or("the program is in no target folder")?;
        let target = target.join(profile.folder);
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--release", "--package", "deferred-benches", "--bin", "one"])
            .arg("--target-dir")
            .arg(&target)
            .envs(profile.variables.iter().copied())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()?;
        if !built.success() {
            return Err("the program that is counted does not build".into());
        }
        Ok(Counted { program: target.join("release/one") })
    }

    /// The instructions of one run, without those that are needed once for all the runs.
    ///
    /// # Errors
    ///
    /// If valgrind does not run, or says something unknown.
    pub fn instructions(&self, contender: Contender, workload: Workload) -> Result<u64, Box<dyn Error>> {
        const FEW: u64 = 200;
        const MANY: u64 = 1_200;
        let count = |times| self.collected(contender, workload, times);
        Ok((count(MANY)? - count(FEW)?) / (MANY - FEW))
    }

    fn collected(&self, contender: Contender, workload: Workload, times: u64) -> Result<u64, Box<dyn Error>> {
        let ran = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(&self.program)
            .args([contender.id, &workload.to_string(), &times.to_string()])
            .output()?;
        let said = String::from_utf8(ran.stderr)?;
        let collected = said.lines().find_map(|line| line.split_once("Collected : "));
        let (_, count) = collected.ok_or_else(|| format!("valgrind says: {said}"))?;
        Ok(count.trim().parse()?)
    }
}
