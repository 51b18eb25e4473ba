//! Tests of how a chain is split and parsed, rule by rule. Each case is a chain with marks: a stage is between `⟨`
//! and `⟩`, and the code of a mistake is before its token, as in `«no-comma»`.

mod parts;

use super::{Errors, split};
use proc_macro2::{TokenStream, TokenTree};

/// The case without its marks.
fn plain(case: &str) -> String {
    let parts = case.split('«').map(|part| part.split_once('»').map_or(part, |(_, behind)| behind));
    parts.collect::<String>().replace(['⟨', '⟩'], "")
}

/// The chain with its marks.
fn marked(source: &str) -> String {
    let tokens: TokenStream = source.parse().expect("delimiters are balanced");
    let (_, body) = split::head(tokens);
    let mut errors = Errors::default();
    let mut marks = Vec::new();
    for piece in split::stages(body, &mut errors) {
        let word = piece.word.map_or_else(|other| other, TokenTree::from);
        let tokens: Vec<_> = piece.attributes.into_iter().chain([word]).chain(piece.rest).collect();
        if let [first, .., last] | [first @ last] = tokens.as_slice() {
            marks.push((first.span().byte_range().start, 2, "⟨".to_owned()));
            marks.push((last.span().byte_range().end, 0, "⟩".to_owned()));
        }
    }
    with_marks(source, marks, errors)
}

fn with_marks(source: &str, mut marks: Vec<(usize, u8, String)>, errors: Errors) -> String {
    for error in errors.0.into_iter().flatten() {
        let text = error.to_string();
        let code = text.split("[E-").nth(1).and_then(|code| code.split(']').next());
        let code = code.expect("each mistake has a code");
        marks.push((error.span().byte_range().start, 1, format!("«{code}»")));
    }
    marks.sort();
    let mut text = source.to_owned();
    for (at, _, mark) in marks.into_iter().rev() {
        text.insert_str(at, &mark);
    }
    text
}

fn are_cut_so(cases: &[&str]) {
    let cut: Vec<_> = cases.iter().map(|case| marked(&plain(case))).collect();
    let wrong: Vec<_> =
        cut.iter().zip(cases).filter(|(cut, case)| cut != *case).map(|(cut, _)| cut).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_source_reaches_to_the_first_semicolon_or_else_to_the_first_stage() {
    are_cut_so(&[
        "fetch(url); ⟨then f⟩, ⟨then g⟩",
        "fetch(url) ⟨then f⟩, ⟨catch g⟩",
        "⟨then f⟩, ⟨then g⟩",
        "then; ⟨then f⟩",
        "fetch(url).then(f) ⟨then g⟩",
        "fetch(url).⟨then |page| page⟩",
        "d ⟨then (f)⟩, ⟨then g⟩",
        "d.⟨then {f}⟩",
        "d ⟨then⟩",
        "⟨d f⟩ «no-comma»⟨then g⟩",
        "⟨#[allow(unused)] then f⟩",
        "«comma-too-many», ⟨then f⟩",
        "⟨|page| page⟩, ⟨then f⟩",
        "&d ⟨then f⟩",
        "⟨rescue |_| 0⟩, ⟨then f⟩",
        "⟨rescue f⟩",
        "rescue.then(f)",
        "d",
        "then.with(f) ⟨then g⟩",
    ]);
}

#[test]
fn a_comma_ends_a_stage_where_a_stage_follows() {
    are_cut_so(&[
        "d; ⟨then f⟩, ⟨then g⟩,",
        "d; ⟨then f::<A, B>⟩, ⟨then g⟩",
        "d; ⟨then |p| f::<A, B>(p)⟩, ⟨then g⟩",
        "d; ⟨then |p| a⟩, ⟨b⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨#[allow(unused)] then g⟩",
        "d; ⟨then f, # (allow)⟩ «no-comma»⟨then g⟩",
        "d; ⟨then f⟩, ⟨|e| 0⟩",
        "d; ⟨then f⟩, «comma-too-many», ⟨then g⟩",
        "d; ⟨then f⟩, ⟨then⟩",
        "d; ⟨then f⟩, ⟨then⟩, ⟨then g⟩",
        "d; ⟨then f, then + then⟩, ⟨then g⟩",
        "d; ⟨then f, then.x⟩, ⟨then g⟩",
        "d; ⟨then f, then?⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨then::<A>⟩, ⟨then g⟩",
        "d; ⟨then f, then: A⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨then <A>::f⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨then &x⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨then #x⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨then 5⟩, ⟨then g⟩",
        "d; ⟨raises A⟩, ⟨raises ?⟩, ⟨then g⟩",
        "d; ⟨raises A⟩, ⟨raises ?⟩",
        "d; ⟨raises A, raises ? + 1⟩, ⟨then g⟩",
        "d; ⟨then f, then ?⟩, ⟨then g⟩",
        "d; «unknown-stage»#[allow(unused)]",
        "d; «unknown-stage»#[allow(unused)] #[warn(unused)]",
        "d; ⟨#[allow(unused)] #[warn(unused)] then f⟩, ⟨then g⟩",
        "d; ⟨then f⟩«no-comma»; ⟨then g⟩",
        "d; «comma-too-many»«no-comma»; ⟨then g⟩",
        "d; «comma-too-many», ⟨then g⟩",
        "d; ⟨then f⟩«no-comma»;",
    ]);
}

#[test]
fn a_word_that_is_no_keyword_is_taken_for_a_stage_where_only_one_makes_sense() {
    are_cut_so(&[
        "d; ⟨then f⟩, ⟨rescue |_| 0⟩",
        "d; ⟨then f⟩, ⟨rescue g⟩",
        "d; ⟨then f, x as u8⟩",
        "d; ⟨then f⟩, ⟨rescue || 0⟩",
        "d; ⟨then f⟩, ⟨rescue⟩, ⟨then g⟩",
        "d; ⟨then f⟩, ⟨rescue⟩,",
        "d; ⟨then f, rescue⟩, ⟨x⟩",
        "d; ⟨then f⟩, ⟨rescue⟩",
        "d; ⟨then f, Rescue⟩, ⟨then g⟩",
        "d; ⟨then f, Rescue⟩",
        "d; ⟨then f, move |x| x⟩",
        "d; ⟨then f⟩, ⟨else g⟩",
        "d; ⟨then f, _ | x⟩",
        "d; ⟨then f, rescue + 1⟩",
        "d; ⟨then f⟩, ⟨rescue(g)⟩",
        "d; ⟨then f⟩, ⟨rescue(g)⟩, ⟨then h⟩",
        "d; ⟨then f, Rescue(g)⟩",
        "d; ⟨then f, rescue(g) + 1⟩",
        "d; ⟨then f::<A, rescue(g)>⟩",
        "d; ⟨timeout clock, later(g)⟩, ⟨then h⟩",
        "rescue",
    ]);
}

#[test]
fn commas_between_a_closures_bars_end_no_stage() {
    are_cut_so(&[
        "d; ⟨then |a, b| a⟩, ⟨then g⟩",
        "d; ⟨then move |a, rescue b| a⟩, ⟨then g⟩",
        "d; ⟨then |a⟩, ⟨then g⟩",
        "d; ⟨then |a⟩, ⟨then |b| b⟩, ⟨then g⟩",
        "d; ⟨then |a, then (b)⟩, ⟨then g⟩",
        "d; ⟨then f(x) |a⟩, ⟨then g⟩",
        "d; ⟨then async move |a, then g⟩",
        "d; ⟨then move |a⟩, ⟨then g⟩",
        "d; ⟨then |&a⟩, ⟨then g⟩",
        "d; ⟨then |&a, b| a⟩, ⟨then g⟩",
        "d; ⟨then || 0⟩, ⟨then g⟩",
        "d; ⟨|| 0⟩, ⟨then g⟩",
        "d; ⟨then |a| a || b⟩, ⟨then g⟩",
        "d; ⟨then |a| a | b⟩, ⟨then g⟩",
        "d; ⟨then |a| (a) | b⟩, ⟨then g⟩",
        "d; ⟨then |a| a? | b⟩, ⟨then g⟩",
        "d; ⟨then |a| 5 | b⟩, ⟨then g⟩",
        "d; ⟨then |a| return |b, then c| 0⟩, ⟨then g⟩",
        "d; ⟨then |a| x = |b, then c| 0⟩, ⟨then g⟩",
        "d; ⟨catch A => |e, then f| 0⟩, ⟨then g⟩",
        "d; ⟨catch Vec<A> | B => g⟩, ⟨then h⟩",
        "d; ⟨catch A<B> |e⟩, ⟨then f| 0⟩, ⟨then g⟩",
        "d; ⟨then |a| a | | b, then g⟩",
        "d; ⟨then |a| |b, then c| 0⟩, ⟨then g⟩",
        "d; ⟨then |a| 0 | then g⟩",
    ]);
}

#[test]
fn commas_within_the_type_that_a_closure_returns_end_no_stage() {
    are_cut_so(&[
        "d; ⟨then |a| -> Map<A, then B> { a }⟩, ⟨then g⟩",
        "d; ⟨then |a| -> Map<A, then g> { a }⟩, ⟨then g⟩",
        "d; ⟨then |a| -> A { a < b }⟩, ⟨then g⟩",
        "d; ⟨then |a| -> A { a } < b⟩, ⟨then g⟩",
        "d; ⟨then |a| -> (A, then B) { a }⟩, ⟨then g⟩",
        "d; ⟨then |a| -> A⟩, ⟨then g⟩",
        "d; ⟨then |a| -> A<B>⟩, ⟨then g⟩",
        "d; ⟨then |a| -> A { a } { b } < c⟩, ⟨then g⟩",
        "d; ⟨then |a| -> Map<A, Map<B, then C>, then D> { a }⟩, ⟨then g⟩",
        "d; ⟨then |a| -> Map<A, (then B), then C> { a }⟩, ⟨then g⟩",
        "d; ⟨then |a| a - > b<c⟩, ⟨then g⟩",
        "d; ⟨then |a| a - b<c⟩, ⟨then g⟩",
        "d; ⟨then |a| a >b<c⟩, ⟨then g⟩",
        "d; ⟨then |a| -> A<B, [then C], then D> { a }⟩, ⟨then g⟩",
    ]);
}

#[test]
fn a_stage_begins_without_a_comma_where_no_expression_goes_on_so() {
    are_cut_so(&[
        "d; ⟨then f⟩ «no-comma»⟨then g⟩",
        "d; ⟨then f(x)⟩ «no-comma»⟨then g⟩",
        "d; ⟨then f⟩ «no-comma»⟨then |a| a⟩",
        "d; ⟨then |a| a⟩ «no-comma»⟨then g⟩, ⟨then h⟩",
        "d; ⟨then |a| a?⟩ «no-comma»⟨then g⟩",
        "d; ⟨then |a| 5⟩ «no-comma»⟨then g⟩",
        "d; ⟨then |a| then⟩ «no-comma»⟨then g⟩",
        "d; ⟨then |a| a + then g⟩",
        "d; ⟨then |a| if then f⟩",
        "d; ⟨then |a| return then g⟩",
        "d; ⟨then then g⟩",
        "d; ⟨rescue⟩ ⟨then g⟩",
        "d; ⟨#[allow(unused)] then f⟩",
        "d; ⟨then f #[allow(unused)] then g⟩",
        "d; ⟨then |a| a.⟩ «no-comma»⟨then g⟩",
        "d; ⟨then |a| a.⟩ «no-comma»⟨then |_| 0⟩",
        "d; ⟨then |a| a.⟩ «no-comma»⟨then |b: A| 0⟩",
        "d; ⟨then |a| a. then |b, c| 0⟩",
        "d; ⟨then |a| a. then |b::A| 0⟩",
        "d; ⟨then |a| a. then as u8⟩",
        "d; ⟨then |a| a. then || b⟩",
        "d; ⟨then |a| 0.. then g⟩",
        "d; ⟨then |a| 0.. then |b: A| 0⟩",
        "d; ⟨then |a⟩ ⟨then g⟩",
        "d; ⟨then |a:⟩ ⟨then g⟩",
        "d; ⟨then |a:⟩ ⟨then |b: A| 0⟩",
        "d; ⟨then |a: then |b| 0⟩",
        "d; ⟨then |a:: then g⟩",
        "d; ⟨then | then g⟩",
        "d; ⟨then |mut then g⟩",
        "d; ⟨then |a: A⟩ ⟨then g⟩",
        "d; ⟨then f(x) |a⟩ «no-comma»⟨then g⟩",
        "d; ⟨then |a| b |c⟩ «no-comma»⟨then g⟩",
        "d; ⟨th⟩ ⟨then g⟩",
        "d; ⟨th⟩, ⟨then g⟩",
        "d; ⟨then f then⟩",
        "d; ⟨then f then (g)⟩",
        "d; ⟨then (f)⟩ «no-comma»⟨catch |e| e⟩",
        "d; ⟨then { f }⟩ «no-comma»⟨catch |e| e⟩",
    ]);
}
