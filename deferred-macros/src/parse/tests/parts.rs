//! How the parts of a chain are read: callbacks, keywords, arms, the source and the stages.

use super::{plain, with_marks};
use crate::parse::callback::{self, Argument, Callback};
use crate::parse::{Errors, Input, StageKind, Trap, arms, keyword};
use proc_macro2::{Ident, Span, TokenStream};

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

/// Each case is what `read` says of it without its marks: with the marks, and what is made of it.
fn are_right(cases: &[(&str, &str)], read: impl Fn(&str) -> (String, String)) {
    let read = cases.iter().map(|(case, _)| read(&plain(case)));
    let wrong: Vec<_> = read
        .zip(cases)
        .filter(|((case, read), expected)| (case.as_str(), read.as_str()) != **expected)
        .map(|(read, _)| read)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn are_read_so(word: &str, cases: &[(&str, &str)]) {
    are_right(cases, |source| callback_of(word, source));
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
            ("«parameters-have-no-end»|a b", "wrong: | a | b"),
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
            ("f(> «result-inside-a-call»_)", "wrong: | _ | f (> _)"),
            ("f(_, &)", "call: _, value &"),
            (
                "f«call-without-the-result»(Map::<A, _, B>::new())",
                "wrong: | _ | { f ; (Map ::< A , _ , B >:: new ()) }",
            ),
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

#[test]
fn a_word_is_taken_for_the_keyword_that_it_means_or_is_nearly_written_as() {
    for (word, meant) in [
        ("add_callback", "`then`"),
        ("andThen", "`then`"),
        ("rescue", "`catch`"),
        ("fold", "`then .. else ..`"),
        ("th", "`then`"),
        ("ti", "`timeout`"),
        ("t", ""),
        ("f", ""),
        ("hten", "`then`"),
        ("tehn", "`then`"),
        ("thne", "`then`"),
        ("thxn", "`then`"),
        ("hen", "`then`"),
        ("thenx", "`then`"),
        ("xxboth", "`both`"),
        ("xxxboth", ""),
        ("bxotxh", "`both`"),
        ("bo_t_h_x_x", "`both`"),
        ("btoh", "`both`"),
        ("htob", ""),
        ("finly", "`finally`"),
        ("fianlyl", "`finally`"),
        ("fnlly", "`finally`"),
        ("fnll", ""),
        ("ifnllx", ""),
        ("inpsetc", "`inspect`"),
        ("riases", "`raises`"),
        ("zzzz", ""),
    ] {
        let said = keyword::unknown(&Ident::new(word, Span::call_site())).to_string();
        let found = said.split_once("did you mean ").and_then(|(_, meant)| meant.split_once('?'));
        assert_eq!(found.map_or("", |(meant, _)| meant), meant, "{word}");
    }
}

/// The arms of a `match_error!`, with the mistakes in it: what each gives its pattern and its body.
fn arms_of(source: &str) -> (String, String) {
    let read = arms::parse(source.parse().expect("delimiters are balanced"));
    let arms = read.value.into_iter().chain(read.arms);
    let arms = arms.map(|arm| format!("{} ({}): {}", arm.pattern, arm.types.len(), arm.body));
    (with_marks(source, Vec::new(), Errors(read.mistakes)), arms.collect::<Vec<_>>().join(" / "))
}

#[test]
fn an_arm_ends_at_a_comma_or_behind_braces() {
    let cases = [
        ("e; A => a, B => b", "A (1): a / B (1): b"),
        ("e; A => a, B => b,", "A (1): a / B (1): b"),
        ("e; A => { a } B => { b }", "A (1): { a } / B (1): { b }"),
        ("e; A => { a }, B => { b },", "A (1): { a } / B (1): { b }"),
        ("e; A => (a) + 1, B => [b], C => c", "A (1): (a) + 1 / B (1): [b] / C (1): c"),
        ("e; A => f::<C, D>(), B => b", "A (1): f ::< C , D > () / B (1): b"),
        ("e; A => a < b, c: C<D, E> => c", "A (1): a < b / c (1): c"),
        ("e; A => a >> b, C::<D, E> => c", "A (1): a >> b / C ::< D , E > (1): c"),
        ("e; A => a, b: B | C => b, D | E => d", "A (1): a / b (2): b / _ (2): d"),
        (
            "e; Ok(a) => a, A { b } => b, C(d) => d, e::F => f",
            "Ok (a) (0): a / A { b } (1): b / C (d) (1): d / e :: F (1): f",
        ),
        ("e; Ok(a) => a, Ok(b) => b", "Ok (a) (0): a / Ok (b) (1): b"),
        ("e; A => { a } «match-arm»B", "A (1): { a }"),
        ("e; A => a, «match-arm»B => , C => c", "A (1): a / C (1): c"),
        ("e; «match-arm»A =>", ""),
        ("e; «match-arm»A", ""),
        ("e; «match-arm»a => a, «match-arm»_b => b, «match-arm»_C => c", ""),
        ("e; a«match-arm»: => a, b::c: D => d, e::F => f", "b :: c (1): d / e :: F (1): f"),
        ("e; a«match-arm»: 5 => a, «match-arm»5 => b", ""),
        ("e; «match-arm»: A => a", ""),
        ("e;", ""),
        ("«match-arm»e", ""),
    ];
    are_right(&cases, arms_of);
}

/// A whole chain: what it begins with, and its stages.
fn chain_of(source: &str) -> (String, String) {
    let chain = crate::parse::parse(source.parse().expect("delimiters are balanced"));
    let mistakes = chain.stages.iter().filter_map(|stage| stage.mistake.clone());
    let mut errors = Errors::default();
    chain.input_mistake.into_iter().chain(chain.mistakes).chain(mistakes).for_each(|error| errors.add(error));
    let input = match chain.input {
        Input::Source { maybe, tokens } => format!("{}{tokens}", if maybe { "perhaps " } else { "" }),
        Input::Stated { value, errors } => format!("for {}, {}", quote::quote!(#value), errors.len()),
        Input::Implied => "implied".to_owned(),
        Input::Missing => "missing".to_owned(),
    };
    let stages = chain.stages.into_iter().map(|stage| match stage.kind {
        StageKind::Then(_) => "then".to_owned(),
        StageKind::ThenElse { .. } => "then else".to_owned(),
        StageKind::Catch { trap: Trap::All, .. } => "catch all".to_owned(),
        StageKind::Catch { trap: Trap::Any, .. } => "catch any".to_owned(),
        StageKind::Catch { trap: Trap::Annotated, .. } => "catch one".to_owned(),
        StageKind::Catch { trap: Trap::Listed(errors), .. } => format!("catch {}", errors.len()),
        StageKind::Both(_) => "both".to_owned(),
        StageKind::Inspect(_) => "inspect".to_owned(),
        StageKind::Finally { sees_outcome, .. } => format!("finally {sees_outcome}"),
        StageKind::Timeout(given) => format!("timeout {}", given.is_some()),
        StageKind::Raises { errors, at_most } => {
            format!("raises {}{}", if at_most { "<=" } else { "" }, errors.len())
        }
        StageKind::Hole(_) => "raises ?".to_owned(),
        StageKind::Word(word) => format!("word {word}"),
        StageKind::Unknown(_) => "unknown".to_owned(),
    });
    let read = std::iter::once(input).chain(stages).collect::<Vec<_>>().join(" / ");
    (with_marks(source, Vec::new(), errors), read)
}

#[test]
fn a_source_is_an_expression_and_maybe_a_word_before_one() {
    let cases = [
        ("maybe f(x); then g", "perhaps f (x) / then"),
        ("maybe f; then g", "perhaps f / then"),
        ("maybe &f; then g", "perhaps & f / then"),
        ("maybe {f}; then g", "perhaps { f } / then"),
        ("maybe [f]; then g", "perhaps [f] / then"),
        ("maybe (f)(g); then g", "perhaps (f) (g) / then"),
        ("maybe; then g", "maybe / then"),
        ("maybe(f); then g", "maybe (f) / then"),
        ("maybe(f).g; then g", "maybe (f) . g / then"),
        ("maybe.f(); then g", "maybe . f () / then"),
        ("maybe::f(); then g", "maybe :: f () / then"),
        ("maybe?; then g", "maybe ? / then"),
        ("may f; then g", "may f / then"),
        ("«no-source»; then g", "missing / then"),
        ("«unknown-stage»d, then g", "implied / word d / then"),
        ("d «no-semicolon»then g", "d / then"),
        ("d «no-semicolon»catch |a| a", "d / catch all"),
        ("«unknown-stage»d g", "implied / unknown"),
        ("«no-semicolon»d", "d"),
        ("for A; then g", "for A, 0 / then"),
        ("for A raises B | C; then g", "for A, 2 / then"),
        ("for A «no-errors-named»raises; then g", "for A, 0 / then"),
        ("«pipeline-of-no-type»for raises B; then g", "for _, 1 / then"),
        ("«pipeline-of-no-type»for; then g", "for _, 0 / then"),
        ("for «pipeline-of-no-type»5; then g", "for _, 0 / then"),
        ("for A «pipeline-of-no-type»B; then g", "for _, 0 / then"),
        ("for A«pipeline-of-no-type»<; then g", "for _, 0 / then"),
        ("forA; then g", "forA / then"),
    ];
    are_right(&cases, chain_of);
}

#[test]
fn a_stage_is_read_by_its_keyword() {
    let cases = [
        ("d; then f else g", "d / then else"),
        ("d; then if a { f } else { g }", "d / then"),
        ("d; then if a { f } else g", "d / then else"),
        ("d; then if a { f } else if b { g } else { h } else i", "d / then else"),
        ("d; then if a { f } else { g } else { h }", "d / then else"),
        ("d; catch http::Gone «no-arrow»|a| a", "d / catch 1"),
        ("d; catch Map<A, B> | C<D> «no-arrow»|a| a", "d / catch 2"),
        ("d; catch A<B> => f", "d / catch 1"),
        ("d; catch |a| |b| c", "d / catch all"),
        ("d; catch f() | g | h", "d / catch all"),
        ("d; then |a| a else { g }", "d / then else"),
        ("d; then f «callback-missing»else", "d / then else"),
        ("d; «callback-missing»then else g", "d / then else"),
        ("d; catch f «else-apart»else g", "d / catch all"),
        ("d; both if a { f } else { g }", "d / both"),
        ("d; catch f", "d / catch all"),
        ("d; catch |a| a", "d / catch all"),
        ("d; catch |a: _| a", "d / catch all"),
        ("d; catch |a: Failure<_>| a", "d / catch all"),
        ("d; catch |a: OneOf<_>| a", "d / catch any"),
        ("d; catch |a: b::OneOf<_>| a", "d / catch any"),
        ("d; catch |a: Held<_>| a", "d / catch one"),
        ("d; catch |a: OneOf<A>| a", "d / catch one"),
        ("d; catch |a: A| a", "d / catch one"),
        ("d; catch |a::A| a", "d / catch all"),
        ("d; catch |«catch-names-no-error»A(b)| a", "d / catch all"),
        ("d; catch |«catch-names-no-error»Gone| a", "d / catch all"),
        ("d; catch |a: Gone | «alternatives-in-a-parameter»Late| a", "d / catch one"),
        ("d; catch |a| Gone | b", "d / catch all"),
        ("d; catch |a: A| ABC | b", "d / catch one"),
        ("d; catch |A(b): A| a", "d / catch one"),
        ("d; catch |(a, b)| a", "d / catch all"),
        ("d; catch |ABC| a", "d / catch all"),
        ("d; catch |a: A| b | c", "d / catch one"),
        ("d; catch |a: A«body-missing»|", "d / catch one"),
        ("d; catch |a«body-missing»|", "d / catch all"),
        ("d; catch «parameters-have-no-end»|a: A", "d / catch one"),
        ("d; catch A => f", "d / catch 1"),
        ("d; catch A | B => f", "d / catch 2"),
        ("d; catch A «no-arrow»|a| a", "d / catch 1"),
        ("d; catch A | B «no-arrow»|a| a", "d / catch 2"),
        ("d; catch move |a| a | b", "d / catch all"),
        ("d; catch async |a| a | b", "d / catch all"),
        ("d; «no-errors-named»catch => f", "d / catch 0"),
        ("d; catch A = f", "d / catch all"),
        ("d; catch |a| { b => c }", "d / catch all"),
        (
            "d; finally || a, finally |a| a, finally f, finally f(), finally f(_), finally |«body-missing»|, finally |a«body-missing»|",
            "d / finally false / finally true / finally false / finally false / finally true / finally false / finally true",
        ),
        (
            "d; timeout(a, b), timeout(a, b,), «timeout-arguments»timeout(a), «timeout-arguments»timeout(a, ), «timeout-arguments»timeout(, b), «timeout-arguments»timeout(a, b, c), «timeout-arguments»timeout[a, b], «timeout-arguments»timeout a",
            "d / timeout true / timeout true / timeout false / timeout false / timeout false / timeout false / timeout false / timeout false",
        ),
        (
            "d; raises A, raises A | B, raises at most A, raises nothing, raises at most nothing, raises ?",
            "d / raises 1 / raises 2 / raises <=1 / raises 0 / raises <=0 / raises ?",
        ),
        (
            "d; raises «no-errors-named»at A, raises at | most, raises «no-errors-named»at, raises most",
            "d / raises <=1 / raises 2 / raises <=0 / raises 1",
        ),
        (
            "d; «no-errors-named»raises, «no-errors-named»«no-errors-named»raises |, raises «no-errors-named»A |, raises A | «named-twice»A, raises «no-errors-named»A B, raises «no-errors-named»_, raises A«commas-between-errors», B, raises nothing | A",
            "d / raises 0 / raises 0 / raises 1 / raises 1 / raises 0 / raises 0 / raises 2 / raises 2",
        ),
        (
            "d; raises «commas-between-errors»(Gone, Late), raises (Gone, Late) | C, raises (Gone, u8), raises (), raises (Gone, [B]), raises (Gone)",
            "d / raises 2 / raises 2 / raises 1 / raises 1 / raises 1 / raises 1",
        ),
        (
            "d; raises Map<A, B>, raises «no-errors-named»5, raises Map<A, B> | C<D, E>",
            "d / raises 1 / raises 0 / raises 2",
        ),
        (
            "d; #[allow(a)] then f, #«no-lint»[inline] then g, #[expect(a)] #«no-lint»[cfg(a)] then h",
            "d / then / then / then",
        ),
        (
            "d; «unknown-stage»th, «unknown-stage»rescue f, «unknown-stage»zzz f, «unknown-stage»|a| a, «unknown-stage»zzz",
            "d / word th / catch all / unknown / unknown / word zzz",
        ),
        ("d; then (f), both f, inspect f", "d / then / both / inspect"),
        ("«empty-chain»", "missing"),
    ];
    are_right(&cases, chain_of);
}
