//! Parses the source of a chain, or the head of a pipeline.

use super::Errors;
use super::keyword::mistake;
use super::split::{Head, is_punct};
use super::stage::error_set;
use proc_macro2::{Delimiter, Ident, Punct, Spacing, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Token, Type, parse_quote};

/// The source of a chain, or the head of a pipeline.
pub enum Input {
    /// An expression. `maybe` says that its value may also be a plain one.
    Source { maybe: bool, tokens: TokenStream },
    /// `for T raises A | B`: a pipeline that declares its argument.
    Stated { value: Box<Type>, errors: Vec<Type> },
    /// Nothing: a pipeline whose argument is inferred.
    Implied,
    /// The source is missing.
    Missing,
}

/// Parses the head of a chain. Mistakes that leave it unknown go to `mistakes`, all others to `slips`.
pub fn parse(head: Head, mistakes: &mut Errors, slips: &mut Errors) -> Input {
    let Head { mut tokens, end, next } = head;
    if let Some(end) = end {
        if tokens.is_empty() {
            mistakes.add(mistake(end.span(), "expected a source before `;` [E-no-source]"));
            return Input::Missing;
        }
    } else {
        let Some(last) = tokens.last() else { return Input::Implied };
        match &next {
            _ if is_punct(last, ',') => {
                mistakes
                    .add(mistake(last.span(), "expected `;` after the source, found `,` [E-no-semicolon]"));
                tokens.pop();
            }
            Some(next) => {
                slips.add(mistake(
                    next.span(),
                    format!("expected `;` between the source and `{next}` [E-no-semicolon]"),
                ));
            }
            None => mistakes.add(mistake(last.span(), "expected `;` after the source [E-no-semicolon]")),
        }
    }
    match tokens.as_slice() {
        [TokenTree::Ident(word), rest @ ..] if word == "for" => stated(word, rest, mistakes),
        [TokenTree::Ident(word), rest @ ..] if word == "maybe" && begins_operand(rest) => {
            Input::Source { maybe: true, tokens: rest.iter().cloned().collect() }
        }
        _ => Input::Source { maybe: false, tokens: tokens.into_iter().collect() },
    }
}

/// Whether the tokens after `maybe` make that a word of the chain: not so in `maybe.source()`, `maybe::source()`
/// and `maybe(x)`.
fn begins_operand(tokens: &[TokenTree]) -> bool {
    let is_arguments = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    match tokens {
        [] => false,
        [TokenTree::Punct(punct), ..] => !matches!(punct.as_char(), '.' | ':' | '?'),
        [first, rest @ ..] if is_arguments(first) => rest.first().is_some_and(is_arguments),
        _ => true,
    }
}

fn stated(word: &Ident, tokens: &[TokenTree], mistakes: &mut Errors) -> Input {
    let raises = tokens.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "raises"));
    let (value, errors) = match raises {
        Some(at) => (&tokens[..at], error_set(&tokens[at], &tokens[at + 1..], mistakes)),
        None => (tokens, Vec::new()),
    };
    let unknown = || parse_quote!(_);
    let value = if value.is_empty() {
        mistakes.add(mistake(
            word.span(),
            "expected a type after `for`: `for Page raises Timeout | NotFound;` [E-pipeline-of-no-type]",
        ));
        unknown()
    } else {
        a_type(value).unwrap_or_else(|error| {
            mistakes.add(error);
            unknown()
        })
    };
    Input::Stated { value: Box::new(value), errors }
}

/// Parses a type. An end is put behind it, at its last token, so that an error at the end is there, and not at the
/// whole macro.
fn a_type(tokens: &[TokenTree]) -> syn::Result<Type> {
    let mut end = Punct::new(';', Spacing::Alone);
    if let Some(last) = tokens.last() {
        end.set_span(last.span());
    }
    let parser = |input: ParseStream<'_>| {
        let ty = input.parse()?;
        let _: Token![;] = input.parse()?;
        Ok(ty)
    };
    let parsed = parser.parse2(tokens.iter().cloned().chain([TokenTree::Punct(end)]).collect());
    parsed.map_err(|error| {
        mistake(error.span(), format!("expected a type after `for`: {error} [E-pipeline-of-no-type]"))
    })
}
