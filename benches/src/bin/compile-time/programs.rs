//! Generates programs of so many stages with so many errors: as a chain, as async code, as combinators.

use std::fmt::Write;

/// How the same steps are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Chain,
    AsyncFn,
    Combinators,
}

impl Style {
    pub const ALL: [Style; 3] = [Style::Chain, Style::AsyncFn, Style::Combinators];

    pub fn name(self) -> &'static str {
        match self {
            Style::Chain => "chain!",
            Style::AsyncFn => "async fn",
            Style::Combinators => "futures",
        }
    }

    /// A combinator sees one error type, whatever is in it.
    pub fn depends_on_errors(self) -> bool {
        self != Style::Combinators
    }

    pub fn program(self, stages: usize, errors: usize) -> String {
        let body = match self {
            Style::Chain => chain(stages, errors),
            Style::AsyncFn => one_error(errors) + &async_fn(stages, errors),
            Style::Combinators => one_error(errors) + &combinators(stages, errors),
        };
        error_types(errors) + &body
    }
}

pub fn empty() -> String {
    "fn main() {}\n".to_owned()
}

/// The name of the error that the `n`th stage raises.
fn raised(n: usize, errors: usize) -> String {
    format!("E{}", n % errors)
}

/// The name of the error that the `n`th stage handles, if it is one that does: the one before has raised it.
fn handled(n: usize, errors: usize) -> Option<String> {
    (n % 8 == 5).then(|| raised(n - 1, errors))
}

fn error_types(errors: usize) -> String {
    lines(errors, |n| format!("#[derive(Debug)] pub struct E{n}(pub i64);"))
}

/// An enum of all errors, which a chain does not need.
fn one_error(errors: usize) -> String {
    let variants: Vec<_> = (0..errors).map(|n| format!("E{n}(E{n})")).collect();
    format!("#[derive(Debug)] pub enum E {{ {} }}\n", variants.join(", "))
        + &lines(errors, |n| format!("impl From<E{n}> for E {{ fn from(e: E{n}) -> E {{ E::E{n}(e) }} }}"))
}

fn chain(stages: usize, errors: usize) -> String {
    let stages = lines(stages, |n| match handled(n, errors) {
        Some(e) => format!("        catch |e: {e}| e.0 + {n},"),
        None => {
            format!("        then |x| if x > {n} {{ Ok(x + {n}) }} else {{ Err({}(x)) }},", raised(n, errors))
        }
    });
    format!(
        "fn main() {{
    let (resolver, d) = deferred::Deferred::<i64>::pending();
    let d = deferred::chain! {{ d;
{stages}        catch |_| 0i64,
    }};
    resolver.succeed(std::hint::black_box(1));
    println!(\"{{}}\", deferred::testing::success_result_of(d));
}}
"
    )
}

/// The steps of both kinds of async program.
fn steps(prefix: &str, stages: usize, errors: usize) -> String {
    lines(stages, |n| {
        let e = raised(n, errors);
        format!(
            "{prefix}fn step{n}(x: i64) -> Result<i64, {e}> {{ if x > {n} {{ Ok(x + {n}) }} else {{ Err({e}(x)) }} }}"
        )
    })
}

/// The errors are handled once, at the end: handling one at every eighth stage, as a chain does, would need a block
/// for each.
fn async_fn(stages: usize, errors: usize) -> String {
    let awaits = lines(stages, |n| format!("    let x = step{n}(x).await?;"));
    format!(
        "{}async fn run(x: i64) -> Result<i64, E> {{
{awaits}    Ok(x)
}}
fn main() {{
    let mut run = Box::pin(run(std::hint::black_box(1)));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    println!(\"{{:?}}\", std::future::Future::poll(run.as_mut(), &mut context));
}}
",
        steps("async ", stages, errors)
    )
}

fn combinators(stages: usize, errors: usize) -> String {
    // With a single error there is no other.
    let others = if errors == 1 { "" } else { ", e => Err(e)" };
    let calls = lines(stages, |n| match handled(n, errors) {
        Some(e) => {
            format!("        .or_else(|e| ready(match e {{ E::{e}(e) => Ok(e.0 + {n}){others} }}))")
        }
        None => format!("        .and_then(|x| ready(step{n}(x).map_err(E::from)))"),
    });
    format!(
        "use futures::future::{{TryFutureExt, ready}};
{}fn main() {{
    let (sender, receiver) = futures::channel::oneshot::channel::<i64>();
    let mut run = Box::pin(receiver.map_err(|_| E::E0(E0(0)))
{calls}    );
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(std::future::Future::poll(run.as_mut(), &mut context).is_pending());
    sender.send(std::hint::black_box(1)).expect(\"it is awaited\");
    println!(\"{{:?}}\", std::future::Future::poll(run.as_mut(), &mut context));
}}
",
        steps("", stages, errors)
    )
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        writeln!(text, "{}", line(n)).expect("a String takes it all");
        text
    })
}
