//! Cutting a chain into its source and its stages, without parsing what people write in between.

use super::Errors;
use super::keyword::{Keyword, mistake};
use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};

/// What stands before the first `;`, and what behind it.
pub struct Head {
    pub tokens: Vec<TokenTree>,
    /// Set if there is a `;`.
    pub end: Option<TokenTree>,
    /// What follows, if there is none.
    pub next: Option<TokenTree>,
}

/// One stage, as written.
pub struct Piece {
    pub attributes: Vec<TokenTree>,
    pub word: Ident,
    pub rest: Vec<TokenTree>,
}

/// Cuts off what stands before the first `;`. Without one, all is stages, unless it begins like a source.
pub fn head(tokens: TokenStream) -> (Head, Vec<TokenTree>) {
    let mut tokens: Vec<_> = tokens.into_iter().collect();
    let end = tokens.iter().position(|token| is_punct(token, ';'));
    let (body, end) = match end {
        Some(at) => {
            let body = tokens.split_off(at + 1);
            (body, tokens.pop())
        }
        None => {
            // A source without its `;` reaches as far as the first stage.
            let stages = match tokens.first() {
                Some(first) if begins_stage(&tokens, 0) || is_punct(first, '#') || is_punct(first, ',') => 0,
                _ => (1..tokens.len()).find(|&at| begins_known_stage(&tokens, at)).unwrap_or(tokens.len()),
            };
            (tokens.split_off(stages), None)
        }
    };
    let next = body.first().cloned();
    (Head { tokens, end, next }, body)
}

/// Cuts the stages apart: at each comma that a stage follows.
pub fn stages(tokens: Vec<TokenTree>, errors: &mut Errors) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in 0..=tokens.len() {
        match tokens.get(at) {
            Some(token) if is_punct(token, ';') => {
                errors
                    .add(mistake(token.span(), "stages are separated by commas: expected `,` [E-no-comma]"));
            }
            Some(token) if is_punct(token, ',') && ends_stage(&tokens, start, at) => {}
            Some(_) if at > start && lacks_comma(&tokens, start, at) => {
                let TokenTree::Ident(word) = &tokens[at] else {
                    continue;
                };
                errors.add(mistake(word.span(), format!("expected `,` before `{word}` [E-no-comma]")));
                pieces.extend(piece(&tokens[start..at], errors));
                start = at;
                continue;
            }
            Some(_) => continue,
            None if at == start => continue,
            None => {}
        }
        if at == start {
            errors.add(mistake(
                tokens[at].span(),
                "expected a stage, found a comma too many [E-comma-too-many]",
            ));
        } else {
            pieces.extend(piece(&tokens[start..at], errors));
        }
        start = at + 1;
    }
    pieces
}

/// Takes the attributes and the keyword off.
fn piece(tokens: &[TokenTree], errors: &mut Errors) -> Option<Piece> {
    let attributes = tokens.chunks(2).take_while(|pair| is_attribute(pair)).count() * 2;
    let (attributes, rest) = tokens.split_at(attributes);
    match rest {
        [TokenTree::Ident(word), rest @ ..] => {
            Some(Piece { attributes: attributes.to_vec(), word: word.clone(), rest: rest.to_vec() })
        }
        [other, ..] => {
            errors.add(mistake(
                other.span(),
                "expected a stage: `then`, `catch`, `both`, `inspect`, `finally` or `raises` [E-unknown-stage]",
            ));
            None
        }
        [] => {
            errors
                .add(mistake(attributes[0].span(), "expected a stage after the attribute [E-unknown-stage]"));
            None
        }
    }
}

fn is_attribute(pair: &[TokenTree]) -> bool {
    matches!(pair, [hash, TokenTree::Group(group)]
        if is_punct(hash, '#') && group.delimiter() == Delimiter::Bracket)
}

/// Whether the comma at `at` ends the stage from `start`: it is not one between parameters or types, and something like a stage follows, or nothing.
fn ends_stage(tokens: &[TokenTree], start: usize, at: usize) -> bool {
    let next = at + 1;
    if at == start {
        return true;
    }
    if in_parameters(&tokens[start..at]) || in_returned_type(&tokens[start..at]) {
        return false;
    }
    match tokens.get(next) {
        None => true,
        Some(token) => {
            is_punct(token, ',')
                || is_attribute(&tokens[next..tokens.len().min(next + 2)])
                || begins_stage(tokens, next)
        }
    }
}

/// Whether the tokens end between the bars of a closure's parameters.
pub fn in_parameters(tokens: &[TokenTree]) -> bool {
    let mut open = false;
    let mut at = 0;
    while at < tokens.len() {
        if is_punct(&tokens[at], '|') {
            let doubled =
                !open && is_joint(&tokens[at]) && tokens.get(at + 1).is_some_and(|next| is_punct(next, '|'));
            if doubled {
                // An "or", or parameters that are none.
                at += 1;
            } else if open || begins_expression(tokens, at) {
                open = !open;
            }
        }
        at += 1;
    }
    open
}

/// Whether the tokens end between the `<` and `>` of the type behind a closure's `->`.
fn in_returned_type(tokens: &[TokenTree]) -> bool {
    let is_arrow =
        |pair: &[TokenTree]| is_punct(&pair[0], '-') && is_joint(&pair[0]) && is_punct(&pair[1], '>');
    let Some(arrow) = tokens.windows(2).rposition(is_arrow) else { return false };
    let ty = &tokens[arrow + 2..];
    let is_body =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let count = |c| ty.iter().filter(|token| is_punct(token, c)).count();
    !ty.iter().any(is_body) && count('<') > count('>')
}

/// Whether an expression begins at `at`, so that a `|` there is a closure's and not an operator.
fn begins_expression(tokens: &[TokenTree], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    match &tokens[before] {
        TokenTree::Ident(word) => before == 0 || Keyword::of(word).is_some() || is_rust_keyword(word),
        TokenTree::Punct(punct) if punct.as_char() == '>' => {
            // The end of an arrow; or else of a type's arguments.
            before.checked_sub(1).is_some_and(|dash| is_joint(&tokens[dash]))
        }
        TokenTree::Punct(punct) => punct.as_char() != '?',
        _ => false,
    }
}

fn is_joint(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
}

/// Whether something that reads like a stage begins at `at`: a keyword, or some other word where only a keyword makes sense.
fn begins_stage(tokens: &[TokenTree], at: usize) -> bool {
    begins_known_stage(tokens, at) || begins_unknown_stage(tokens, at)
}

fn begins_known_stage(tokens: &[TokenTree], at: usize) -> bool {
    let Some(TokenTree::Ident(word)) = tokens.get(at) else {
        return false;
    };
    Keyword::of(word).is_some()
        && match tokens.get(at + 1) {
            None => true,
            // A function or a variable that happens to be called so.
            Some(TokenTree::Punct(next)) => {
                matches!(next.as_char(), '|' | ',' | '#' | '&' | '<')
                    || (next.as_char() == ':' && next.spacing() == Spacing::Joint)
            }
            Some(_) => true,
        }
}

fn begins_unknown_stage(tokens: &[TokenTree], at: usize) -> bool {
    let Some(TokenTree::Ident(word)) = tokens.get(at) else {
        return false;
    };
    let stands_alone = !is_rust_keyword(word) || word == "else";
    stands_alone
        && match tokens.get(at + 1) {
            Some(TokenTree::Ident(next)) => next != "as",
            Some(next) => is_punct(next, '|') && word != "_",
            None => false,
        }
}

/// Whether a stage begins at `at` with no comma before it: two words, or a value and a word, that no expression has side by side.
fn lacks_comma(tokens: &[TokenTree], start: usize, at: usize) -> bool {
    if !begins_known_stage(tokens, at) {
        return false;
    }
    let callback_follows = match tokens.get(at + 1) {
        Some(TokenTree::Ident(_)) => true,
        Some(token) => is_punct(token, '|'),
        None => false,
    };
    if at >= start + 2 && is_attribute(&tokens[at - 2..at]) {
        return false;
    }
    let operand_before = match &tokens[at - 1] {
        TokenTree::Ident(word) => at > start + 1 && !is_rust_keyword(word),
        TokenTree::Punct(punct) => punct.as_char() == '?',
        _ => true,
    };
    callback_follows && operand_before && !in_parameters(&tokens[start..at])
}

pub fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// Words of Rust that an operand does not end with.
fn is_rust_keyword(word: &Ident) -> bool {
    const WORDS: [&str; 24] = [
        "as", "async", "break", "const", "continue", "dyn", "else", "for", "if", "impl", "in", "let", "loop",
        "match", "move", "mut", "ref", "return", "static", "unsafe", "where", "while", "yield", "box",
    ];
    WORDS.iter().any(|known| word == known)
}
