//! How a chain is cut, rule by rule. Each case is a chain with marks of what is made of it: a stage stands between `⟨` and `⟩`, and before a token
//! that is complained of stands the code, as in `«no-comma»`.

use super::callback::{self, Argument, Callback};
use super::{Errors, split};
use proc_macro2::{Span, TokenStream, TokenTree};

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
        "⟨d then (f)⟩, ⟨then g⟩",
        "d.⟨then {f}⟩",
        "⟨d then⟩",
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
        "d; ⟨then f, rescue(g)⟩",
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

/// What is read behind `then`, or behind `finally`, with the mistakes in it.
fn callback_of(word: &str, source: &str) -> (String, String) {
    let tokens: Vec<_> =
        source.parse::<TokenStream>().expect("delimiters are balanced").into_iter().collect();
    let mut errors = Errors::default();
    let least = usize::from(word != "finally");
    let read = match callback::parse(word, Span::call_site(), &tokens, least, 1, &mut errors) {
        Callback::Closure(closure) => {
            let body: TokenStream = closure.body.into_iter().collect();
            format!("closure of {}: {body}", closure.parameters.len())
        }
        Callback::Function(_) => "function".to_owned(),
        Callback::Call { arguments, .. } => {
            let arguments = arguments.into_iter().map(|argument| match argument {
                Argument::Result { by, .. } => format!("{by}_"),
                Argument::Value(value) => format!("value {value}"),
                Argument::Lent { by, place } => format!("{by}lent {place}"),
            });
            format!("call: {}", arguments.collect::<Vec<_>>().join(", "))
        }
        Callback::Missing => "missing".to_owned(),
        Callback::Bodiless(head) => format!("no body: {head}"),
        Callback::Wrong(instead) => format!("wrong: {instead}"),
    };
    (with_marks(source, Vec::new(), errors), read)
}

fn are_read_so(word: &str, cases: &[(&str, &str)]) {
    let read = cases.iter().map(|(case, _)| callback_of(word, &plain(case)));
    let wrong: Vec<_> = read
        .zip(cases)
        .filter(|((case, read), expected)| (case.as_str(), read.as_str()) != **expected)
        .map(|(read, _)| read)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_closure_is_read_with_its_parameters() {
    are_read_so(
        "then",
        &[
            ("|a| a", "closure of 1: a"),
            ("move |a: A<B, C>| a", "closure of 1: a"),
            ("async move |(a, b)| a", "closure of 1: a"),
            ("|_: fn(A) -> B| a", "closure of 1: a"),
            ("(|a| a)", "closure of 1: a"),
            ("{ |a| a }", "closure of 1: a"),
            ("[|a| a]", "function"),
            ("(|a| a, b)", "function"),
            ("(|a| f::<A, B>(a))", "closure of 1: f ::< A , B > (a)"),
            ("{ |a| a; b }", "function"),
            ("{ move |a| { b; a } }", "closure of 1: { b ; a }"),
            ("(b, |a| a)", "function"),
            ("«too-few-parameters»|| a", "wrong: || a"),
            ("|a, «too-many-parameters»b| a", "wrong: | a , b | a"),
            ("|a, «too-many-parameters»b, c| a", "wrong: | a , b , c | a"),
            ("|a«body-missing»|", "no body: | a |"),
            ("|a| «arrow-in-a-closure»=> a", "wrong: | a | a"),
            ("«parameters-have-no-end»|", "no body: | _ |"),
            ("«parameters-have-no-end»|a", "no body: | a |"),
            ("«parameters-have-no-end»|a:", "no body: | a : _ |"),
            ("«parameters-have-no-end»|a: A", "no body: | a : A |"),
            ("«parameters-have-no-end»|a: A<", "no body: | _ |"),
            ("«parameters-have-no-end»|a b.c", "wrong: | a | b . c"),
            ("«parameters-have-no-end»|a, b", "no body: | _ |"),
            ("«parameters-have-no-end»|(a, b)", "no body: | _ |"),
            ("«parameters-have-no-end»|a::", "no body: | _ |"),
            ("«parameters-have-no-end»|a: 5", "no body: | _ |"),
            ("move «parameters-have-no-end»|", "no body: move | _ |"),
            ("move move", "function"),
            ("«no-callback»(a) { a }", "wrong: (a) { a }"),
            ("«no-callback»(a: A) { a }", "wrong: (a : A) { a }"),
            ("[a] { a }", "function"),
        ],
    );
    are_read_so(
        "finally",
        &[
            ("|| a", "closure of 0: a"),
            ("|a| a", "closure of 1: a"),
            ("|a, «too-many-parameters»b| a", "wrong: | a , b | a"),
            ("async || a", "closure of 0: a"),
            ("«async-callback»async |a| a", "wrong: async | a | a"),
            ("close()", "call: "),
            ("close(_)", "call: _"),
            ("close(a(_))", "call: value a (_)"),
        ],
    );
    are_read_so(
        "inspect",
        &[
            ("«async-callback»async |a| a", "wrong: async | a | a"),
            ("move |a| a", "closure of 1: a"),
            ("asynchronous(_)", "call: _"),
        ],
    );
}

#[test]
fn a_callback_that_begins_with_a_word_too_many_is_read_without_it() {
    are_read_so(
        "then",
        &[
            ("«callback-missing»then |a| a", "closure of 1: a"),
            ("«callback-missing»catch f", "function"),
            ("then", "function"),
            ("then(_)", "call: _"),
            ("then::f", "function"),
            ("«callback-missing»then then f", "function"),
            ("«no-callback»move f(_)", "call: _"),
            ("«no-callback»async f", "function"),
            ("async move f", "function"),
            ("move { f }", "function"),
            ("dyn f", "function"),
            ("«no-callback»5", "wrong: | _ | 5"),
            ("-5", "function"),
            ("«no-callback»\"text\"", "wrong: | _ | \"text\""),
            ("«callback-missing»", "missing"),
        ],
    );
}

#[test]
fn a_call_says_where_the_result_goes() {
    are_read_so(
        "then",
        &[
            ("f", "function"),
            ("f::<_>", "function"),
            ("f!(a)", "function"),
            ("f!(«result-inside-a-call»_)", "wrong: | _ | __deferred :: __private :: unknown ()"),
            ("(f)", "function"),
            ("(«result-inside-a-call»_)", "wrong: | _ | __deferred :: __private :: unknown ()"),
            ("f[«result-inside-a-call»_]", "wrong: | _ | __deferred :: __private :: unknown ()"),
            ("f(_)", "call: _"),
            ("f(_,)", "call: _"),
            ("f(&_, a)", "call: &_, value a"),
            ("f(&mut _, a)", "call: & mut_, value a"),
            ("f(*«result-inside-a-call»_)", "wrong: | _ | f (* _)"),
            ("f(a «result-inside-a-call»_)", "wrong: | _ | f (a _)"),
            ("f(&&«result-inside-a-call»_)", "wrong: | _ | f (&& _)"),
            ("f«call-without-the-result»(a)", "wrong: | _ | { f ; (a) }"),
            ("f«call-without-the-result»()", "wrong: | _ | { f ; () }"),
            ("a.f«call-without-the-result»(b)", "wrong: | _ | { a . f ; (b) }"),
            ("a.f(_)", "call: _"),
            ("f(_, «result-twice»_)", "wrong: | _ | f (_ , _)"),
            ("f(_, «result-twice»_, _)", "wrong: | _ | f (_ , _ , _)"),
            (
                "f(_, &a, &mut b, &A, &mut A, &Ab, &A1, &_a)",
                "call: _, &lent a, & mutlent b, value & A, value & mut A, &lent Ab, value & A1, &lent _a",
            ),
            (
                "f(_, |a, b| a, g::<A, B>(), a < b, c > d)",
                "call: _, value | a , b | a, value g ::< A , B > (), value a < b, value c > d",
            ),
            ("f(_, g::<A<B>, C>())", "call: _, value g ::< A < B >, C > ()"),
            ("f(_, g::<fn(A) -> B, C>())", "call: _, value g ::< fn (A) -> B , C > ()"),
            ("f(_, |a: fn(A) -> B, c| a)", "call: _, value | a : fn (A) -> B , c | a"),
            ("f(g(«result-inside-a-call»_))", "wrong: | _ | f (g (_))"),
            ("f(a, S { b: «result-inside-a-call»_ })", "wrong: | _ | f (a , S { b : _ })"),
            ("f(a, S { b: «result-inside-a-call»_, c })", "wrong: | _ | f (a , S { b : _ , c })"),
            ("f«call-without-the-result»(a::_)", "wrong: | _ | { f ; (a :: _) }"),
            ("f«call-without-the-result»(|_| a)", "wrong: | _ | { f ; (| _ | a) }"),
            ("f«call-without-the-result»(|a| _)", "wrong: | _ | { f ; (| a | _) }"),
            ("f«call-without-the-result»(Vec::<_>::new())", "wrong: | _ | { f ; (Vec ::< _ >:: new ()) }"),
            (
                "f«call-without-the-result»(Vec::<A, _>::new())",
                "wrong: | _ | { f ; (Vec ::< A , _ >:: new ()) }",
            ),
            ("f(Vec::<A>::new() + «result-inside-a-call»_)", "wrong: | _ | f (Vec ::< A >:: new () + _)"),
            ("f«call-without-the-result»(a < _)", "wrong: | _ | { f ; (a < _) }"),
            ("f«call-without-the-result»({ let _ = a; })", "wrong: | _ | { f ; ({ let _ = a ; }) }"),
            ("f«call-without-the-result»({ for _ in a {} })", "wrong: | _ | { f ; ({ for _ in a { } }) }"),
            ("f«call-without-the-result»(a as _)", "wrong: | _ | { f ; (a as _) }"),
            ("f«call-without-the-result»(match a { _ => b })", "wrong: | _ | { f ; (match a { _ => b }) }"),
            (
                "f«call-without-the-result»(match a { _ if b => c })",
                "wrong: | _ | { f ; (match a { _ if b => c }) }",
            ),
            (
                "f«call-without-the-result»(match a { _ | _ => c })",
                "wrong: | _ | { f ; (match a { _ | _ => c }) }",
            ),
            (
                "f«call-without-the-result»(match a { b @ _ => c })",
                "wrong: | _ | { f ; (match a { b @ _ => c }) }",
            ),
            ("f(5 + «result-inside-a-call»_)", "wrong: | _ | f (5 + _)"),
            ("f(a.b(«result-inside-a-call»_, c))", "wrong: | _ | f (a . b (_ , c))"),
        ],
    );
}
