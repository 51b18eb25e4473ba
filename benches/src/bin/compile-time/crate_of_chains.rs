//! The cost of a crate full of short chains, beside one of the same async functions: what a user pays, rather than
//! what one long chain costs.

use crate::LIMIT;
use crate::compiler::{Compiled, Compiler, Mode};
use std::error::Error;
use std::fmt::{self, Write};
use std::time::Duration;

/// How many times as much as the async functions the chains may take: time, and bytes of the program. What is more fails.
///
/// The aim is lower: 1.8 for a check, 2.5 and 2.5 for a debug build, 2.0 and 1.3 for a release build.
const MOST: [(Mode, f64, f64); 3] =
    [(Mode::Check, 4.5, 1.0), (Mode::Debug, 7.5, 4.0), (Mode::Release, 6.0, 2.0)];

const CHAINS: &str = "use deferred::{Deferred, chain};
fn load(k: u32) -> Deferred<String, (Offline,)> {
    if k > 5 { Deferred::succeed(k.to_string()) } else { Deferred::fail(Offline(k)) }
}
fn store(n: u32) -> Deferred<u32, (Full,)> {
    if n > 5 { Deferred::succeed(n) } else { Deferred::fail(Full(n)) }
}
";

const ASYNC_FNS: &str = "#[derive(Debug)] pub enum Failed { Garbled(Garbled), Full(Full) }
impl From<Garbled> for Failed { fn from(e: Garbled) -> Self { Failed::Garbled(e) } }
impl From<Full> for Failed { fn from(e: Full) -> Self { Failed::Full(e) } }
async fn load(k: u32) -> Result<String, Offline> { if k > 5 { Ok(k.to_string()) } else { Err(Offline(k)) } }
async fn store(n: u32) -> Result<u32, Full> { if n > 5 { Ok(n) } else { Err(Full(n)) } }
fn finish<F: Future>(task: F) -> F::Output {
    let mut task = std::pin::pin!(task);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(given) = task.as_mut().poll(&mut context) {
            return given;
        }
    }
}
";

const COMMON: &str = "#![allow(dead_code)]
#[derive(Debug)] pub struct Garbled(u32);
#[derive(Debug)] pub struct Full(u32);
#[derive(Debug)] pub struct Offline(u32);
fn read(text: String) -> Result<u32, Garbled> { text.parse().map_err(|_| Garbled(0)) }
fn room(n: u32) -> Result<u32, Full> { if n > 3 { Ok(n) } else { Err(Full(n)) } }
fn close(n: u32) { if n > 1_000_000 { println!(\"{n}\") } }
";

/// `count` functions, each a chain of six stages.
fn chains(count: usize) -> String {
    program(count, CHAINS, "is_ready", "", |n| {
        format!(
            "pub fn job{n}(k: u32) -> Deferred<u32, (Garbled, Full)> {{
    chain! {{
        load(k + {n});
        then read,
        catch |e: Offline| e.0,
        then |x| room(x + {n}),
        then |x| store(x * 2),
        finally || close({n}),
        raises Garbled | Full,
    }}
}}"
        )
    })
}

/// The steps of [`chains`] as async functions.
fn async_fns(count: usize) -> String {
    program(count, ASYNC_FNS, "is_ok", "finish", |n| {
        format!(
            "pub async fn job{n}(k: u32) -> Result<u32, Failed> {{
    let given = async {{
        let x = match load(k + {n}).await {{ Ok(text) => read(text)?, Err(Offline(k)) => k }};
        let x = room(x + {n})?;
        Ok::<u32, Failed>(store(x * 2).await?)
    }}.await;
    close({n});
    given
}}"
        )
    })
}

fn program(count: usize, common: &str, looks: &str, run: &str, function: impl Fn(usize) -> String) -> String {
    let mut text = format!("{COMMON}{common}");
    let mut main = "fn main() {\n    let k = std::env::args().count() as u32;\n".to_owned();
    for n in 0..count {
        writeln!(text, "{}", function(n)).expect("a String takes it all");
        writeln!(main, "    println!(\"{{}}\", {run}(job{n}(k)).{looks}());").expect("a String takes it all");
    }
    text + &main + "}\n"
}

/// The figures of one mode of compilation, chains first.
#[derive(Debug)]
struct Row {
    mode: Mode,
    seconds: [f64; 2],
    bytes: Option<[u64; 2]>,
}

impl Row {
    fn ratios(&self) -> [f64; 2] {
        let [chains, async_fns] = self.seconds;
        let bytes = self.bytes.map_or(1.0, |[chains, async_fns]| chains as f64 / async_fns as f64);
        [chains / async_fns, bytes]
    }

    fn holds(&self) -> bool {
        let [seconds, bytes] = self.ratios();
        MOST.iter().any(|&(mode, time, size)| mode == self.mode && seconds <= time && bytes <= size)
    }
}

/// A crate of so many chains.
#[derive(Debug)]
pub struct Crate {
    count: usize,
    rows: Vec<Row>,
}

impl Crate {
    /// Compiles both crates `rounds` times in turn; the median counts.
    pub fn measure(compiler: &mut Compiler, count: usize, rounds: usize) -> Result<Self, Box<dyn Error>> {
        let programs = [chains(count), async_fns(count)];
        let mut rows = Vec::new();
        compiler.incremental = false;
        for (mode, ..) in MOST {
            let mut took = [Vec::new(), Vec::new()];
            let mut bytes = [0; 2];
            for round in 0..=rounds {
                for (n, program) in programs.iter().enumerate() {
                    let Compiled::In(time) = compiler.compile(mode, program, LIMIT * 10)? else {
                        return Err("the crate of chains does not compile in time".into());
                    };
                    // The first builds the dependencies.
                    if round > 0 {
                        took[n].push(time);
                    }
                    if mode != Mode::Check {
                        bytes[n] = compiler.size(mode)?;
                    }
                }
            }
            let seconds = took.map(median);
            rows.push(Row { mode, seconds, bytes: (mode != Mode::Check).then_some(bytes) });
        }
        compiler.incremental = true;
        Ok(Crate { count, rows })
    }

    pub fn holds(&self) -> bool {
        self.rows.iter().all(Row::holds)
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

impl fmt::Display for Crate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "a crate of {} functions, seconds of processor time and MB of the program\n",
            self.count
        )?;
        writeln!(
            f,
            "| | chain! | async fn | ratio | at most | chain!, MB | async fn, MB | ratio | at most |"
        )?;
        writeln!(f, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
        for (row, (_, time, size)) in self.rows.iter().zip(MOST) {
            let ([seconds, bytes], [chains, async_fns]) = (row.ratios(), row.seconds);
            write!(f, "| {} | {chains:.2} | {async_fns:.2} | {seconds:.2} | {time} |", row.mode.name())?;
            match row.bytes {
                Some([chains, async_fns]) => {
                    let mb = |bytes: u64| bytes as f64 / 1e6;
                    writeln!(f, " {:.2} | {:.2} | {bytes:.2} | {size} |", mb(chains), mb(async_fns))?;
                }
                None => writeln!(f, " | | | |")?,
            }
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seconds: f64, bytes: u64) -> Row {
        Row { mode: Mode::Release, seconds: [seconds, 1.0], bytes: Some([bytes, 1_000]) }
    }

    #[test]
    fn a_crate_that_takes_too_long_or_too_much_does_not_hold() {
        assert!(row(5.9, 1_900).holds());
        assert!(!row(6.1, 1_900).holds());
        assert!(!row(5.9, 2_100).holds());
    }
}
