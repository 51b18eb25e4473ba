//! Snapshots of what chains and the other macros expand to, right ones and broken ones.
//!
//! After a change: `INSTA_UPDATE=always cargo test -p deferred-macros`, and read what has changed.

use crate::{codegen, drawn, parse};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

fn expansion(source: &str) -> String {
    written(codegen::chain(&parse::parse(tokens(source)), &quote!(::deferred)))
}

fn tokens(source: &str) -> TokenStream {
    source.parse().expect("delimiters are balanced")
}

/// The expansion formatted as Rust, if it parses; else as its tokens.
fn written(expanded: TokenStream) -> String {
    match syn::parse2(quote!(fn main() { #expanded })) {
        Ok(file) => count_repeated(&prettyplease::unparse(&file)),
        Err(_) => format!("not Rust yet: {expanded}"),
    }
}

/// Writes a line that is repeated several times in a row once.
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
        a_catch_that_lists_one_error: "fetch(url); catch Timeout => |e| 0, catch Gone => handle";
        both_inspect_and_finally: "fetch(url); both |outcome| outcome.ok(), inspect |page| look(page), finally || close(), finally |outcome| ()";
        every_raises: "fetch(url); raises Timeout | Gone, raises at most Timeout | Gone | NotFound, catch |_| 0, raises nothing";
        a_source_that_may_be_a_value: "maybe cached(url); then |page| page.len()";
        a_source_and_no_stage: "fetch(url);";
        a_source_that_may_be_a_value_and_no_stage: "maybe cached(url);";
        pipeline: "then |page| page.len()";
        pipeline_that_says_what_it_takes: "for Page raises Timeout; then |page| page.len()";
        lint_attribute: "fetch(url); #[allow(unused_variables)] then |page| 0";
        bodies_that_never_return: "fetch(url); then |page| todo!(), then |page: Page| { look(page); panic!(\"no\"); }, then |page| unreachable!()";
        bodies_that_may_return: "fetch(url); then |page| { if page { return 0; } todo!() }, then |page| { page?; todo!() }, then |page| todo!() + 1, then |page| { write!(x) }, then |page| todo!{}.len()";
        blocks_that_end_in_a_closure: "fetch(url); then { let n = 3; move |page: Page| page.len() + n }, then { use x::Page; |page: Page| 0 }, then { |a: A, b: B| 0 }, then { let f = g; f }, then { f(|x| x) }";
        closures_in_delimiters: "fetch(url); then (|page: Page| 0), then { async move |page| 0 }, then (f, |x| x), then [|x| x], then { let a = b; |x| x }";
        what_stands_in_parentheses: "fetch(url); then (f), then (a, b), then (), then { a; b }, then { f }";
        what_a_call_is_given: "fetch(url); then render(_, &theme, &mut log, &THEME, &Theme, &*held, &&held, &list[0], &vec![1], &f(x), 3, &mut 4, *x)";
        results_within_arguments: "fetch(url); then f(&_, x), then f(&mut _), then f(3, g), then f(*_)";
        underscores_that_are_no_result: "fetch(url); then f(|_| 0), then f(_, Vec::<_>::new(), |_: u8| 1, { let _ = 2; }, match x { _ => 3, y @ _ => 4, _ if z => 5 }, { for _ in x {} }, x as _)";
        two_results: "fetch(url); then f(_, _), then f(_, g(_)), then f(_, S { x: _ }), then f(_, [_])";
        pairs_with_ifs: "fetch(url); then |page| if page { 0 } else { 1 } else |failure| 2, then |page| if a { 0 } else if b { 1 } else { 2 } else g, then if x { f } else { g }, then f else { g }";
        errors_that_are_left_open: "fetch(url); catch |e: _| 0, catch |e: Failure<_>| 1, catch |e: OneOf<_>| 2, catch |e: Held<_>| 3, catch |e: a::OneOf<_>| 4";
        pairs_and_lent_results: "fetch(url); inspect |page: &Page| (), inspect look, finally |outcome| (), finally close, inspect |&page| page, both |o: Outcome<_, _>| o";
        timeouts: "fetch(url); timeout(clock, WAIT), timeout(&clock, 2 * SECOND), give_up_after(clock, WAIT)";
        commas_within_a_generic_type: "fetch(url); then |page: Map<A, B>| f::<A, B>(page), then f::<A, B>, catch |e: Both<A, B>| a < b, raises Both<A, B> | C";
        types_that_a_closure_returns: "fetch(url); then |page| -> Result<A, B> { page }, then async |page| -> u8 { 0 }, then move |page| page as u8 < 3";
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
        timeouts_that_lack_something: "fetch(url); timeout, timeout(clock), timeout(), timeout clock, timeout(a, b) c, timeout(clock, WAIT) then f";
        words_that_are_nearly_right: "fetch(url); thne f, cach g, raise A, finaly h, insepct i, bothe j, x k, raises nothign";
        types_that_say_too_little: "fetch(url); catch |Timeout| 0, catch |Gone(at)| 1, catch |e: Timeout | NotFound| 2, catch |e| 3, catch |Gone { at }| 4, catch |TIMEOUT| 5, catch |e: A | b| 6";
        methods_for_stages: "fetch(url).then(f).catch(g); then f.map(g), then |x| x.catch(h) then i";
        errors_of_raises_that_are_wrong: "fetch(url); raises, raises |, raises A B, raises at most, raises nothing | A, raises (A, B), raises A,, raises at least A";
        three_at_once: "fetch(url); then |page, theme| 0,, raises Timeout |, the";
    }
}

mod matched {
    use super::{codegen, parse, quote, tokens, written};

    fn expansion(source: &str) -> String {
        written(codegen::matching::matching(&parse::arms::parse(tokens(source)), &quote!(::deferred)))
    }

    snapshots! {
        arms_by_pattern_and_by_type: "error; Timeout => 0, Status(code) => { code } e: io::Error => 2, http::Gone { at } => at, e: Early | Late => 4, Odd | Even => 5,";
        an_arm_of_the_value: "d.try_outcome()?; Ok(page) => page.len(), Timeout => 0";
        commas_within_a_type: "error; e: Both<A, B> => f(1, 2), Pair::<A, B> => 0, C => if a < b { 1 } else { 2 }, D => 3";
        braces_with_and_without_a_comma: "error; A => { 0 }, B => { 1 } C => 2";
        no_arm: "error;";
        nothing_before_the_arms: "Timeout => 0";
        an_arm_without_a_body: "error; Timeout, Gone => 0";
        an_arm_with_an_empty_body: "error; Timeout => , Gone => 0";
        a_name_for_any_error: "error; e => 0, Gone => 1";
        a_name_that_is_not_used: "error; _e => 0";
        no_type_behind_the_colon: "error; e: => 0";
        a_list_with_a_gap: "error; e: A | | B => 0, C | => 1";
        a_second_value: "error; Ok(a) => 0, Ok(b) => 1";
        three_arms_that_are_wrong: "error; e => 0, A, f: => 1";
    }
}

mod joined {
    use super::{codegen, quote, tokens, written};

    fn expansion(source: &str) -> String {
        written(codegen::join::join(tokens(source), &quote!(::deferred)))
    }

    snapshots! {
        two_members: "fetch(a), b";
        one_member_and_a_comma: "fetch(a),";
        no_member: "";
        a_comma_alone: ",";
        two_commas_between_members: "a,, b";
        a_comma_before_the_first: ", a";
        no_comma_between_two_names: "a b, c";
        no_comma_behind_a_call: "fetch(a) fetch(b)";
        no_comma_before_a_literal: "a 3";
        a_semicolon_behind_a_call: "fetch(a); b";
        a_colon_behind_a_call: "fetch(a): b";
        a_semicolon_between_members: "a; b";
        a_colon_behind_a_name: "a: b";
        a_path_without_a_comma_behind_it: "std::a(b) c";
        a_sign_before_a_name: "a + b";
        most_members: "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r";
    }

    #[test]
    fn sixteen_members_are_not_too_many() {
        let sixteen = vec!["a"; 16].join(", ");
        assert!(!expansion(&sixteen).contains("E-join-of-too-many"));
    }
}

mod joined_or_cancelled {
    use super::{codegen, quote, tokens, written};

    fn expansion(source: &str) -> String {
        written(codegen::join::join_or_cancel(tokens(source), &quote!(::deferred)))
    }

    snapshots! {
        the_rest_is_cancelled: "a, b";
    }
}

mod listed {
    use super::{codegen, quote, tokens, written};

    fn expansion(source: &str) -> String {
        written(codegen::join::list(tokens(source), &quote!(::deferred)))
    }

    snapshots! {
        outcomes_of_two: "a, b";
        outcomes_of_none: "";
    }
}

mod run {
    use super::{codegen, quote, tokens, written};

    fn expansion(source: &str) -> String {
        written(codegen::run::run(tokens(source), &quote!(::deferred)))
    }

    snapshots! {
        a_future: "save(page)";
        a_future_across_threads: "threads; save(page)";
        a_future_with_the_name_of_the_word: "threads.next()";
        another_word_before_it: "later; save(page)";
        no_future: "";
        no_future_across_threads: "threads;";
    }
}

mod beside_its_railway {
    use super::{drawn, parse, quote, tokens, written};

    fn expansion(source: &str) -> String {
        written(drawn::drawn(&parse::parse(tokens(source)), &quote!(::deferred)))
    }

    snapshots! {
        a_chain_and_its_railway: "fetch(url); then parse, catch |_: Timeout| 0";
        a_pipeline_and_its_railway: "for Page; then parse";
        a_broken_chain_has_no_railway: "fetch(url); then |page, theme| 0";
        a_broken_input_has_no_railway: "for; then parse";
        half_a_chain_has_no_railway: "fetch(url); then parse, th";
    }
}

mod pictures {
    use super::{tokens, written};
    use crate::railway;

    /// The function with the picture in its documentation, a line for each element.
    fn expansion(source: &str) -> String {
        let written = written(railway::attribute(tokens(source)));
        written.replace("><", ">\n<")
    }

    snapshots! {
        a_function_with_two_chains: "/// Reads.\n#[railway] pub fn read(url: &str) -> Deferred<usize, (Gone, Timeout)> { let page = chain! { fetch(url); timeout(clock, WAIT), catch |_: Late| 0, raises Gone | Timeout }; chain! { maybe page; both |outcome| look(outcome), then f else g, inspect |page| look(page), then |page| page.len(), finally || close() } }";
        a_pipeline_in_a_function: "fn steps() -> impl Fn(Page) { chain! { for Page raises Timeout; then async |page| { let d = fetch(page)?; d.await }, catch Timeout | Gone => |e| Err(e), raises at most Gone, catch |failure| 0, raises nothing } }";
        a_chain_that_cannot_fail: "fn never() -> Deferred<u8> { chain! { succeed(1); then |n| n + 1, then move |n: u8| -> u8 { n } } }";
        a_chain_whose_last_failures_are_caught: "fn safe() -> Deferred<u8> { chain! { fetch(url); then parse, catch |failure| 0, then f, catch Timeout => |_| handle(), then |n| n } }";
        a_picture_with_long_labels: "fn long() -> Deferred<HashMap<String, Vec<u8>>, (Timeout, NotFound, Gone)> { chain! { fetch(url); then a_letter_more_than_there_is_room_for } }";
        a_sign_where_nothing_fails: "fn signed() { chain! { fetch(url); catch |failure| 0, raises at most Gone, then |n| n } }";
        a_function_without_a_chain: "fn none() -> u8 { 3 }";
        a_function_with_a_broken_chain: "fn half() { chain! { fetch(url); then |page| page., th } }";
    }
}

mod a_function_that_raises {
    use super::{tokens, written};
    use crate::raises_attribute as raises;

    /// The tokens before the first semicolon are those of the attribute.
    fn expansion(source: &str) -> String {
        let (attribute, item) = source.split_once(';').expect("both are there");
        written(raises::raises(tokens(attribute), tokens(item)))
    }

    snapshots! {
        question_marks_of_its_own: "Gone, http::Timeout; pub fn read<T: Fn() -> u8>(url: T) -> Vec<u8> where T: Copy { let page = fetch(url)?; if page.is_empty() { return Err(Gone)?; } Ok(parse(page?)?) }";
        question_marks_inside_of_others: "Gone,; async fn read() { let f = |x: u8| -> u8 { x? }; let g = move || y?; async { z? }; async move { z? }; fn inner() { w? } struct S; impl S { fn m() { v? } } match a? { b => c? } }";
        another_name_of_the_crate: "Gone, crate = my::deferred; fn read() -> u8 { 0 }";
        no_error_is_named: "; fn read() -> u8 { a? }";
        no_function: "Gone; struct S;";
        something_that_is_no_type: "3 + 4; fn read() -> u8 { a? }";
    }
}

/// A mistake in an invisible group, as a `macro_rules!` makes one, is at the place of the first word in it; in any
/// other group, at the place of the group.
#[test]
fn a_mistake_in_a_group_that_cannot_be_seen_is_at_its_first_word() {
    let hidden = |inner: TokenStream| TokenStream::from(TokenTree::Group(Group::new(Delimiter::None, inner)));
    let place = |tokens: TokenStream| tokens.into_iter().next().map(|token| token.span().byte_range());
    let sixteen = vec![tokens("a"); 16];
    for one_more in ["fetch(b)", "(fetch(b))"].map(tokens) {
        let first = place(one_more.clone());
        let one_more = hidden(hidden(one_more));
        let refused = codegen::join::join(quote!(#(#sixteen,)* #one_more), &quote!(::deferred));
        assert_eq!(place(refused), first);
    }
}

/// No continuation holds the types of more stages than a segment has.
#[test]
fn a_long_chain_is_cut_into_segments() {
    for (stages, segments) in
        [(1, 1), (codegen::SEGMENT, 1), (codegen::SEGMENT + 1, 2), (3 * codegen::SEGMENT, 3)]
    {
        let text = expansion(&format!("fetch(url); {}", "then f, ".repeat(stages)));
        assert_eq!(text.matches(".end()").count(), segments, "{stages}");
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
