//! How long `cargo check` takes for a chain of so many stages, beside an `async fn` of the same steps.
//!
//! Each program is checked several times, in turn, and the shortest time counts: what disturbs a measurement makes it
//! longer. An empty program's time is taken off before stages are compared.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

const STAGES: [usize; 5] = [8, 16, 32, 64, 128];
const ERRORS: usize = 4;
const ROUNDS: usize = 5;

/// A chain of 64 stages may take so many times as long as the `async fn`.
const MOST_BESIDE_ASYNC: f64 = 3.0;
/// A stage in a chain of 128 may take so many times as long as one in a chain of 16.
const MOST_GROWTH: f64 = 1.5;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let place = place()?;
    let mut programs = vec![("empty".to_owned(), empty())];
    for stages in STAGES {
        programs.push((format!("chain {stages}"), chain(stages)));
        programs.push((format!("async {stages}"), async_fn(stages)));
    }
    check(&place, &programs[0].1)?;
    let mut shortest = vec![Duration::MAX; programs.len()];
    for round in 0..ROUNDS {
        for (shortest, (_, program)) in shortest.iter_mut().zip(&programs) {
            // A comment makes it another program, which has to be checked anew.
            *shortest = (*shortest).min(check(&place, &format!("{program}// {round}\n"))?);
        }
    }

    let seconds: Vec<f64> = shortest.iter().map(Duration::as_secs_f64).collect();
    let (empty, pairs) = (seconds[0], seconds[1..].chunks_exact(2));
    println!("cargo check, seconds; an empty program takes {empty:.3}\n");
    println!("{:>6} {:>8} {:>8} {:>8} {:>14}", "stages", "chain!", "async fn", "ratio", "ms for a stage");
    let mut per_stage = Vec::new();
    let mut beside_async = Vec::new();
    for (stages, pair) in STAGES.iter().zip(pairs) {
        let (ours, theirs) = (pair[0], pair[1]);
        per_stage.push((ours - empty) / *stages as f64);
        beside_async.push(ours / theirs);
        println!(
            "{stages:>6} {ours:>8.3} {theirs:>8.3} {:>8.2} {:>14.2}",
            ours / theirs,
            1e3 * (ours - empty) / *stages as f64
        );
    }
    let (growth, ratio) = (per_stage[4] / per_stage[1], beside_async[3]);
    println!("\na stage at 128 beside one at 16: {growth:.2} (at most {MOST_GROWTH})");
    println!("64 stages beside the async fn: {ratio:.2} (at most {MOST_BESIDE_ASYNC})");
    let holds = growth <= MOST_GROWTH && ratio <= MOST_BESIDE_ASYNC;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A package of its own, in the target folder, that depends on `deferred`.
fn place() -> Result<PathBuf, Box<dyn Error>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let place = workspace.join("target/compile-time");
    std::fs::create_dir_all(place.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\ndeferred = {{ path = {workspace:?} }}\n\n[workspace]\n"
    );
    std::fs::write(place.join("Cargo.toml"), manifest)?;
    Ok(place)
}

fn check(place: &Path, program: &str) -> Result<Duration, Box<dyn Error>> {
    std::fs::write(place.join("src/main.rs"), program)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let begun = Instant::now();
    let checked = Command::new(cargo).args(["check", "--quiet"]).current_dir(place).status()?;
    let took = begun.elapsed();
    if !checked.success() {
        return Err("the program does not compile".into());
    }
    Ok(took)
}

fn empty() -> String {
    "fn main() {}\n".to_owned()
}

/// The types of error that both programs have.
fn errors() -> String {
    (0..ERRORS).fold(String::new(), |mut text, n| {
        writeln!(text, "#[derive(Debug)] pub struct E{n}(pub i64);").expect("a String takes it all");
        text
    })
}

fn chain(stages: usize) -> String {
    let mut text = errors();
    text.push_str("fn main() {\n    let (resolver, d) = deferred::Deferred::<i64>::pending();\n");
    text.push_str("    let d = deferred::chain! { d;\n");
    for n in 0..stages {
        let e = n % ERRORS;
        let stage = if n % 8 == 7 {
            format!("catch |e: E{e}| e.0 + {n}")
        } else {
            format!("then |x| if x > {n} {{ Ok(x + {n}) }} else {{ Err(E{e}(x)) }}")
        };
        writeln!(text, "        {stage},").expect("a String takes it all");
    }
    text.push_str("        catch |_| 0i64,\n    };\n    resolver.succeed(1);\n");
    text.push_str("    println!(\"{}\", deferred::testing::success_result_of(d));\n}\n");
    text
}

fn async_fn(stages: usize) -> String {
    let mut text = errors();
    let variants: Vec<_> = (0..ERRORS).map(|n| format!("E{n}(E{n})")).collect();
    writeln!(text, "#[derive(Debug)] pub enum E {{ {} }}", variants.join(", "))
        .expect("a String takes it all");
    for n in 0..ERRORS {
        writeln!(text, "impl From<E{n}> for E {{ fn from(e: E{n}) -> E {{ E::E{n}(e) }} }}")
            .expect("a String takes it all");
    }
    let mut body = String::new();
    for n in 0..stages {
        let e = n % ERRORS;
        writeln!(text, "async fn step{n}(x: i64) -> Result<i64, E{e}> {{ if x > {n} {{ Ok(x + {n}) }} else {{ Err(E{e}(x)) }} }}")
            .expect("a String takes it all");
        writeln!(body, "    let x = step{n}(x).await?;").expect("a String takes it all");
    }
    text.push_str("async fn run(x: i64) -> Result<i64, E> {\n");
    text.push_str(&body);
    text.push_str("    Ok(x)\n}\nfn main() {\n    let mut run = Box::pin(run(1));\n");
    text.push_str("    let mut context = std::task::Context::from_waker(std::task::Waker::noop());\n");
    text.push_str("    println!(\"{:?}\", std::future::Future::poll(run.as_mut(), &mut context));\n}\n");
    text
}
