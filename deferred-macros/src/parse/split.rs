//! Splits a chain into its source and its stages, without parsing the user's code between them.

use super::Errors;
use super::keyword::{Keyword, mistake};
use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};

/// The tokens before the first `;`, and what ends them.
pub struct Head {
    pub tokens: Vec<TokenTree>,
    /// The `;`, if there is one.
    pub end: Option<TokenTree>,
    /// The token after the head, if there is no `;`.
    pub next: Option<TokenTree>,
}

/// One stage, as written.
pub struct Piece {
    pub attributes: Vec<TokenTree>,
    /// The first word, or the token that is there instead of a word.
    pub word: Result<Ident, TokenTree>,
    /// The tokens after the word.
    pub rest: Vec<TokenTree>,
}

/// Splits off the tokens before the first `;`. Without a `;`, all tokens are stages, unless they begin like a
/// source.
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
                // A word before a stage is a variable, not a stage that is misspelled.
                Some(TokenTree::Ident(_))
                    if !begins_known_stage(&tokens, 0) && begins_known_stage(&tokens, 1) =>
                {
                    1
                }
                Some(first) if begins_stage(&tokens, 0) || begins_no_source(first) => 0,
                _ => (1..tokens.len())
                    .find(|&at| begins_known_stage(&tokens, at) && !is_method(&tokens, at))
                    .unwrap_or(tokens.len()),
            };
            (tokens.split_off(stages), None)
        }
    };
    let next = body.first().cloned();
    (Head { tokens, end, next }, body)
}

/// Whether the word at `at` is the name of a method in a call.
fn is_method(tokens: &[TokenTree], at: usize) -> bool {
    let is_called = matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    is_called && is_punct(&tokens[at - 1], '.')
}

/// Whether a chain with this first token has no source: it begins with an attribute, a surplus comma, or a callback
/// without its word.
fn begins_no_source(first: &TokenTree) -> bool {
    matches!(first, TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | ',' | '|'))
}

/// Splits the stages, at each comma that a stage follows.
pub fn stages(tokens: Vec<TokenTree>, errors: &mut Errors) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut stage = Reading::from(start);
    for at in 0..=tokens.len() {
        stage.read(&tokens, at);
        match tokens.get(at) {
            Some(token) if is_punct(token, ';') => {
                errors
                    .add(mistake(token.span(), "stages are separated by commas: expected `,` [E-no-comma]"));
            }
            Some(token) if is_punct(token, ',') && ends_stage(&tokens, &stage, at) => {}
            Some(_) if at > start && lacks_comma(&tokens, &stage, at) => {
                let TokenTree::Ident(word) = &tokens[at] else {
                    continue;
                };
                if !stage.has_no_end && at > start + 1 {
                    errors.add(mistake(word.span(), format!("expected `,` before `{word}` [E-no-comma]")));
                }
                pieces.extend(piece(&tokens[start..at], errors));
                start = at;
                stage = Reading::from(start);
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
        stage = Reading::from(start);
    }
    pieces
}

/// Takes off the attributes and the keyword.
fn piece(tokens: &[TokenTree], errors: &mut Errors) -> Option<Piece> {
    let attributes = tokens.chunks(2).take_while(|pair| is_attribute(pair)).count() * 2;
    let (attributes, rest) = tokens.split_at(attributes);
    let Some((first, rest)) = rest.split_first() else {
        errors.add(mistake(attributes[0].span(), "expected a stage after the attribute [E-unknown-stage]"));
        return None;
    };
    let word = match first {
        TokenTree::Ident(word) => Ok(word.clone()),
        other => Err(other.clone()),
    };
    Some(Piece { attributes: attributes.to_vec(), word, rest: rest.to_vec() })
}

fn is_attribute(pair: &[TokenTree]) -> bool {
    matches!(pair, [hash, TokenTree::Group(group)]
        if is_punct(hash, '#') && group.delimiter() == Delimiter::Bracket)
}

/// Whether the comma at `at` ends the stage before it: the comma is not one between parameters or types, and
/// something like a stage follows, or nothing.
fn ends_stage(tokens: &[TokenTree], stage: &Reading, at: usize) -> bool {
    let next = at + 1;
    if at == stage.start {
        return true;
    }
    if stage.in_returned_type() {
        return false;
    }
    if stage.in_parameters {
        return stage.has_no_end && begins_callback_stage(tokens, next);
    }
    match tokens.get(next) {
        None => true,
        Some(token) => {
            is_punct(token, ',')
                || is_punct(token, '|')
                || is_attribute(&tokens[next..tokens.len().min(next + 2)])
                || begins_stage(tokens, next)
                || (!is_timeout(&tokens[stage.start]) && calls_unknown_stage(tokens, next))
        }
    }
}

/// Whether a stage that cannot be a parameter begins at `at`.
fn begins_callback_stage(tokens: &[TokenTree], at: usize) -> bool {
    begins_known_stage(tokens, at)
        && match tokens.get(at + 1) {
            Some(TokenTree::Ident(_)) => true,
            Some(next) => is_punct(next, '|'),
            None => false,
        }
}

/// Whether the tokens end between the bars of a closure's parameters.
pub fn in_parameters(tokens: &[TokenTree]) -> bool {
    let mut reading = Reading::from(0);
    reading.read(tokens, tokens.len());
    reading.in_parameters
}

/// The state of reading a stage: each token is looked at once, however many commas there are.
struct Reading {
    start: usize,
    at: usize,
    /// Whether the tokens so far end between the bars of a closure's parameters.
    in_parameters: bool,
    /// Whether there was a bar.
    has_bars: bool,
    /// Whether the parameters of the stage's own closure are not closed: between the first bar, behind the stage's
    /// word or `move`, and the next.
    has_no_end: bool,
    /// The type behind the last `->`, if there is one.
    returned: Option<ReturnedType>,
}

/// The type behind a closure's `->`, as far as it was read.
#[derive(Default)]
struct ReturnedType {
    opened: usize,
    closed: usize,
    /// Whether the closure's body has begun.
    is_over: bool,
}

impl Reading {
    fn from(start: usize) -> Self {
        Reading { start, at: start, in_parameters: false, has_bars: false, has_no_end: false, returned: None }
    }

    /// Reads the tokens up to `end`.
    fn read(&mut self, tokens: &[TokenTree], end: usize) {
        while self.at < end {
            self.read_one(&tokens[self.start..], self.at - self.start);
            self.at += 1;
        }
    }

    fn read_one(&mut self, stage: &[TokenTree], at: usize) {
        let token = &stage[at];
        let previous = at.checked_sub(1).map(|before| &stage[before]);
        if is_punct(token, '>') && previous.is_some_and(|dash| is_punct(dash, '-') && is_joint(dash)) {
            self.returned = Some(ReturnedType::default());
        } else if let Some(returned) = &mut self.returned {
            returned.opened += usize::from(is_punct(token, '<'));
            returned.closed += usize::from(is_punct(token, '>'));
            returned.is_over |=
                matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        }
        if is_punct(token, '|') {
            self.has_no_end = !self.has_bars && matches!(at, 1 | 2);
            self.has_bars = true;
            let next_is_bar = stage.get(at + 1).is_some_and(|next| is_punct(next, '|'));
            if !self.in_parameters && is_joint(token) && next_is_bar {
                // An "or", or empty parameters: the second bar closes nothing.
                self.has_no_end = false;
                self.at += 1;
            } else if self.in_parameters || begins_expression(stage, at) {
                self.in_parameters = !self.in_parameters;
            }
        }
    }

    /// Whether the tokens so far end between the `<` and `>` of the type behind a closure's `->`.
    fn in_returned_type(&self) -> bool {
        self.returned.as_ref().is_some_and(|returned| !returned.is_over && returned.opened > returned.closed)
    }
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

/// Whether a stage seems to begin at `at`: a keyword, or another word where only a keyword makes sense.
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
            // A function or a variable with the name of a keyword.
            Some(TokenTree::Punct(next)) => {
                let is_hole = next.as_char() == '?'
                    && word == "raises"
                    && tokens.get(at + 2).is_none_or(|end| is_punct(end, ','));
                is_hole
                    || matches!(next.as_char(), '|' | ',' | '#' | '&' | '<')
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
            Some(next) if is_punct(next, ',') => {
                may_become_keyword(word) && (at + 2 == tokens.len() || begins_known_stage(tokens, at + 2))
            }
            Some(next) => is_punct(next, '|') && word != "_",
            None => at > 0 && may_become_keyword(word),
        }
}

/// Whether a stage with this first token is a `timeout`, which may lack its parentheses: a call behind a comma is its
/// second argument then.
fn is_timeout(first: &TokenTree) -> bool {
    matches!(first, TokenTree::Ident(word) if word == "timeout")
}

/// Whether a call stands at `at` by itself, where only a stage makes sense: `give_up_after(clock, WAIT)`. What has a comma of
/// its own before a call is a list of types, whose names are no such words.
fn calls_unknown_stage(tokens: &[TokenTree], at: usize) -> bool {
    let [TokenTree::Ident(word), TokenTree::Group(arguments), rest @ ..] = &tokens[at..] else {
        return false;
    };
    arguments.delimiter() == Delimiter::Parenthesis
        && may_become_keyword(word)
        && !is_rust_keyword(word)
        && rest.first().is_none_or(|next| is_punct(next, ','))
}

/// Whether the word has the form of a keyword.
fn may_become_keyword(word: &Ident) -> bool {
    word.to_string().starts_with(char::is_lowercase)
}

/// Whether a stage begins at `at` without a comma before it: two words, or a value and a word, that no expression
/// has side by side.
fn lacks_comma(tokens: &[TokenTree], reading: &Reading, at: usize) -> bool {
    let start = reading.start;
    if !begins_callback_stage(tokens, at) || (at >= start + 2 && is_attribute(&tokens[at - 2..at])) {
        return false;
    }
    let stage = &tokens[start..at];
    let before = &tokens[at - 1];
    if reading.in_parameters {
        let in_type = is_punct(before, ':') && !stage.iter().rev().nth(1).is_some_and(is_joint);
        let after_name = matches!(before, TokenTree::Ident(word) if at > start + 1 && !is_rust_keyword(word));
        return reading.has_no_end && (after_name || (in_type && begins_for_sure(tokens, at)));
    }
    match before {
        TokenTree::Ident(word) => (at > start + 1 || Keyword::of(word).is_none()) && !is_rust_keyword(word),
        TokenTree::Punct(punct) => match punct.as_char() {
            '?' => true,
            // A body that ends with a dot, as while somebody types; the keyword is not a field of that name.
            '.' => !stage.iter().rev().nth(1).is_some_and(is_joint) && begins_for_sure(tokens, at),
            _ => false,
        },
        _ => true,
    }
}

/// Whether the tokens after the keyword at `at` cannot follow a field or a type of that name: another word, or a
/// parameter that is ignored or has a type.
fn begins_for_sure(tokens: &[TokenTree], at: usize) -> bool {
    match &tokens[at + 1..] {
        [TokenTree::Ident(next), ..] => !is_rust_keyword(next),
        [_, TokenTree::Ident(parameter), next, ..] => {
            parameter == "_" || (is_punct(next, ':') && !is_joint(next))
        }
        _ => false,
    }
}

pub fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// The keywords of Rust that no operand ends with.
fn is_rust_keyword(word: &Ident) -> bool {
    const WORDS: [&str; 24] = [
        "as", "async", "break", "const", "continue", "dyn", "else", "for", "if", "impl", "in", "let", "loop",
        "match", "move", "mut", "ref", "return", "static", "unsafe", "where", "while", "yield", "box",
    ];
    WORDS.iter().any(|known| word == known)
}
