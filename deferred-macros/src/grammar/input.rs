//! What a chain begins with.

use super::cut::{Head, is_punct};
use super::keyword::mistake;
use super::stage::error_set;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Result, Type};

/// What a chain begins with.
pub enum Input {
    /// An expression. `maybe` is set if it may also give a plain value.
    Source { maybe: bool, tokens: TokenStream },
    /// `for T raises A | B`: a pipeline that says what it takes.
    Stated { value: Box<Type>, errors: Vec<Type> },
    /// Nothing: a pipeline that takes what it is given.
    Implied,
}

pub fn parse(head: Head) -> Result<Input> {
    let Head { tokens, end, next } = head;
    let Some(end) = end else {
        return match tokens.last() {
            None => Ok(Input::Implied),
            Some(last) if is_punct(last, ',') => {
                Err(mistake(last.span(), "expected `;` after the source, found `,` [E-no-semicolon]"))
            }
            Some(last) => match next {
                Some(next) => Err(mistake(
                    next.span(),
                    format!("expected `;` between the source and `{next}` [E-no-semicolon]"),
                )),
                None => Err(mistake(last.span(), "expected `;` after the source [E-no-semicolon]")),
            },
        };
    };
    match tokens.as_slice() {
        [] => Err(mistake(end.span(), "expected a source before `;` [E-no-source]")),
        [TokenTree::Ident(word), rest @ ..] if word == "for" => stated(word, rest),
        [TokenTree::Ident(word), rest @ ..] if word == "maybe" && begins_operand(rest) => {
            Ok(Input::Source { maybe: true, tokens: rest.iter().cloned().collect() })
        }
        _ => Ok(Input::Source { maybe: false, tokens: tokens.into_iter().collect() }),
    }
}

/// Whether these tokens, after `maybe`, make it a word of the chain: not so in `maybe.source()`, `maybe::source()` and `maybe(x)`.
fn begins_operand(tokens: &[TokenTree]) -> bool {
    let is_arguments = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    match tokens {
        [] => false,
        [TokenTree::Punct(punct), ..] => !matches!(punct.as_char(), '.' | ':' | '?'),
        [first, rest @ ..] if is_arguments(first) => rest.first().is_some_and(is_arguments),
        _ => true,
    }
}

fn stated(word: &Ident, tokens: &[TokenTree]) -> Result<Input> {
    let raises = tokens.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "raises"));
    let (value, errors) = match raises {
        Some(at) => (&tokens[..at], error_set(&tokens[at], &tokens[at + 1..])?),
        None => (tokens, Vec::new()),
    };
    if value.is_empty() {
        return Err(mistake(
            word.span(),
            "expected a type after `for`: `for Page raises Timeout | NotFound;` [E-pipeline-of-no-type]",
        ));
    }
    Ok(Input::Stated { value: Box::new(syn::parse2(value.iter().cloned().collect())?), errors })
}
