//! Parses a callback (a closure, a path, or a call with `_` in place of the result), and checks the number of its
//! parameters.

use super::Errors;
use super::keyword::{Keyword, mistake};
use super::split::{in_parameters, is_punct};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::Error;

pub enum Callback {
    Closure(Closure),
    /// A path, or an expression in parentheses or braces whose value is a function.
    Function(TokenStream),
    /// `render(_, &theme)`.
    Call {
        callee: TokenStream,
        arguments: Vec<Argument>,
        /// The place of the parentheses.
        at: Span,
    },
    /// The callback is missing.
    Missing,
    /// A closure without its body, and perhaps without the end of its parameters: its head, with that end.
    Bodiless(TokenStream),
    /// Tokens that cannot be this callback.
    Wrong(TokenStream),
}

pub struct Closure {
    /// The parameters, with `move` and the bars.
    pub head: TokenStream,
    pub body: Vec<TokenTree>,
    /// The parameters between the bars, without commas.
    pub parameters: Vec<Vec<TokenTree>>,
    pub bar: Span,
}

/// An argument of a call.
pub enum Argument {
    /// `_`, `&_` or `&mut _`: the place of the result, by value or borrowed.
    Result { by: TokenStream, span: Span },
    /// An expression, evaluated when the chain is made.
    Value(TokenStream),
    /// `&place` or `&mut place`: `place` moves into the callback, and is borrowed when that runs.
    Lent { by: TokenStream, place: TokenStream },
}

/// Parses the callback of `word`, which takes from `least` to `most` parameters.
pub fn parse(
    word: &str,
    span: Span,
    tokens: &[TokenTree],
    least: usize,
    most: usize,
    errors: &mut Errors,
) -> Callback {
    let Some(first) = tokens.first() else {
        errors.add(mistake(span, format!("expected a callback after `{word}` [E-callback-missing]")));
        return Callback::Missing;
    };
    if let Some(inside) = closure_inside(tokens) {
        return parse(word, span, &inside, least, most, errors);
    }
    if let [TokenTree::Group(parameters), TokenTree::Group(_)] = tokens
        && parameters.delimiter() == Delimiter::Parenthesis
    {
        let taken = parameters.stream().to_string().replace(" :", ":");
        errors.add(mistake(
            parameters.span(),
            format!(
                "expected a callback after `{word}`, which is a closure: write `|{taken}|` [E-no-callback]"
            ),
        ));
        return wrong(tokens);
    }
    if let Some(error) = begins_with_another_word(word, tokens) {
        errors.add(error);
        return parse(word, span, &tokens[1..], least, most, &mut Errors::default());
    }
    let bar = before_bar(tokens);
    if tokens.get(bar).is_some_and(|token| is_punct(token, '|')) {
        let closure = match closure(tokens, bar, errors) {
            Ok(closure) => closure,
            Err(unfinished) => return unfinished,
        };
        let count = closure.parameters.len();
        if count < least {
            errors.add(mistake(
                closure.bar,
                format!(
                    "the callback of `{word}` is given an argument: write `|_|` to ignore it [E-too-few-parameters]"
                ),
            ));
            return wrong(tokens);
        }
        if count > most {
            let given = if most == 0 { "no argument" } else { "one argument" };
            let extra = closure.parameters[most].first().map_or(closure.bar, TokenTree::span);
            errors.add(mistake(
                extra,
                format!("the callback of `{word}` is given {given}, not {count} [E-too-many-parameters]"),
            ));
            return wrong(tokens);
        }
        if is_lent(word, count) && matches!(first, TokenTree::Ident(first) if first == "async") {
            errors.add(mistake(
                first.span(),
                format!("`{word}` lends its callback what it looks at, which a future cannot hold: look first, as in `|seen| {{ .. async move {{ .. }} }}` [E-async-callback]"),
            ));
            return wrong(tokens);
        }
        return Callback::Closure(closure);
    }
    if let [TokenTree::Literal(value)] = tokens {
        errors.add(mistake(
            value.span(),
            format!("expected a callback after `{word}`, found a value: write `|_| {value}` [E-no-callback]"),
        ));
        return Callback::Wrong(quote!(|_| #value));
    }
    if let [callee @ .., TokenTree::Group(group)] = tokens
        && group.delimiter() == Delimiter::Parenthesis
        && !callee.is_empty()
        && !is_punct(&callee[callee.len() - 1], '!')
    {
        return call(callee, group, least > 0, errors);
    }
    if let Some(underscore) = underscore(tokens) {
        let text = "`_` stands for the result only as an argument of a call, as in `render(_, theme)` or `render(&_)`: write a closure, as in `|page| ..` [E-result-inside-a-call]";
        errors.add(mistake(underscore, text));
        return Callback::Wrong(quote!(|_| __deferred::__private::unknown()));
    }
    if let Some(printed) = printed_underscore(tokens) {
        let text = "`{_}` prints no result, since `_` is no name: write a closure, as in `|page| println!(\"{page}\")` [E-result-inside-a-call]";
        errors.add(mistake(printed, text));
        return Callback::Wrong(quote!(|_| __deferred::__private::unknown()));
    }
    Callback::Function(tokens.iter().cloned().collect())
}

/// Where a macro is given a text with `{_}` in it, as in `println!("{_}")`.
fn printed_underscore(tokens: &[TokenTree]) -> Option<Span> {
    let [.., bang, TokenTree::Group(given)] = tokens else { return None };
    let texts = given.stream().into_iter().filter(|token| matches!(token, TokenTree::Literal(_)));
    let prints = |token: &TokenTree| {
        let text = token.to_string();
        ["{_}", "{_:"].iter().any(|printed| text.replace("{{", "").contains(printed))
    };
    texts.into_iter().find(|token| is_punct(bang, '!') && prints(token)).map(|token| token.span())
}

/// A word before the callback that does not belong there: that of a stage, as in `then then |page| ..`, or `move` before a call.
fn begins_with_another_word(word: &str, tokens: &[TokenTree]) -> Option<Error> {
    let [TokenTree::Ident(first), next, ..] = tokens else { return None };
    if Keyword::of(first).is_some() && begins_callback(next) {
        let text = format!(
            "expected a callback after `{word}`, found `{first}`: a stage begins with one word [E-callback-missing]"
        );
        return Some(mistake(first.span(), text));
    }
    if (first == "move" || first == "async") && matches!(next, TokenTree::Ident(next) if next != "move") {
        let text = format!(
            "`{first}` belongs to a closure; what a call is given moves into it in any case: take `{first}` away [E-no-callback]"
        );
        return Some(mistake(first.span(), text));
    }
    None
}

/// Whether a callback can begin with this token behind a word that is no part of it.
fn begins_callback(next: &TokenTree) -> bool {
    match next {
        TokenTree::Ident(_) => true,
        next => is_punct(next, '|'),
    }
}

/// Whether a callback of `word` with this many parameters is given a reference.
fn is_lent(word: &str, parameters: usize) -> bool {
    word == "inspect" || word == "finally" && parameters > 0
}

/// The closure that is the whole content of parentheses or braces.
fn closure_inside(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let [TokenTree::Group(group)] = tokens else { return None };
    let inside: Vec<_> = group.stream().into_iter().collect();
    let is_closure = begins_closure(&inside)
        && !inside.iter().any(|token| is_punct(token, ';'))
        && expressions_at_commas(&inside).len() == 1;
    (is_closure && group.delimiter() != Delimiter::Bracket).then_some(inside)
}

pub fn begins_closure(tokens: &[TokenTree]) -> bool {
    tokens.get(before_bar(tokens)).is_some_and(|token| is_punct(token, '|'))
}

/// How many words a closure has before its first bar: `async`, `move`, both or none.
pub fn before_bar(tokens: &[TokenTree]) -> usize {
    let is = |at: usize, word: &str| matches!(tokens.get(at), Some(TokenTree::Ident(found)) if found == word);
    let asynchronous = usize::from(is(0, "async"));
    asynchronous + usize::from(is(asynchronous, "move"))
}

fn wrong(tokens: &[TokenTree]) -> Callback {
    Callback::Wrong(tokens.iter().cloned().collect())
}

/// Parses a closure; or returns what the tokens are instead.
fn closure(tokens: &[TokenTree], bar: usize, errors: &mut Errors) -> Result<Closure, Callback> {
    let inside = &tokens[bar + 1..];
    let Some(end) = inside.iter().position(|token| is_punct(token, '|')) else {
        errors.add(mistake(
            tokens[bar].span(),
            "this closure's parameters have no end: expected a second `|` [E-parameters-have-no-end]",
        ));
        return Err(without_end(tokens, bar));
    };
    let head: TokenStream = tokens[..bar + end + 2].iter().cloned().collect();
    if inside.len() == end + 1 {
        errors.add(mistake(inside[end].span(), "expected the closure's body after `|` [E-body-missing]"));
        return Err(Callback::Bodiless(head));
    }
    if let [equals, arrow, body @ ..] = &inside[end + 1..]
        && is_punct(equals, '=')
        && is_punct(arrow, '>')
    {
        let text = "a closure has no `=>`: its body follows the `|`, as in `|page| page.len()` [E-arrow-in-a-closure]";
        errors.add(mistake(equals.span(), text));
        return Err(Callback::Wrong(quote!(#head #(#body)*)));
    }
    Ok(Closure {
        head,
        body: inside[end + 1..].to_vec(),
        parameters: types_at_commas(&inside[..end]),
        bar: tokens[bar].span(),
    })
}

/// A closure whose parameters, from `bar` on, are not closed: the end is put where it must be.
fn without_end(tokens: &[TokenTree], bar: usize) -> Callback {
    let end = match &tokens[bar + 1..] {
        [TokenTree::Ident(_)] => quote!(|),
        [TokenTree::Ident(_), colon] if is_punct(colon, ':') => quote!(_|),
        [TokenTree::Ident(_), colon, TokenTree::Ident(_)] if is_punct(colon, ':') => quote!(|),
        [TokenTree::Ident(_), next, ..] if !is_punct(next, ':') && !is_punct(next, ',') => {
            let (head, body) = tokens.split_at(bar + 2);
            return Callback::Wrong(quote!(#(#head)* | #(#body)*));
        }
        _ => {
            let head = &tokens[..=bar];
            return Callback::Bodiless(quote!(#(#head)* _|));
        }
    };
    Callback::Bodiless(tokens.iter().cloned().chain(end).collect())
}

/// Splits types at the commas between them; commas of a type's own arguments do not count.
pub fn types_at_commas(tokens: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    at_commas(tokens, |_| true)
}

/// Splits expressions at the commas between them; those of a closure's parameters do not count, nor those between
/// `::<` and `>`.
fn expressions_at_commas(tokens: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    at_commas(tokens, |before| before.last().is_some_and(|last| is_punct(last, ':')))
}

/// Splits at commas. `opens` says whether a `<` behind these tokens opens arguments of a type.
fn at_commas(tokens: &[TokenTree], opens: impl Fn(&[TokenTree]) -> bool) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        let part = parts.last().expect("there is at least one part");
        if is_punct(token, '<') && (depth > 0 || opens(&tokens[..at])) {
            depth += 1;
        } else if is_punct(token, '>') && !(at > 0 && is_punct(&tokens[at - 1], '-')) {
            depth = depth.saturating_sub(1);
        } else if is_punct(token, ',') && depth == 0 && !in_parameters(part) {
            parts.push(Vec::new());
            continue;
        }
        parts.last_mut().expect("there is at least one part").push(token.clone());
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A call whose `_` is the place of the result. `given` says that there has to be one.
fn call(callee: &[TokenTree], group: &Group, given: bool, errors: &mut Errors) -> Callback {
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let arguments: Vec<_> = expressions_at_commas(&tokens).iter().map(|tokens| argument(tokens)).collect();
    let mut results = arguments.iter().filter_map(|argument| match argument {
        Argument::Result { span, .. } => Some(*span),
        _ => None,
    });
    let (first, second) = (results.next(), results.next());
    if first.is_none()
        && given
        && let Some(inside) = underscore(&tokens)
    {
        let text = "this `_` stands inside an argument: write a closure, as in `|page| render(shorten(page), theme)` [E-result-inside-a-call]";
        errors.add(mistake(inside, text));
        return Callback::Wrong(quote!(|_| #(#callee)* #group));
    }
    if first.is_none() && given {
        let is_method = callee.iter().any(|token| is_punct(token, '.'));
        let text = if is_method {
            "this is a call, not a callback: write a closure, as in `|page| page.trim()` [E-call-without-the-result]"
        } else {
            "this call does not say where the result goes: put `_` in its place, as in `render(_, theme)`, or write `|_| ..` to ignore it [E-call-without-the-result]"
        };
        errors.add(mistake(group.span(), text));
        // A call with too few arguments is no callback.
        return Callback::Wrong(quote!(|_| { #(#callee)*; #group }));
    }
    if let Some(second) = second {
        errors.add(mistake(second, "there is one result, so there can be one `_` [E-result-twice]"));
        return Callback::Wrong(quote!(|_| #(#callee)* #group));
    }
    Callback::Call { callee: callee.iter().cloned().collect(), arguments, at: group.span() }
}

/// The place of a `_` that is an expression: not part of a pattern or of a type.
fn underscore(tokens: &[TokenTree]) -> Option<Span> {
    let mut types = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let next = tokens.get(at + 1);
        if is_punct(token, '<') && before.is_some_and(|before| is_punct(before, ':')) {
            types += 1;
        } else if is_punct(token, '>') {
            types = types.saturating_sub(1);
        }
        let is_field = next.is_none_or(|next| is_punct(next, ','))
            && before.is_some_and(|before| is_punct(before, ':'))
            && matches!(tokens.get(at.saturating_sub(2)), Some(TokenTree::Ident(_)));
        if types > 0 || before.is_some_and(begins_pattern) && !is_field || next.is_some_and(ends_pattern) {
            continue;
        }
        match token {
            TokenTree::Ident(word) if word == "_" => return Some(word.span()),
            TokenTree::Group(group) => {
                let inside: Vec<_> = group.stream().into_iter().collect();
                if let Some(span) = underscore(&inside) {
                    return Some(span);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a pattern or a type follows this token.
fn begins_pattern(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => ["let", "for", "as"].iter().any(|known| word == known),
        token => ['|', ':', '<'].iter().any(|&known| is_punct(token, known)),
    }
}

/// Whether a pattern or a type ends before this token.
fn ends_pattern(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => word == "if",
        token => ['=', '|', ':', '>'].iter().any(|&known| is_punct(token, known)),
    }
}

fn argument(tokens: &[TokenTree]) -> Argument {
    let lends = match tokens {
        [and, TokenTree::Ident(word), ..] if is_punct(and, '&') && word == "mut" => 2,
        [and, ..] if is_punct(and, '&') => 1,
        _ => 0,
    };
    let (by, place) = tokens.split_at(lends);
    let by = by.iter().cloned().collect();
    match place {
        [TokenTree::Ident(word)] if word == "_" => Argument::Result { by, span: word.span() },
        place if lends > 0 && can_move(place) => {
            Argument::Lent { by, place: place.iter().cloned().collect() }
        }
        _ => Argument::Value(tokens.iter().cloned().collect()),
    }
}

/// Whether a place or value can move into the callback. A place behind `*`, `&` or an index cannot, since it has no
/// size or another owner; nor can a constant or static, which lives long enough.
fn can_move(place: &[TokenTree]) -> bool {
    let is_index = |group: &Group| group.delimiter() == Delimiter::Bracket;
    match place {
        [] => false,
        [.., bang, TokenTree::Group(_)] if is_punct(bang, '!') => true,
        [.., _, TokenTree::Group(group)] if is_index(group) => false,
        [first, ..] if is_punct(first, '*') || is_punct(first, '&') => false,
        [.., TokenTree::Ident(name)] => !is_constant(&name.to_string()),
        _ => true,
    }
}

/// Whether the name is written as constants are.
fn is_constant(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}
