//! The tests: what each takes and which mutants it reaches, and what comes of a run of some of them.

use crate::{Args, Result, note};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program of tests.
struct Program {
    name: String,
    path: PathBuf,
    /// The package's.
    folder: PathBuf,
}

/// A test, of the program of this number.
struct Test {
    program: usize,
    name: String,
    /// What it takes of a processor without a mutant.
    took: Duration,
    /// The mutants whose places it comes to.
    reaches: BTreeSet<usize>,
}

/// All tests, those first that noticed something last.
pub struct Suite {
    programs: Vec<Program>,
    tests: Vec<Test>,
    /// Numbers of programs: what noticed one mutant notices its neighbour, most often.
    order: Vec<usize>,
    /// Where the compiler's own library is, which tests of macros link to.
    libraries: String,
}

/// No mutant has this number.
const NO_MUTANT: &str = "4000000000";

/// What takes longer runs alone, and last.
const QUICK: Duration = Duration::from_millis(150);

impl Suite {
    /// Builds the tests, and runs each alone, unless it has been before. One that fails without a mutant is left out.
    pub fn new(args: &Args, tree: &Path, known: &Path) -> Result<Self> {
        let libraries = Command::new("rustc").args(["--print", "target-libdir"]).output()?.stdout;
        let libraries = String::from_utf8(libraries)?.trim().to_owned();
        let programs = build(args, tree)?;
        let order = (0..programs.len()).collect();
        let mut suite = Suite { programs, tests: Vec::new(), order, libraries };
        fs::create_dir_all(known)?;
        for at in 0..suite.programs.len() {
            let file = known.join(suite.programs[at].path.file_name().ok_or("no name")?);
            let built = fs::metadata(&suite.programs[at].path)?.modified()?;
            if !fs::metadata(&file).and_then(|file| file.modified()).is_ok_and(|then| then > built) {
                fs::write(&file, "")?;
            }
            suite.looks_at(at, args, &file)?;
            suite.tests.extend(read(at, &fs::read_to_string(&file)?));
        }
        suite.tests.retain(|test| !args.skips(&test.name) && (test.took <= QUICK || !args.quick));
        suite.tests.sort_by_key(|test| test.took);
        let took = suite.tests.iter().map(|test| test.took).sum::<Duration>();
        eprintln!("{} tests of {} programs take {took:?}", suite.tests.len(), suite.programs.len());
        Ok(suite)
    }

    /// Notes what each test of a program takes and reaches, a line for each that has none yet.
    fn looks_at(&self, at: usize, args: &Args, file: &Path) -> Result<()> {
        let program = &self.programs[at];
        let listed = self.command(at).args(["--list", "--format", "terse", "-Zunstable-options"]).output()?;
        let listed = String::from_utf8(listed.stdout)?;
        let says = fs::read_to_string(file)?;
        let known: BTreeSet<_> = says.lines().filter_map(|line| line.split('\t').nth(1)).collect();
        let reached = file.with_extension("reached");
        for name in listed.lines().filter_map(|line| line.strip_suffix(": test")) {
            if known.contains(name) || args.skips(name) {
                continue;
            }
            fs::write(&reached, "")?;
            let mut command = self.command(at);
            command.args(["--exact", name]).env("MUTANTS_REACHED", &reached);
            let mut came = run(&mut command, Duration::from_secs(600));
            if let Came::Failed = came {
                // Noting allocates, which a test that counts allocations does not stand.
                let mut command = self.command(at);
                came =
                    run(command.args(["--exact", name]).env("MUTANT", NO_MUTANT), Duration::from_secs(600));
            }
            let took = match came {
                Came::Passed(took) => took.as_millis().to_string(),
                Came::Failed | Came::Hung => {
                    eprintln!("left out, for it fails without a mutant: {name} of {}", program.name);
                    "fails".to_owned()
                }
            };
            let numbers = fs::read_to_string(&reached)?.replace('\n', " ");
            note(file, &format!("{took}\t{name}\t{numbers}\n"))?;
        }
        Ok(())
    }

    /// Runs a program's tests.
    fn command(&self, at: usize) -> Command {
        let program = &self.programs[at];
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(&program.path);
        command.current_dir(&program.folder).env("CARGO_MANIFEST_DIR", &program.folder);
        command.env("RUSTC_BOOTSTRAP", "1").env("LD_LIBRARY_PATH", &self.libraries).env("INSTA_UPDATE", "no");
        command
    }

    /// Whether a test that reaches the mutant notices it: what it came to, and in which program.
    pub fn asks(&mut self, mutant: usize) -> String {
        let mut is_reached = false;
        for is_quick in [true, false] {
            for place in 0..self.order.len() {
                let program = self.order[place];
                let tests = self.tests.iter().filter(|test| {
                    test.program == program
                        && (test.took <= QUICK) == is_quick
                        && test.reaches.contains(&mutant)
                });
                let tests: Vec<_> = tests.collect();
                is_reached |= !tests.is_empty();
                for tests in tests.chunks(if is_quick { usize::MAX } else { 1 }) {
                    let Some(how) = self.notices(tests, mutant) else { continue };
                    self.order[..=place].rotate_right(1);
                    return format!("{how} {}", self.programs[program].name);
                }
            }
        }
        if is_reached { "missed" } else { "not reached" }.to_owned()
    }

    /// Tests of one program. What fails once fails twice, or the machine was busy.
    fn notices(&self, tests: &[&Test], mutant: usize) -> Option<&'static str> {
        let took: Duration = tests.iter().map(|test| test.took).sum();
        for _ in 0..2 {
            let mut command = self.command(tests.first()?.program);
            command.args(["-Zunstable-options", "--fail-fast", "--exact"]);
            command.args(tests.iter().map(|test| &test.name)).env("MUTANT", mutant.to_string());
            match run(&mut command, took * 4 + PATIENCE) {
                Came::Passed(_) => return None,
                Came::Hung => return Some("hangs in"),
                Came::Failed => {}
            }
        }
        Some("caught by")
    }
}

/// What was noted of a program's tests.
fn read(program: usize, says: &str) -> Vec<Test> {
    let line = |line: &str| {
        let mut parts = line.split('\t');
        Some(Test {
            program,
            took: Duration::from_millis(parts.next()?.parse().ok()?),
            name: parts.next()?.to_owned(),
            reaches: parts.next()?.split(' ').filter_map(|number| number.parse().ok()).collect(),
        })
    };
    says.lines().filter_map(line).collect()
}

/// Builds the tests.
fn build(args: &Args, tree: &Path) -> Result<Vec<Program>> {
    let mut command = Command::new("cargo");
    command.args(["test", "--no-run", "--message-format=json"]).args(&args.tests);
    let output = command.current_dir(tree).stderr(Stdio::inherit()).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err("the tests do not build".into());
    }
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let tests = messages.filter(|message| message["profile"]["test"] == true);
    Ok(tests
        .filter_map(|message| {
            let manifest = Path::new(message["manifest_path"].as_str()?);
            Some(Program {
                name: message["target"]["name"].as_str()?.to_owned(),
                path: message["executable"].as_str()?.into(),
                folder: manifest.parent()?.to_owned(),
            })
        })
        .collect())
}

/// How much longer than a few times as long as they usually take tests may compute before they count as hanging.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long they may do nothing at all. The machine may be busy with something else.
const WAITS: Duration = Duration::from_secs(10);

/// How many times their patience may pass by the clock: threads that wait for one another in turns take little of a processor.
const TURNS: u32 = 8;

/// What came of a run.
enum Came {
    /// All tests passed, in this time of a processor.
    Passed(Duration),
    Failed,
    Hung,
}

/// What processors have done for a process so far.
#[cfg(target_os = "linux")]
fn processor_time(process: u32) -> Option<Duration> {
    // In hundredths of a second, behind the program's name, which may have anything in it.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((next()? + next()?) * 10))
}

#[cfg(not(target_os = "linux"))]
fn processor_time(_: u32) -> Option<Duration> {
    None
}

/// What the tests may take of the machine's memory, in KiB: a mutant may want all of it.
const MEMORY: &str = "4000000";

/// Runs tests, which may take as much time of a processor as `patience` says.
fn run(command: &mut Command, patience: Duration) -> Came {
    let started = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return Came::Failed };
    let (mut took, mut went_on) = (Duration::ZERO, started);
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Came::Passed(took),
            Ok(None) => {
                let now = processor_time(child.id()).unwrap_or_else(|| started.elapsed());
                if now > took {
                    (took, went_on) = (now, Instant::now());
                }
                if took > patience || went_on.elapsed() > WAITS || started.elapsed() > patience * TURNS {
                    drop((child.kill(), child.wait()));
                    return Came::Hung;
                }
                std::thread::sleep(Duration::from_millis(2));
            }
            Ok(Some(_)) | Err(_) => return Came::Failed,
        }
    }
}
