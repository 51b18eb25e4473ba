//! `#[raises(A, B)]`: rewrites a function so that its `?` merges errors into the named set.
//!
//! The return type `T` becomes a `Result` of `T` and one of the errors, and each `?` of the body converts its
//! operand's error to the set. The `?` of a closure, of an async block and of a function inside belongs to those,
//! and stays as it is.

use crate::parse::{is_punct, mistake};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Error, Path, Token, Type};

/// The content of the attribute's parentheses.
struct Named {
    /// The set, as a tuple.
    set: TokenStream,
    /// The path to `deferred`.
    krate: TokenStream,
    /// A mistake in the attribute.
    mistake: Option<Error>,
}

pub fn raises(attribute: TokenStream, item: TokenStream) -> TokenStream {
    match write(attribute, &item) {
        Ok(written) => written,
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

fn write(attribute: TokenStream, item: &TokenStream) -> Result<TokenStream, Error> {
    let named = named(attribute)?;
    let tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let (head, value, rest, end) = cut(&tokens)?;
    let (set, krate) = (&named.set, &named.krate);
    let mistake = named.mistake.as_ref().map(Error::to_compile_error);
    let value = if value.is_empty() { quote!(()) } else { quote!(#(#value)*) };
    let body = match end {
        TokenTree::Group(body) => {
            let inside = merged(body.stream(), &named);
            // A macro, which is not found where the crate has another name: so the compiler says this once, at the attribute, and nothing of
            // what the body asks.
            let mut body_with = Group::new(Delimiter::Brace, quote!(#krate::__raising!(#inside)));
            body_with.set_span(body.span());
            TokenTree::Group(body_with)
        }
        end => end.clone(),
    };
    Ok(quote!(#mistake #(#head)* -> ::core::result::Result<#value, #krate::OneOf<#set>> #(#rest)* #body))
}

/// Parses the named errors, and `crate = path` behind them.
fn named(attribute: TokenStream) -> Result<Named, Error> {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    let at = tokens.windows(2).position(|pair| {
        matches!(&pair[0], TokenTree::Ident(word) if word == "crate") && is_punct(&pair[1], '=')
    });
    let (errors, krate) = match at {
        Some(at) => {
            let path: TokenStream = tokens[at + 2..].iter().cloned().collect();
            let path = Path::parse_mod_style.parse2(path)?;
            (&tokens[..at], quote!(#path))
        }
        None => (&tokens[..], quote!(::deferred)),
    };
    let mistake = errors.iter().find(|token| is_punct(token, '|')).map(|bar| {
        let text =
            "errors are separated by commas here, as in the set of a signature [E-bars-between-errors]";
        mistake(bar.span(), text)
    });
    let parts = errors.split(|token| is_punct(token, '|')).map(|part| part.iter().cloned().collect());
    let parts = parts.map(|part: TokenStream| Punctuated::<Type, Token![,]>::parse_terminated.parse2(part));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let errors = parts.iter().flatten();
    Ok(Named { set: quote!((#(#errors,)*)), krate, mistake })
}

type Cut<'a> = (&'a [TokenTree], &'a [TokenTree], &'a [TokenTree], &'a TokenTree);

/// Splits a function: the tokens up to the end of its parameters, the return type, the `where`, and the body, or
/// the semicolon in place of it.
fn cut(tokens: &[TokenTree]) -> Result<Cut<'_>, Error> {
    let is_word = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(found) if found == word);
    let no_function = || {
        let first = tokens.first().map_or(Span::call_site(), TokenTree::span);
        mistake(first, "`#[raises(..)]` stands before a function [E-raises-before-no-function]")
    };
    let function = tokens.iter().position(|token| is_word(token, "fn")).ok_or_else(no_function)?;
    let (end, before) = tokens.split_last().ok_or_else(no_function)?;
    let mut depth = 0_usize;
    let parameters = (function + 1..before.len())
        .find(|&at| {
            let arrow = is_punct(&tokens[at - 1], '-');
            match &tokens[at] {
                token if is_punct(token, '<') => depth += 1,
                token if is_punct(token, '>') && !arrow => depth = depth.saturating_sub(1),
                TokenTree::Group(group) => return depth == 0 && group.delimiter() == Delimiter::Parenthesis,
                _ => {}
            }
            false
        })
        .ok_or_else(no_function)?;
    let (head, rest) = before.split_at(parameters + 1);
    let clause = rest.iter().position(|token| is_word(token, "where")).unwrap_or(rest.len());
    let (value, clause) = rest.split_at(clause);
    // Behind the arrow, if there is one: the compiler has parsed the function already.
    let value = value.get(2..).unwrap_or_default();
    if let [TokenTree::Ident(name), ..] = value
        && (name == "Result" || name == "Outcome")
    {
        return Err(mistake(
            name.span(),
            "`#[raises(..)]` makes a `Result` of the type that the function gives: write the value's type alone [E-raises-gives-a-result]",
        ));
    }
    Ok((head, value, clause, end))
}

/// Rewrites each `?` of the tokens, so that it converts to the set.
fn merged(tokens: TokenStream, named: &Named) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out: Vec<TokenTree> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = own_question_marks(&tokens, at) {
            out.extend(tokens[at..end].iter().cloned());
            at = end;
            continue;
        }
        match &tokens[at] {
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), merged(group.stream(), named));
                inside.set_span(group.span());
                out.push(TokenTree::Group(inside));
            }
            mark if is_punct(mark, '?') && asks(&tokens[..at]) => {
                let span = mark.span();
                let set = located(named.set.clone(), span);
                let method = Ident::new("__asks", span);
                let taken = Ident::new("taken_by", span);
                out.extend(quote_spanned!(span=> .#method().#taken::<#set, _>()));
                out.push(mark.clone());
            }
            token => out.push(token.clone()),
        }
        at += 1;
    }
    out.into_iter().collect()
}

/// The set at another place, as a whole: there the compiler says what it lacks, and at the attribute that an error of it is unknown.
fn located(set: TokenStream, place: Span) -> TokenStream {
    let moved = |mut token: TokenTree| {
        token.set_span(place);
        token
    };
    set.into_iter().map(moved).collect()
}

/// Whether a `?` behind these tokens has an operand, and does not stand before a bound.
fn asks(before: &[TokenTree]) -> bool {
    match before.last() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '?' && asks(&before[..before.len() - 1]),
        Some(_) => true,
        None => false,
    }
}

/// The end of the item or expression that begins here, if its question marks are its own: a closure, an async
/// block, a function, a macro's definition.
fn own_question_marks(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let is_word =
        |at: usize, word: &str| matches!(tokens.get(at), Some(TokenTree::Ident(found)) if found == word);
    let is_block = |at: usize| matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
    let is_name = |at: usize| matches!(tokens.get(at), Some(TokenTree::Ident(_)));
    if is_word(at, "fn") && is_name(at + 1)
        || is_word(at, "impl")
        || is_word(at, "trait")
        || is_word(at, "macro_rules")
    {
        let block = (at..tokens.len()).find(|&at| is_block(at) || is_punct(&tokens[at], ';'))?;
        return Some(block + 1);
    }
    if is_word(at, "async") {
        let block = at + 1 + usize::from(is_word(at + 1, "move"));
        if is_block(block) {
            return Some(block + 1);
        }
    }
    if begins_closure(tokens, at) {
        let bar = (at..tokens.len()).find(|&at| is_punct(&tokens[at], '|'))?;
        let end = (bar + 1..tokens.len()).find(|&at| is_punct(&tokens[at], '|'))?;
        let gives_type = is_punct_at(tokens, end + 1, '-') && is_punct_at(tokens, end + 2, '>');
        if gives_type {
            return (end..tokens.len()).find(|&at| is_block(at)).map(|block| block + 1);
        }
        return end_of_expression(tokens, end);
    }
    None
}

/// Whether a closure begins here: a bar where an expression begins, or words before one.
fn begins_closure(tokens: &[TokenTree], at: usize) -> bool {
    let bar = at + crate::parse::before_bar(&tokens[at..]);
    if !tokens.get(bar).is_some_and(|token| is_punct(token, '|')) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    match before {
        None => true,
        Some(TokenTree::Punct(punct)) => !matches!(punct.as_char(), '|' | '?'),
        Some(TokenTree::Ident(word)) => ["return", "in", "match"].iter().any(|known| word == known),
        Some(_) => false,
    }
}

fn is_punct_at(tokens: &[TokenTree], at: usize, punct: char) -> bool {
    tokens.get(at).is_some_and(|token| is_punct(token, punct))
}

/// The comma or semicolon behind the expression that follows the bar at `bar`; a comma between `::<` and `>` is none. `None` where no expression stands there:
/// behind the `|` that an arm's pattern begins with.
fn end_of_expression(tokens: &[TokenTree], bar: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in bar..tokens.len() {
        let before = |punct| is_punct(&tokens[at - 1], punct);
        match &tokens[at] {
            token if is_punct(token, '<') && (depth > 0 || before(':')) => depth += 1,
            token if is_punct(token, '>') && before('=') => return None,
            token if is_punct(token, '>') && !before('-') => depth = depth.saturating_sub(1),
            token if depth == 0 && (is_punct(token, ',') || is_punct(token, ';')) => return Some(at),
            _ => {}
        }
    }
    Some(tokens.len())
}

#[cfg(test)]
mod tests {
    use super::{cut, merged, named};
    use proc_macro2::{TokenStream, TokenTree};

    fn tokens(text: &str) -> TokenStream {
        text.parse().expect("delimiters are balanced")
    }

    /// Where the set is asked.
    fn asked(tokens: TokenStream, places: &mut Vec<usize>) {
        for token in tokens {
            match token {
                TokenTree::Ident(word) if word == "__asks" => places.push(word.span().byte_range().start),
                TokenTree::Group(group) => asked(group.stream(), places),
                _ => {}
            }
        }
    }

    /// Each case is a body, in which `!` stands before the question marks that are the function's own.
    fn are_its_own(bodies: &[&str]) {
        let wrong: Vec<_> = bodies
            .iter()
            .map(|body| {
                let mut text = body.replace("!?", "?");
                let mut places = Vec::new();
                let named = named(tokens("Gone")).expect("it is a type");
                asked(merged(tokens(&text), &named), &mut places);
                places.into_iter().rev().for_each(|at| text.insert(at, '!'));
                text
            })
            .zip(bodies)
            .filter(|(text, body)| text != *body)
            .map(|(text, _)| text)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn question_marks_are_the_functions_own_in_all_expressions() {
        are_its_own(&[
            "a!?; b(c!?)!?; [d!?]; { e!? }",
            "a!?!?",
            "a || b!?; c!? | d!?; 1 | e!? | (2) | f!?",
            "(a) | b!? | c!?",
            "if a!? { b!? } else { c!? }",
            "match a!? { B | C => d!?, E(f) | G(f) => h!? }",
            "match a!? { | B | C => d!?, | E { .. } | F => { g!? } | H | I => j!? }",
            "let a: fn(B) -> C = d!?; e!?",
            "let a: Box<dyn B + ?Sized> = c!?",
            "let a = ?; b!?",
            "? ?",
            "async; a!?",
            "async + move + { a!? }",
            "x.asynchronous { a!? }",
            "macro_rule! { a!? }",
            "a!? - > b!?",
        ]);
    }

    #[test]
    fn question_marks_of_a_closure_are_its_own() {
        are_its_own(&[
            "let f = |x| x?; y!?",
            "f(|x| x?, y!?); z!?",
            "f(|x| { x? }, y!?); z!?",
            "let f = |x| { x? }.y?; z!?",
            "f(|x: A<B>| -> C { x? }, y!?)",
            "f(|x| -> Map<A, B> { x? }, y!?)",
            "f(|x| -> A, y!?)",
            "f(|S { x }| -> A { x? }, y!?)",
            "f(move |x| -x > a?, y!?)",
            "f(|x| -x?, y!?)",
            "f(|| x?, y!?)",
            "f(move || x?, y!?)",
            "f(async || x?, y!?)",
            "f(async move |x| x?, y!?)",
            "f(y!?, |x| x?, z!?)",
            "f(|x| g::<A, B>(x?), y!?)",
            "f(|x| g::<A<B>, C>(x?), y!?)",
            "f(|x| g::<fn(A) -> B, C>(x?), y!?)",
            "f(|x| x < a?, y!?)",
            "f(|x| x > a?, b::<C, D>(y!?))",
            "f(|x| x - 1 > a?, y!?)",
            "f(|x| |y| x + y?, z!?)",
            "return |x| x?; y!?",
            "for a in |x| x?; y!?",
            "match |x| x?; y!?",
            "f(a |x| x!?, y!?)",
            "|x x!?",
        ]);
    }

    #[test]
    fn question_marks_of_blocks_and_items_inside_are_their_own() {
        are_its_own(&[
            "async { a? }.await!?",
            "async move { a? }; b!?",
            "async fn a() { b? } c!?",
            "fn a() -> B { c? } d!?",
            "fn a(b: [u8; 3]) -> C { d? } e!?",
            "extern { fn a(); fn b(); } c!?",
            "fn a(); b!?",
            "impl A for B { fn c() { d? } } e!?",
            "trait A { fn b() { c? } } d!?",
            "macro_rules! a { () => { b? } } c!?",
            "fn a() where B: C",
        ]);
    }

    /// The head, the type, what stands behind it and the end of a function; or the code of what is wrong with it.
    fn parts(item: &str) -> String {
        let tokens: Vec<_> = tokens(item).into_iter().collect();
        let text = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>().to_string();
        match cut(&tokens) {
            Ok((head, value, rest, end)) => {
                format!("{} / {} / {} / {end}", text(head), text(value), text(rest))
            }
            Err(error) => {
                let message = error.to_string();
                message.split(['[', ']']).find(|part| part.starts_with("E-")).unwrap_or_default().to_owned()
            }
        }
    }

    #[test]
    fn a_function_is_cut_behind_its_parameters_and_before_its_where() {
        for (item, cut) in [
            ("fn a() { }", "fn a () /  /  / { }"),
            ("fn a() -> B { }", "fn a () / B /  / { }"),
            ("fn a() -> B;", "fn a () / B /  / ;"),
            ("fn a() where B: C { }", "fn a () /  / where B : C / { }"),
            ("fn a() -> B where B: C { }", "fn a () / B / where B : C / { }"),
            ("fn a() -> fn(B) -> C { }", "fn a () / fn (B) -> C /  / { }"),
            ("pub(crate) async fn a() -> B { }", "pub (crate) async fn a () / B /  / { }"),
            ("fn a<T: Fn(B) -> C, U>(t: T) -> D { }", "fn a < T : Fn (B) -> C , U > (t : T) / D /  / { }"),
            (
                "fn a<T: Fn(B) -> C, U: Fn(D)>(u: U) { }",
                "fn a < T : Fn (B) -> C , U : Fn (D) > (u : U) /  /  / { }",
            ),
            ("fn a<T: B<C<D>>>(t: T) -> E { }", "fn a < T : B < C < D >>> (t : T) / E /  / { }"),
            ("fn a<const N: [u8; 3]>(b: C) { }", "fn a < const N : [u8 ; 3] > (b : C) /  /  / { }"),
            ("fn a() -> Results { }", "fn a () / Results /  / { }"),
            ("fn a() -> Result<B, C> { }", "E-raises-gives-a-result"),
            ("fn a() -> Outcome<B, C> { }", "E-raises-gives-a-result"),
            ("struct A(B);", "E-raises-before-no-function"),
            ("fn a { }", "E-raises-before-no-function"),
            ("fn a [b] { }", "E-raises-before-no-function"),
            ("fn", "E-raises-before-no-function"),
            ("fn()", "E-raises-before-no-function"),
            ("", "E-raises-before-no-function"),
        ] {
            assert_eq!(parts(item), cut);
        }
    }

    #[test]
    fn the_errors_are_a_set_and_the_crate_stands_behind_them() {
        for (attribute, set, krate, says) in [
            ("", "()", ":: deferred", ""),
            ("A", "(A ,)", ":: deferred", ""),
            ("A, b::C<D>,", "(A , b :: C < D > ,)", ":: deferred", ""),
            ("A, crate = b::c", "(A ,)", "b :: c", ""),
            ("crate = b", "()", "b", ""),
            ("crate::A", "(crate :: A ,)", ":: deferred", ""),
            ("A | B, C", "(A , B , C ,)", ":: deferred", "E-bars-between-errors"),
        ] {
            let named = named(tokens(attribute)).expect("they are types");
            assert_eq!((named.set.to_string(), named.krate.to_string()), (set.to_owned(), krate.to_owned()));
            let message = named.mistake.map_or_else(String::new, |mistake| mistake.to_string());
            assert!(
                message.contains(says) && says.is_empty() == message.is_empty(),
                "{attribute}: {message}"
            );
        }
        assert!(named(tokens("A, crate = 3")).is_err());
    }
}
