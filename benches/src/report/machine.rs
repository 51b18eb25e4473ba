//! The machine and the versions of a measurement.

use crate::allocations::allocator;
use serde::Serialize;
use std::process::Command;

/// The machine and the versions.
#[derive(Debug, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// How many of them this program may use.
    pub processors: usize,
    /// The compiler.
    pub rustc: String,
    /// The profile that the program was built with.
    pub profile: &'static str,
    /// The allocator beneath the counting one.
    pub allocator: &'static str,
    /// The libraries of the other contenders, as `Cargo.lock` has them.
    pub libraries: Vec<String>,
}

impl Machine {
    /// The present machine.
    pub fn here() -> Self {
        Machine {
            processor: processor().unwrap_or_else(|| "unknown".to_owned()),
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            rustc: rustc().unwrap_or_else(|| "unknown".to_owned()),
            profile: if cfg!(debug_assertions) { "debug" } else { "release" },
            allocator: allocator(),
            libraries: ["futures", "oneshot", "tokio"].into_iter().filter_map(locked).collect(),
        }
    }
}

fn processor() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(": ")?.1.to_owned())
}

fn rustc() -> Option<String> {
    let ran = Command::new("rustc").arg("--version").output().ok()?;
    Some(String::from_utf8(ran.stdout).ok()?.trim().to_owned())
}

fn locked(library: &str) -> Option<String> {
    let lock = include_str!("../../../Cargo.lock");
    let (_, rest) = lock.split_once(&format!("name = \"{library}\"\nversion = \""))?;
    Some(format!("{library} {}", rest.split_once('"')?.0))
}
