//! Runs the compiler on one program, and measures its processor time, so that other programs on the machine do not
//! count.

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The dependencies too are built the first time.
const FIRST: Duration = Duration::from_secs(600);

/// The exit code of `timeout` where it ended a program.
const ENDED: i32 = 124;

/// The command of Cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Check,
    Debug,
    Release,
}

impl Mode {
    /// Those in which chains of every length are compiled.
    pub const BOTH: [Mode; 2] = [Mode::Check, Mode::Release];

    pub fn name(self) -> &'static str {
        match self {
            Mode::Check => "check",
            Mode::Debug => "debug build",
            Mode::Release => "release build",
        }
    }

    /// How often each program is compiled. A short check is over in 50 ms more than an empty one, so what disturbs it shows.
    pub fn rounds(self) -> usize {
        match self {
            Mode::Check => 9,
            Mode::Debug | Mode::Release => 3,
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Mode::Check => &["check", "--quiet"],
            Mode::Debug => &["build", "--quiet"],
            Mode::Release => &["build", "--quiet", "--release"],
        }
    }
}

/// The result of a compilation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Compiled {
    In(Duration),
    /// The types nest too deep: it would compile with a `recursion_limit`.
    TooDeep,
    /// The compiler was ended.
    TooLong,
}

/// A package in the target folder, whose program is another one each time.
pub struct Compiler {
    place: PathBuf,
    rounds: usize,
    /// Set if it keeps what it knows of a program for the next one, as it does for who works on one.
    pub incremental: bool,
}

impl Compiler {
    /// The first build makes the dependencies.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let here = std::env::current_exe()?;
        let target = here.parent().and_then(Path::parent).ok_or("the program is in no target folder")?;
        let place = target.join("compile-time");
        std::fs::create_dir_all(place.join("src"))?;
        // The package has the same versions as the suite.
        std::fs::copy(workspace.join("Cargo.lock"), place.join("Cargo.lock"))?;
        let manifest = format!(
            "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ndeferred = {{ path = {workspace:?} }}\n\
             futures = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\n\n\
             [profile.release]\nstrip = true\n\n[workspace]\n"
        );
        std::fs::write(place.join("Cargo.toml"), manifest)?;
        let mut compiler = Compiler { place, rounds: 0, incremental: true };
        for mode in Mode::BOTH {
            compiler.compile(mode, &crate::programs::empty(), FIRST)?;
        }
        Ok(compiler)
    }

    /// Compiles `program` anew, and gives up when `limit` is over.
    ///
    /// # Errors
    ///
    /// If it does not compile, for another reason than how deep its types nest.
    pub fn compile(
        &mut self,
        mode: Mode,
        program: &str,
        limit: Duration,
    ) -> Result<Compiled, Box<dyn Error>> {
        // A comment makes it another program.
        self.rounds += 1;
        std::fs::write(self.place.join("src/main.rs"), format!("{program}// {}\n", self.rounds))?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let before = processor_time()?;
        // Ends the compiler too, which Cargo started.
        let done = Command::new("timeout")
            .arg(limit.as_secs().to_string())
            .arg(cargo)
            .args(mode.arguments())
            .current_dir(&self.place)
            .env("CARGO_TARGET_DIR", self.place.join("target"))
            .env("CARGO_INCREMENTAL", if self.incremental { "1" } else { "0" })
            .output()?;
        let took = processor_time()?.saturating_sub(before);
        let messages = String::from_utf8_lossy(&done.stderr);
        match done.status.code() {
            Some(0) => Ok(Compiled::In(took)),
            Some(ENDED) => Ok(Compiled::TooLong),
            _ if messages.contains("E0275") || messages.contains("recursion_limit") => Ok(Compiled::TooDeep),
            _ => Err(format!("the program does not compile:\n{messages}").into()),
        }
    }

    /// How large the program is that was built last.
    pub fn size(&self, mode: Mode) -> Result<u64, Box<dyn Error>> {
        let folder = if mode == Mode::Release { "release" } else { "debug" };
        Ok(std::fs::metadata(self.place.join("target").join(folder).join("probe"))?.len())
    }
}

/// The processor time of all the programs that this one has started and that have ended.
fn processor_time() -> Result<Duration, Box<dyn Error>> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(microseconds.try_into()?))
}
