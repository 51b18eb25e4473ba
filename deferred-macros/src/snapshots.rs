//! What chains expand to, right ones and broken ones, as snapshots.
//!
//! After a change: `INSTA_UPDATE=always cargo test -p deferred-macros`, and read what has changed.

use crate::{codegen, parse};
use proc_macro2::TokenStream;

/// The expansion as Rust is usually written, if it is Rust; as its tokens, if Rust has more to complain of than the chain does.
fn expansion(source: &str) -> String {
    let tokens: TokenStream = source.parse().expect("delimiters are balanced");
    let expanded = codegen::chain(&parse::parse(tokens), &quote::quote!(::deferred));
    match syn::parse2(quote::quote!(fn main() { #expanded })) {
        Ok(file) => count_repeated(&prettyplease::unparse(&file)),
        Err(_) => format!("not Rust yet: {expanded}"),
    }
}

/// A line that stands several times in a row is written once.
fn count_repeated(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let runs = lines.chunk_by(|line, next| line == next);
    runs.map(|run| match run {
        [line] => format!("{line}\n"),
        [line, ..] => format!("{line} // {} times\n", run.len()),
        [] => String::new(),
    })
    .collect()
}

macro_rules! snapshots {
    ($($name:ident: $source:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ description => $source, omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(stringify!($name), expansion($source));
            });
        }
    )*};
}

mod right {
    use super::expansion;

    snapshots! {
        then_a_closure: "fetch(url); then |page| page.len()";
        then_a_path_and_a_call: "fetch(url); then parse, then render(_, &theme, &mut log)";
        then_something_in_parentheses_or_braces: "fetch(url); then (adding(3)), then { adding(4) }";
        a_pair: "fetch(url); then parse else |failure| 0";
        every_catch: "fetch(url); catch |_: Timeout| 0, catch NotFound | Gone => |e| 1, catch |failure| Err(failure)";
        both_inspect_and_finally: "fetch(url); both |outcome| outcome.ok(), inspect |page| look(page), finally || close(), finally |outcome| ()";
        every_raises: "fetch(url); raises Timeout | Gone, raises at most Timeout | Gone | NotFound, catch |_| 0, raises nothing";
        a_source_that_may_be_a_value: "maybe cached(url); then |page| page.len()";
        pipeline: "then |page| page.len()";
        pipeline_that_says_what_it_takes: "for Page raises Timeout; then |page| page.len()";
        lint_attribute: "fetch(url); #[allow(unused_variables)] then |page| 0";
    }
}

mod broken {
    use super::expansion;

    snapshots! {
        body_ends_with_a_dot: "fetch(url); then |page| page. , catch |failure| 0";
        block_ends_with_a_dot: "fetch(url); then |page| { page. }, catch |failure| 0";
        body_ends_with_a_dot_and_a_comma_is_missing: "fetch(url); then |page| page. catch |_: Timeout| 0";
        no_callback: "fetch(url); then, then |page| page.len()";
        no_body: "fetch(url); then |page|, catch |failure| 0";
        a_bar_alone: "fetch(url); then |";
        no_type_yet: "fetch(url); catch |e: , then |page| page.len()";
        no_type_yet_and_no_comma: "fetch(url); catch |e: then render(_, &theme)";
        no_end_of_the_parameters: "fetch(url); then |page page.len(), catch |failure| 0";
        half_a_word: "fetch(url); th, then |page| page.len()";
        half_a_word_at_the_end: "fetch(url); then |page| page.len(), th";
        half_a_word_and_no_comma: "fetch(url); th then |page| page.len()";
        a_foreign_word: "fetch(url); rescue |_: Timeout| 0, then |page| page.len()";
        no_word: "fetch(url); |page| page.len(), catch |failure| 0";
        no_word_behind_another_stage: "fetch(url); then parse, |failure| 0";
        no_comma: "fetch(url); then |page| page.len() catch |failure| 0";
        two_commas: "fetch(url); then |page| page.len(),, catch |failure| 0";
        a_semicolon_for_a_comma: "fetch(url); then |page| page.len(); catch |failure| 0";
        no_semicolon: "fetch(url) then |page| page.len()";
        a_comma_for_the_semicolon: "fetch(url), then |page| page.len()";
        no_word_and_no_source: "|page| page.len(), raises nothing";
        source_alone: "fetch(url)";
        no_source: "; then |page| page.len()";
        empty: "";
        unclosed_list_of_a_catch: "fetch(url); catch Timeout | => |e| 0, then |page| page.len()";
        no_arrow: "fetch(url); catch Timeout | NotFound |e| 0, then |page| page.len()";
        unclosed_list_of_raises: "fetch(url); raises Timeout |, then |page| page.len()";
        unclosed_list_of_a_pipeline: "for Page raises Timeout | ; then |page| page.len()";
        no_type_of_a_pipeline: "for; then |page| page.len()";
        a_pair_without_its_second_half: "fetch(url); then parse else, then |page| page.len()";
        too_many_parameters: "fetch(url); then |page, theme| page.len(), catch |failure| 0";
        a_call_without_the_result: "fetch(url); then render(theme), catch |failure| 0";
        a_value_as_a_callback: "fetch(url); then 7, catch |failure| 0";
        an_attribute_of_another_kind: "fetch(url); #[cfg(test)] then |page| page.len()";
        three_at_once: "fetch(url); then |page, theme| 0,, raises Timeout |, the";
    }
}

/// DESIGN.md explains one stage: each line of code there, without its comment, stands in the snapshot, in that order.
#[test]
fn the_stage_that_design_explains_is_written_so() {
    let design = include_str!("../../DESIGN.md");
    let snapshot = include_str!("snapshots/then_a_closure.snap");
    let example = design.split("// expansion of then_a_closure\n").nth(1).expect("DESIGN.md has the example");
    let lines = example.lines().take_while(|line| !line.starts_with("```"));
    let mut rest = snapshot.lines().map(str::trim);
    for line in lines {
        let code = line.split("   //").next().unwrap_or(line).trim();
        assert!(
            rest.any(|written| written == code),
            "the snapshot has no such line, or before the others: {code}"
        );
    }
}
