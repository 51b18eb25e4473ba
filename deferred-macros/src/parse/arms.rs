//! Parses the arms of a `match_error!`: each with its errors, by a pattern or by a type, and its body.

use super::keyword::mistake;
use super::{Errors, is_punct};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Error, Type};

/// The matched expression, and the arms.
pub struct Matching {
    pub error: TokenStream,
    /// The arm for the value of an outcome.
    pub value: Option<Arm>,
    pub arms: Vec<Arm>,
    pub mistakes: Option<Error>,
}

/// An arm for the errors of these types, one of which is bound to `pattern`.
pub struct Arm {
    pub pattern: TokenStream,
    pub types: Vec<Type>,
    pub body: TokenStream,
    /// The head of the arm, as it was written.
    pub place: Span,
}

/// Parses the tokens of a `match_error!`.
pub fn parse(tokens: TokenStream) -> Matching {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut mistakes = Errors::default();
    let end = tokens.iter().position(|token| is_punct(token, ';'));
    if end.is_none() {
        let place = tokens.first().map_or(Span::call_site(), TokenTree::span);
        mistakes.add(mistake(
            place,
            "expected what is matched, `;`, and an arm for each error: `match_error! { error; Timeout => .. }` [E-match-arm]",
        ));
    }
    let (error, arms) = tokens.split_at(end.unwrap_or(tokens.len()));
    let (mut value, mut read) = (None, Vec::new());
    for (head, body) in cut(arms.get(1..).unwrap_or_default()) {
        let Some(first) = head.first() else { continue };
        if is_word(first, "Ok") && value.is_none() {
            value = Some(Arm {
                pattern: head.iter().cloned().collect(),
                types: Vec::new(),
                body: body.iter().cloned().collect(),
                place: first.span(),
            });
            continue;
        }
        match arm(head, body) {
            Ok(arm) => read.push(arm),
            Err(mistake) => mistakes.add(mistake),
        }
    }
    Matching { error: error.iter().cloned().collect(), value, arms: read, mistakes: mistakes.0 }
}

/// Splits the arms, each at its `=>`. An arm ends at a comma, or behind a body in braces.
fn cut(tokens: &[TokenTree]) -> Vec<(&[TokenTree], &[TokenTree])> {
    let is_arrow =
        |at: usize| is_punct(&tokens[at], '=') && tokens.get(at + 1).is_some_and(|next| is_punct(next, '>'));
    let arrows: Vec<usize> = (0..tokens.len()).filter(|&at| is_arrow(at)).collect();
    let mut arms = Vec::new();
    let mut begin = 0;
    for (number, &arrow) in arrows.iter().enumerate() {
        let body = arrow + 2;
        let next = arrows.get(number + 1).copied();
        let (end, resume) = match tokens.get(body) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let comma = tokens.get(body + 1).is_some_and(|token| is_punct(token, ','));
                (body + 1, body + 1 + usize::from(comma))
            }
            _ => match next {
                Some(next) => {
                    let comma = comma_before(tokens, body, next);
                    (comma, (comma + 1).min(next))
                }
                None => {
                    let comma = tokens.last().is_some_and(|token| is_punct(token, ','));
                    (tokens.len() - usize::from(comma), tokens.len())
                }
            },
        };
        arms.push((&tokens[begin..arrow], &tokens[body.min(end)..end]));
        begin = resume;
    }
    // The tokens behind the last arm have no arrow; most often there are none.
    arms.push((&tokens[begin..], &[]));
    arms
}

/// The comma before the head of the next arm; a head has commas only between `<` and `>`.
fn comma_before(tokens: &[TokenTree], from: usize, next: usize) -> usize {
    let mut depth = 0_usize;
    for at in (from..next).rev() {
        match &tokens[at] {
            token if is_punct(token, '>') => depth += 1,
            token if is_punct(token, '<') => depth = depth.saturating_sub(1),
            token if depth == 0 && is_punct(token, ',') => return at,
            _ => {}
        }
    }
    next
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(found) if found == word)
}

/// Parses the head of an arm: `Timeout`, `Status(code)`, `e: io::Error`, `Timeout | Gone`, `e: Timeout | Gone`.
fn arm(head: &[TokenTree], body: &[TokenTree]) -> Result<Arm, Error> {
    let place = head[0].span();
    if body.is_empty() {
        return Err(mistake(
            place,
            "an arm is written `Timeout => ..`, `Status(code) => ..` or `e: io::Error => ..` [E-match-arm]",
        ));
    }
    let colon = (1..head.len()).find(|&at| {
        let is_colon = |at: usize| head.get(at).is_some_and(|token| is_punct(token, ':'));
        is_colon(at) && !is_colon(at + 1) && !is_colon(at - 1)
    });
    let named = |types: &[TokenTree], place: Span| {
        let types = types.split(|token| is_punct(token, '|'));
        let types = types.map(|ty| syn::parse2::<Type>(ty.iter().cloned().collect()));
        types.collect::<Result<Vec<_>, _>>().map_err(|_| no_type(place))
    };
    let (pattern, types) = match colon {
        Some(colon) => {
            let types = named(&head[colon + 1..], head[colon].span())?;
            (head[..colon].iter().cloned().collect(), types)
        }
        None if head.iter().any(|token| is_punct(token, '|')) => (quote!(_), named(head, place)?),
        None => by_pattern(head, place)?,
    };
    // In an invisible group, so that the body is one expression whatever stands around it.
    let body = Group::new(Delimiter::None, body.iter().cloned().collect());
    Ok(Arm { pattern, types, body: TokenTree::Group(body).into(), place })
}

/// The type of a pattern is its path.
fn by_pattern(head: &[TokenTree], place: Span) -> Result<(TokenStream, Vec<Type>), Error> {
    let path = match head {
        [path @ .., TokenTree::Group(_)] => path,
        path => path,
    };
    let is_binding = |name: &str| name.starts_with(|first: char| first.is_lowercase() || first == '_');
    if let [TokenTree::Ident(name)] = path
        && is_binding(&name.to_string())
    {
        return Err(no_type(place));
    }
    let ty = syn::parse2::<Type>(path.iter().cloned().collect()).map_err(|_| no_type(place))?;
    Ok((head.iter().cloned().collect(), vec![ty]))
}

fn no_type(place: Span) -> Error {
    mistake(
        place,
        "an arm says which error it is for: `Timeout => ..`, `Status(code) => ..`, `e: io::Error => ..` or `e: Timeout | Gone => ..` [E-match-arm]",
    )
}
