//! Runs the macro on random tokens: the expansion parses, or has errors at tokens; the macro never panics, and
//! takes time in proportion to the tokens.
//!
//! `DEFERRED_STREAMS=0..1000000 cargo test --release -p deferred-macros streams` is the long form, for a range of
//! seeds, so that it can be run in slices. Time is the processor time of this thread, so other programs do not
//! matter.

use crate::{codegen, parse};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::ops::Range;
use std::time::Duration;

/// Sources of a chain; only the last is wrong.
const SOURCES: [&str; 6] = [
    "",
    "fetch(url);",
    "maybe cached(url);",
    "for Page raises Timeout | Gone;",
    "for Vec<u8>;",
    "fetch(url)",
];

/// Stages, each right by itself but the last ones.
const STAGES: [&str; 29] = [
    "then |page| page.len()",
    "then parse",
    "then render(_, &theme, &mut log)",
    "then |page: Vec<u8>| -> Result<u8, E> { Ok(page[0]) }",
    "then f::<A, B, C>",
    "then |p| f::<A, B>(p)",
    "then |a| a || b",
    "then f else |failure| 0",
    "then async move |page| page.await",
    "then |page| catching(|| parse(page))",
    "catch |_: Timeout| 0",
    "catch NotFound | Gone => |e| 1",
    "catch NotFound | Gone => handle",
    "catch |failure| Err(failure)",
    "catch |e: Downcast<Io>| 3",
    "both |outcome| outcome.ok()",
    "inspect |page| look(page)",
    "finally || close()",
    "finally |outcome| ()",
    "raises Timeout | Gone",
    "raises at most Timeout | Gone",
    "raises nothing",
    "raises ?",
    "timeout(&clock, time)",
    "#[allow(unused)] then |page| 0",
    ",",
    "catch",
    "than parse",
    "then |page",
];

/// The tokens with which a stream is mutated.
const TOKENS: [&str; 26] = [
    "|", "||", ",", ";", "=>", "->", "<", ">", "::", ":", "?", "_", "&", "#", ".", "'a", "5", "\"text\"",
    "then", "catch", "raises", "move", "async", "for", "x", "$",
];

/// How long one stream may take, which has some hundred tokens at the most.
const PATIENCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 1000 } else { 250 });

fn seeds() -> Range<u64> {
    let Ok(text) = std::env::var("DEFERRED_STREAMS") else { return 0..300 };
    let ends = text.split_once("..").map(|(first, end)| (first.parse(), end.parse()));
    let Some((Ok(first), Ok(end))) = ends else {
        panic!("DEFERRED_STREAMS is `{text}`, and no range of seeds")
    };
    first..end
}

/// The processor time of this thread.
fn processor_time() -> Duration {
    let time = nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID.now();
    Duration::from(time.expect("each thread has such a clock"))
}

/// A source and some stages.
fn pieces(random: &mut fastrand::Rng) -> String {
    let mut text = String::from(SOURCES[random.usize(..SOURCES.len())]);
    for _ in 0..random.usize(0..7) {
        text += " ";
        text += STAGES[random.usize(..STAGES.len())];
        text += ",";
    }
    text
}

/// The tokens with some taken out, put in, doubled and exchanged, at some depth.
fn mutated(tokens: TokenStream, random: &mut fastrand::Rng) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for _ in 0..random.usize(1..4) {
        let at = random.usize(..=tokens.len());
        let other: Option<TokenStream> = TOKENS[random.usize(..TOKENS.len())].parse().ok();
        match random.u8(..6) {
            0 if at < tokens.len() => drop(tokens.remove(at)),
            1 if at < tokens.len() => tokens.insert(at, tokens[at].clone()),
            2 if at < tokens.len() => {
                let with = random.usize(..tokens.len());
                tokens.swap(at, with);
            }
            3 => {
                if let Some(TokenTree::Group(group)) = tokens.get(at).cloned() {
                    let inside = mutated(group.stream(), random);
                    tokens[at] = Group::new(group.delimiter(), inside).into();
                }
            }
            4 => {
                let delimiters =
                    [Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis, Delimiter::None];
                let taken = tokens.split_off(at);
                tokens.push(Group::new(delimiters[random.usize(..4)], taken.into_iter().collect()).into());
            }
            _ => {
                for (after, token) in other.into_iter().flatten().enumerate() {
                    tokens.insert(at + after, token);
                }
            }
        }
    }
    tokens.into_iter().collect()
}

/// Expands the chain; returns whether that reports a mistake. A mistake is reported at a token, unless there is
/// none.
fn expands(tokens: TokenStream, source: &str) -> bool {
    let (is_empty, started) = (tokens.is_empty(), processor_time());
    let chain = parse::parse(tokens);
    let mistakes: Vec<_> = chain.input_mistake.iter().chain(&chain.mistakes).flatten().collect();
    for mistake in &mistakes {
        let has_place = mistake.span().byte_range() != (0..0);
        assert!(has_place || is_empty, "no place: {mistake}\n{source}");
        let text = mistake.to_string();
        assert!(text.contains("[E-"), "no code: {text}\n{source}");
    }
    let expanded = codegen::chain(&chain, &quote::quote!(::deferred)).to_string();
    let took = processor_time() - started;
    assert!(took < PATIENCE, "{took:?} for\n{source}");
    !mistakes.is_empty() || expanded.contains("compile_error")
}

#[test]
fn what_is_made_of_right_pieces_expands_to_rust_or_says_its_mistake() {
    let (mut right, mut wrong) = (0, 0);
    for seed in seeds() {
        let source = pieces(&mut fastrand::Rng::with_seed(seed));
        let tokens: TokenStream = source.parse().expect("it is made of tokens");
        if expands(tokens.clone(), &source) {
            wrong += 1;
            continue;
        }
        right += 1;
        let expanded = codegen::chain(&parse::parse(tokens), &quote::quote!(::deferred));
        let file: Result<syn::File, _> = syn::parse2(quote::quote!(fn main() { #expanded }));
        if let Err(error) = file {
            panic!("{seed}: no mistake, and no Rust: {error}\n{source}\n{expanded}");
        }
    }
    assert!(right > 0 && wrong > 0, "{right} right, {wrong} wrong: the generator gives one sort only");
}

#[test]
fn any_tokens_at_all_give_an_expansion_or_mistakes_at_tokens() {
    for seed in seeds() {
        let mut random = fastrand::Rng::with_seed(seed);
        let source = pieces(&mut random);
        let tokens: TokenStream = source.parse().expect("it is made of tokens");
        // Printed and read again, so that each token has a place in the text.
        let text = mutated(tokens, &mut random).to_string();
        let Ok(tokens) = text.parse() else { continue };
        expands(tokens, &text);
    }
}

/// The ratio of the times for n and for 4n tokens, each the least of a few runs.
fn growth(make: &dyn Fn(usize) -> String) -> f64 {
    let time = |n: usize| {
        let tokens: TokenStream = make(n).parse().expect("it is made of tokens");
        let runs = (0..3).map(|_| {
            let started = processor_time();
            codegen::chain(&parse::parse(tokens.clone()), &quote::quote!(::deferred));
            (processor_time() - started).as_secs_f64()
        });
        runs.fold(f64::MAX, f64::min)
    };
    time(16_000) / time(4_000).max(1e-6)
}

#[test]
fn time_is_linear_in_the_tokens() {
    let shapes: [(&str, &dyn Fn(usize) -> String); 9] = [
        ("type arguments in a body", &|n| format!("d; then |p| f::<{}>(p)", "A, ".repeat(n))),
        ("a path's type arguments", &|n| format!("d; then f::<{}>", "A, ".repeat(n))),
        ("parameters", &|n| format!("d; then |{}| 0", "a, ".repeat(n))),
        ("a returned type", &|n| format!("d; then |p| -> F<{}> {{ 0 }}", "A, ".repeat(n))),
        ("operators", &|n| format!("d; then |p| {}0", "a || b | c + ".repeat(n / 4))),
        ("words that are keywords", &|n| format!("d; then |p| {}0", "then + then, ".repeat(n / 4))),
        ("a source", &|n| format!("f::<{}>(); then g", "A, ".repeat(n))),
        ("stages", &|n| format!("d; {}", "then f, ".repeat(n / 3))),
        ("arms", &|n| format!("d; catch {{ {} }}", "A => 0, ".repeat(n / 5))),
    ];
    for (name, make) in shapes {
        // Other programs may disturb the caches; a quadratic growth stays one in any case.
        let growth =
            (0..5).map(|_| growth(make)).find(|&growth| growth < 9.0).unwrap_or_else(|| growth(make));
        assert!(growth < 9.0, "{name}: 4 times the tokens take {growth:.1} times as long");
    }
}
