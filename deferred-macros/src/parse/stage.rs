//! Parses a stage: its keyword, its callback and, for `catch`, the errors that it takes.

use super::Errors;
use super::callback;
use super::callback::{Argument, Callback, Closure};
use super::keyword;
use super::keyword::{Keyword, mistake};
use super::split::{Piece, is_punct};
use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};
use syn::{Error, Type, TypeTuple};

pub struct Stage {
    /// The lint attributes, as written.
    pub attributes: TokenStream,
    /// The place of the keyword.
    pub span: Span,
    pub kind: StageKind,
    /// The mistake in the stage. The types after the stage are unknown then.
    pub mistake: Option<Error>,
}

pub enum StageKind {
    Then(Callback),
    ThenElse {
        callback: Callback,
        else_span: Span,
        errback: Callback,
    },
    Catch {
        trap: Trap,
        handler: Callback,
    },
    Both(Callback),
    Inspect(Callback),
    Finally {
        callback: Callback,
        sees_outcome: bool,
    },
    /// The clock and the time.
    Timeout(Option<[TokenStream; 2]>),
    Raises {
        errors: Vec<Type>,
        at_most: bool,
    },
    /// `raises ?`: the question what is in flight.
    Hole(Span),
    /// A word that may become a keyword yet.
    Word(TokenTree),
    /// Tokens that are no stage.
    Unknown(TokenStream),
}

impl StageKind {
    /// The callback at the end of the stage.
    pub fn callback(&self) -> Option<&Callback> {
        match self {
            StageKind::Then(callback)
            | StageKind::ThenElse { errback: callback, .. }
            | StageKind::Catch { handler: callback, .. }
            | StageKind::Both(callback)
            | StageKind::Inspect(callback)
            | StageKind::Finally { callback, .. } => Some(callback),
            _ => None,
        }
    }
}

/// The errors of a handler.
pub enum Trap {
    /// The type of the handler's parameter: `catch |e: Timeout| ..`.
    Annotated,
    /// A list: `catch NotFound | Gone => ..`.
    Listed(Vec<Type>),
    /// Any of the errors in flight, as one of them: `catch |e: OneOf<_>| ..`.
    Any,
    /// Whatever is in flight.
    All,
}

pub fn parse(piece: Piece) -> Stage {
    let Piece { attributes, word, rest } = piece;
    let mut errors = Errors::default();
    let span = word.as_ref().map_or_else(TokenTree::span, |word| word.span());
    let kind = match word {
        Ok(word) => match Keyword::of(&word) {
            Some(keyword) => kind(keyword, span, &rest, &mut errors),
            None => {
                errors.add(keyword::unknown(&word));
                unknown(word.into(), span, &rest)
            }
        },
        Err(other) => {
            errors.add(mistake(
                span,
                "expected a stage: `then`, `catch`, `both`, `inspect`, `finally`, `timeout` or `raises` [E-unknown-stage]",
            ));
            StageKind::Unknown(std::iter::once(other).chain(rest).collect())
        }
    };
    let attributes = lints(attributes, &mut errors);
    Stage { attributes, span, kind, mistake: errors.0 }
}

/// A stage that begins with another word: that is its mistake, and the only one.
fn unknown(word: TokenTree, span: Span, rest: &[TokenTree]) -> StageKind {
    let meant = match &word {
        TokenTree::Ident(word) => Keyword::meant_by(word),
        _ => None,
    };
    match meant {
        _ if rest.is_empty() => StageKind::Word(word),
        Some(keyword) => kind(keyword, span, rest, &mut Errors::default()),
        None => StageKind::Unknown(rest.iter().cloned().collect()),
    }
}

fn kind(keyword: Keyword, span: Span, rest: &[TokenTree], errors: &mut Errors) -> StageKind {
    if keyword != Keyword::Then
        && let Some(at) = pair_else(rest)
    {
        errors.add(mistake(
            rest[at].span(),
            format!("`else` belongs to `then`; a `{}` has none [E-else-apart]", keyword.word()),
        ));
        return kind(keyword, span, &rest[..at], &mut Errors::default());
    }
    match keyword {
        Keyword::Then => then(span, rest, errors),
        Keyword::Catch => catch(span, rest, errors),
        Keyword::Both => StageKind::Both(callback::parse("both", span, rest, 1, 1, errors)),
        Keyword::Inspect => StageKind::Inspect(callback::parse("inspect", span, rest, 1, 1, errors)),
        Keyword::Finally => finally(span, rest, errors),
        Keyword::Timeout => StageKind::Timeout(timeout(span, rest, errors)),
        Keyword::Raises => raises(span, rest, errors),
    }
}

/// Lint attributes can stand on the statement that a stage becomes.
fn lints(attributes: Vec<TokenTree>, errors: &mut Errors) -> TokenStream {
    const LINTS: [&str; 5] = ["allow", "expect", "warn", "deny", "forbid"];
    for token in &attributes {
        if let TokenTree::Group(group) = token {
            let first = group.stream().into_iter().next();
            let is_lint =
                matches!(&first, Some(TokenTree::Ident(word)) if LINTS.iter().any(|lint| word == lint));
            if !is_lint {
                errors.add(mistake(
                    group.span(),
                    "only lint attributes can stand before a stage, such as `#[allow(..)]` [E-no-lint]",
                ));
                return TokenStream::new();
            }
        }
    }
    attributes.into_iter().collect()
}

fn then(span: Span, tokens: &[TokenTree], errors: &mut Errors) -> StageKind {
    let Some(at) = pair_else(tokens) else {
        return StageKind::Then(callback::parse("then", span, tokens, 1, 1, errors));
    };
    let else_span = tokens[at].span();
    let callback = callback::parse("then", span, &tokens[..at], 1, 1, errors);
    let errback = callback::parse("else", else_span, &tokens[at + 1..], 1, 1, errors);
    StageKind::ThenElse { callback, else_span, errback }
}

/// The `else` of a pair: one that does not belong to an `if` before it.
fn pair_else(tokens: &[TokenTree]) -> Option<usize> {
    let mut open_ifs = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Ident(word) = token else { continue };
        if word == "if" {
            open_ifs += 1;
        }
        if word == "else" {
            let goes_on = match tokens.get(at + 1) {
                Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
                Some(TokenTree::Ident(next)) => next == "if",
                _ => false,
            };
            if open_ifs == 0 || !goes_on {
                return Some(at);
            }
            open_ifs -= 1;
        }
    }
    None
}

fn catch(span: Span, tokens: &[TokenTree], errors: &mut Errors) -> StageKind {
    let word = TokenTree::Ident(proc_macro2::Ident::new("catch", span));
    let arrow = tokens.windows(2).position(|pair| is_punct(&pair[0], '=') && is_punct(&pair[1], '>'));
    if let Some(at) = arrow.filter(|_| !callback::begins_closure(tokens)) {
        return StageKind::Catch {
            trap: Trap::Listed(error_set(&word, &tokens[..at], errors)),
            handler: callback::parse("catch", span, &tokens[at + 2..], 1, 1, errors),
        };
    }
    if let Some(at) = handler_after_errors(tokens) {
        errors.add(mistake(
            tokens[at].span(),
            "expected `=>` between the errors and their handler [E-no-arrow]",
        ));
        let unheard = &mut Errors::default();
        return StageKind::Catch {
            trap: Trap::Listed(error_set(&word, &tokens[..at], unheard)),
            handler: callback::parse("catch", span, &tokens[at..], 1, 1, unheard),
        };
    }
    let handler = callback::parse("catch", span, tokens, 1, 1, errors);
    let trap = match &handler {
        Callback::Closure(closure) => annotation(&closure.parameters[0]).map_or(Trap::All, annotated),
        Callback::Bodiless(_) if is_annotated(tokens) => Trap::Annotated,
        _ => Trap::All,
    };
    if let Callback::Closure(closure) = &handler
        && let Some(error) = says_too_little(&closure.parameters[0]).or_else(|| names_several(closure))
    {
        errors.add(error);
        return StageKind::Catch { trap, handler: Callback::Wrong(tokens.iter().cloned().collect()) };
    }
    StageKind::Catch { trap, handler }
}

/// The errors of a parameter of that type: all that are in flight where the type leaves them open.
fn annotated(ty: &[TokenTree]) -> Trap {
    let is = |token: &TokenTree, name: &str| matches!(token, TokenTree::Ident(word) if word == name);
    match ty {
        [open] if is(open, "_") => Trap::All,
        [.., held, less, open, more] if is_punct(less, '<') && is(open, "_") && is_punct(more, '>') => {
            if is(held, "Failure") {
                Trap::All
            } else if is(held, "OneOf") {
                Trap::Any
            } else {
                Trap::Annotated
            }
        }
        _ => Trap::Annotated,
    }
}

/// A parameter has one type: in `|e: Timeout | NotFound|` the second bar would begin the body.
fn names_several(closure: &Closure) -> Option<Error> {
    match closure.body.as_slice() {
        [TokenTree::Ident(name), bar, ..]
            if is_annotated(&closure.parameters[0])
                && is_punct(bar, '|')
                && is_type_name(&name.to_string()) =>
        {
            let text = format!(
                "a handler of several errors lists them before it: `catch .. | {name} => |e| ..` [E-alternatives-in-a-parameter]"
            );
            Some(mistake(name.span(), text))
        }
        _ => None,
    }
}

/// Whether the name is written as types are.
fn is_type_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}

/// The index of a handler that follows its errors with nothing in between: `Timeout | NotFound |_| ..`.
fn handler_after_errors(tokens: &[TokenTree]) -> Option<usize> {
    let mut bars = (0..tokens.len()).rev().filter(|&at| is_punct(&tokens[at], '|'));
    bars.next();
    let at = bars.next()?;
    // `catch(Timeout) |_| ..` is read as a call: the compiler would warn of a type's parentheses beside the mistake.
    let is_type = |tokens: &[TokenTree]| matches!(syn::parse2(tokens.iter().cloned().collect()), Ok(ty) if !matches!(ty, Type::Paren(_)));
    tokens[..at].split(|token| is_punct(token, '|')).all(is_type).then_some(at)
}

/// The mistake of an error's pattern without the error's type.
fn says_too_little(parameter: &[TokenTree]) -> Option<Error> {
    let name = parameter.iter().take_while(|token| !matches!(token, TokenTree::Group(_)));
    let name: TokenStream = name.cloned().collect();
    let is_pattern = match parameter {
        [TokenTree::Ident(name)] => is_type_name(&name.to_string()),
        parameter => matches!(parameter, [TokenTree::Ident(_), .., TokenTree::Group(_)]),
    };
    (is_pattern && !is_annotated(parameter)).then(|| {
        mistake(
            parameter[0].span(),
            format!("a handler of one error says which: write its type behind the pattern, `: {name}` [E-catch-names-no-error]"),
        )
    })
}

/// The type of a parameter: the tokens behind a `:` that is not half of a `::`.
pub fn annotation(parameter: &[TokenTree]) -> Option<&[TokenTree]> {
    let half = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ':' && p.spacing() == Spacing::Joint);
    let colon = parameter.iter().enumerate().position(|(at, token)| {
        let second = at.checked_sub(1).is_some_and(|before| half(&parameter[before]));
        is_punct(token, ':') && !half(token) && !second
    })?;
    Some(&parameter[colon + 1..])
}

fn is_annotated(parameter: &[TokenTree]) -> bool {
    annotation(parameter).is_some()
}

fn finally(span: Span, tokens: &[TokenTree], errors: &mut Errors) -> StageKind {
    let callback = callback::parse("finally", span, tokens, 0, 1, errors);
    let sees_outcome = match &callback {
        Callback::Closure(closure) => !closure.parameters.is_empty(),
        Callback::Call { arguments, .. } => {
            arguments.iter().any(|argument| matches!(argument, Argument::Result { .. }))
        }
        Callback::Bodiless(_) => {
            !matches!(tokens, [.., first, second] if is_punct(first, '|') && is_punct(second, '|'))
        }
        Callback::Function(_) | Callback::Missing | Callback::Wrong(_) => false,
    };
    StageKind::Finally { callback, sees_outcome }
}

/// Parses `(clock, time)`.
fn timeout(span: Span, tokens: &[TokenTree], errors: &mut Errors) -> Option<[TokenStream; 2]> {
    let given = match tokens {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let inside: Vec<_> = group.stream().into_iter().collect();
            let parts = inside.split(|token| is_punct(token, ','));
            let mut parts: Vec<TokenStream> = parts.map(|part| part.iter().cloned().collect()).collect();
            if parts.last().is_some_and(TokenStream::is_empty) {
                parts.pop();
            }
            parts.try_into().ok()
        }
        _ => None,
    };
    let given: Option<[TokenStream; 2]> =
        given.filter(|parts: &[TokenStream; 2]| !parts.iter().any(TokenStream::is_empty));
    if given.is_none() {
        errors.add(mistake(
            span,
            "`timeout` is given a clock and a time: `timeout(&clock, Duration::from_secs(5))` [E-timeout-arguments]",
        ));
    }
    given
}

fn raises(span: Span, tokens: &[TokenTree], errors: &mut Errors) -> StageKind {
    let word = TokenTree::Ident(proc_macro2::Ident::new("raises", span));
    let at_most =
        matches!(tokens, [TokenTree::Ident(at), TokenTree::Ident(most), ..] if at == "at" && most == "most");
    if let [TokenTree::Ident(at), others @ ..] = tokens
        && at == "at"
        && !at_most
        && !others.first().is_some_and(|next| is_punct(next, '|'))
    {
        let text = "expected `most` after `at`: write `raises at most Timeout`, or `raises Timeout` for exactly that [E-no-errors-named]";
        errors.add(mistake(at.span(), text));
        return StageKind::Raises { errors: error_set(&word, others, &mut Errors::default()), at_most: true };
    }
    let named = &tokens[if at_most { 2 } else { 0 }..];
    if let [hole] = named
        && is_punct(hole, '?')
    {
        return StageKind::Hole(hole.span());
    }
    StageKind::Raises { errors: error_set(&word, named, errors), at_most }
}

/// Parses `A | B | C`, or `nothing`, after `word`; returns the types that are understood.
pub fn error_set(word: &TokenTree, tokens: &[TokenTree], errors: &mut Errors) -> Vec<Type> {
    if matches!(tokens, [TokenTree::Ident(word)] if word == "nothing") {
        return Vec::new();
    }
    if tokens.is_empty() {
        errors.add(mistake(
            word.span(),
            format!(
                "expected the errors after `{word}`, as in `{word} Timeout | NotFound` [E-no-errors-named]"
            ),
        ));
        return Vec::new();
    }
    let mut before = word;
    let mut named = Vec::new();
    let mut types = Vec::new();
    let is_alone = !tokens.iter().any(|token| is_punct(token, '|'));
    for alternative in tokens.split(|token| is_punct(token, '|')) {
        let Some(last) = alternative.last() else {
            errors.add(mistake(
                before.span(),
                "expected a type of error on both sides of `|` [E-no-errors-named]",
            ));
            continue;
        };
        before = last;
        let parts = callback::types_at_commas(alternative);
        if parts.len() > 1 {
            let comma = &alternative[parts[0].len()];
            errors.add(mistake(
                comma.span(),
                "errors are separated by `|`, not by `,` [E-commas-between-errors]",
            ));
        }
        for part in parts {
            let first = part[0].span();
            let tokens: TokenStream = part.into_iter().collect();
            let name = tokens.to_string();
            if named.contains(&name) {
                errors.add(mistake(first, format!("`{name}` is named twice [E-named-twice]")));
                continue;
            }
            named.push(name);
            match syn::parse2(tokens) {
                Ok(Type::Infer(_)) => errors.add(mistake(
                    first,
                    "`_` names no error; what handles them all is `catch |failure| ..` [E-no-errors-named]",
                )),
                Ok(Type::Tuple(tuple)) if is_alone && lists_errors(&tuple) => {
                    let text = "errors are separated by `|`, as in `Timeout | NotFound`, and are no tuple [E-commas-between-errors]";
                    errors.add(mistake(first, text));
                    types.extend(tuple.elems);
                }
                Ok(ty) => types.push(ty),
                Err(_) => errors.add(mistake(first, "expected a type of error [E-no-errors-named]")),
            }
        }
    }
    types
}

/// Whether a tuple consists of names of types, as the set in a signature does. Another tuple may be an error
/// itself.
fn lists_errors(tuple: &TypeTuple) -> bool {
    let is_named = |ty: &Type| matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| is_type_name(&last.ident.to_string())));
    !tuple.elems.is_empty() && tuple.elems.iter().all(is_named)
}
