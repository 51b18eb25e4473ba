//! A stage: a keyword and what belongs to it.

use super::callback::{self, Argument, Callback};
use super::cut::{Piece, is_punct};
use super::keyword::{self, Keyword, mistake};
use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};
use syn::{Result, Type};

pub struct Stage {
    /// Lint attributes, as written.
    pub attributes: TokenStream,
    /// Where the keyword stands.
    pub span: Span,
    pub kind: StageKind,
}

pub enum StageKind {
    Then(Callback),
    ThenElse { callback: Callback, else_span: Span, errback: Callback },
    Catch { trap: Trap, handler: Callback },
    Both(Callback),
    Inspect(Callback),
    Finally { callback: Callback, sees_outcome: bool },
    Raises { errors: Vec<Type>, at_most: bool },
}

/// Which errors a handler takes.
pub enum Trap {
    /// What its parameter says: `catch |e: Timeout| ..`.
    Annotated,
    /// What was listed: `catch NotFound | Gone => ..`.
    Listed(Vec<Type>),
    /// Whatever is in flight.
    All,
}

pub fn parse(piece: Piece) -> Result<Stage> {
    let Piece { attributes, word, rest } = piece;
    let Some(keyword) = Keyword::of(&word) else {
        return Err(keyword::unknown(&word));
    };
    let span = word.span();
    let callback = |most| callback::parse(keyword.word(), span, &rest, 1, most);
    if keyword != Keyword::Then
        && let Some(at) = pair_else(&rest)
    {
        return Err(mistake(
            rest[at].span(),
            format!("`else` belongs to `then`; a `{}` has none [E-else-apart]", keyword.word()),
        ));
    }
    let kind = match keyword {
        Keyword::Then => then(span, &rest)?,
        Keyword::Catch => catch(span, &rest)?,
        Keyword::Both => StageKind::Both(callback(1)?),
        Keyword::Inspect => StageKind::Inspect(callback(1)?),
        Keyword::Finally => finally(span, &rest)?,
        Keyword::Raises => raises(&TokenTree::Ident(word), &rest)?,
    };
    Ok(Stage { attributes: lints(attributes)?, span, kind })
}

/// Attributes that say something of lints can stand on the statement that a stage becomes.
fn lints(attributes: Vec<TokenTree>) -> Result<TokenStream> {
    const LINTS: [&str; 5] = ["allow", "expect", "warn", "deny", "forbid"];
    for token in &attributes {
        if let TokenTree::Group(group) = token {
            let first = group.stream().into_iter().next();
            let is_lint =
                matches!(&first, Some(TokenTree::Ident(word)) if LINTS.iter().any(|lint| word == lint));
            if !is_lint {
                return Err(mistake(
                    group.span(),
                    "only lint attributes can stand before a stage, such as `#[allow(..)]` [E-no-lint]",
                ));
            }
        }
    }
    Ok(attributes.into_iter().collect())
}

fn then(span: Span, tokens: &[TokenTree]) -> Result<StageKind> {
    let Some(at) = pair_else(tokens) else {
        return Ok(StageKind::Then(callback::parse("then", span, tokens, 1, 1)?));
    };
    let else_span = tokens[at].span();
    let callback = callback::parse("then", span, &tokens[..at], 1, 1);
    let errback = callback::parse("else", else_span, &tokens[at + 1..], 1, 1);
    match (callback, errback) {
        (Ok(callback), Ok(errback)) => Ok(StageKind::ThenElse { callback, else_span, errback }),
        (Err(mut first), Err(second)) => {
            first.combine(second);
            Err(first)
        }
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
    }
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

fn catch(span: Span, tokens: &[TokenTree]) -> Result<StageKind> {
    let arrow = tokens.windows(2).position(|pair| is_punct(&pair[0], '=') && is_punct(&pair[1], '>'));
    if let Some(at) = arrow {
        let word = TokenTree::Ident(proc_macro2::Ident::new("catch", span));
        return Ok(StageKind::Catch {
            trap: Trap::Listed(error_set(&word, &tokens[..at])?),
            handler: callback::parse("catch", span, &tokens[at + 2..], 1, 1)?,
        });
    }
    if let Some(bar) = handler_after_errors(tokens) {
        return Err(mistake(bar.span(), "expected `=>` between the errors and their handler [E-no-arrow]"));
    }
    let handler = callback::parse("catch", span, tokens, 1, 1)?;
    if let Callback::Closure(closure) = &handler {
        says_which(&closure.parameters[0])?;
        if is_annotated(&closure.parameters[0])
            && let [TokenTree::Ident(name), bar, ..] = closure.body.as_slice()
            && is_punct(bar, '|')
            && is_type_name(&name.to_string())
        {
            let text = format!(
                "a handler of several errors lists them before it: `catch .. | {name} => |e| ..` [E-alternatives-in-a-parameter]"
            );
            return Err(mistake(name.span(), text));
        }
    }
    let trap = match &handler {
        Callback::Closure(closure) if is_annotated(&closure.parameters[0]) => Trap::Annotated,
        _ => Trap::All,
    };
    Ok(StageKind::Catch { trap, handler })
}

/// Whether the name is written as types are.
fn is_type_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}

/// Where the handler begins if it follows its errors with nothing in between: `Timeout | NotFound |_| ..`.
fn handler_after_errors(tokens: &[TokenTree]) -> Option<&TokenTree> {
    let begins_with_type =
        matches!(tokens, [TokenTree::Ident(word), next, ..] if word != "move" && is_punct(next, '|'));
    let mut bars = tokens.iter().filter(|token| is_punct(token, '|')).rev();
    bars.next();
    bars.next().filter(|_| begins_with_type)
}

/// A pattern that takes an error apart has to say the error's type.
fn says_which(parameter: &[TokenTree]) -> Result<()> {
    let name = parameter.iter().take_while(|token| !matches!(token, TokenTree::Group(_)));
    let name: TokenStream = name.cloned().collect();
    let takes_apart = matches!(parameter, [TokenTree::Ident(_), .., TokenTree::Group(_)]);
    if takes_apart && !is_annotated(parameter) {
        return Err(mistake(
            parameter[0].span(),
            format!(
                "a handler of one error says which: write its type behind the pattern, `: {name}` [E-catch-names-no-error]"
            ),
        ));
    }
    Ok(())
}

/// The type that a parameter says: what stands behind a `:` that is not half of a `::`.
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

fn finally(span: Span, tokens: &[TokenTree]) -> Result<StageKind> {
    let callback = callback::parse("finally", span, tokens, 0, 1)?;
    let sees_outcome = match &callback {
        Callback::Closure(closure) => !closure.parameters.is_empty(),
        Callback::Function(_) => false,
        Callback::Call { arguments, .. } => {
            arguments.iter().any(|argument| matches!(argument, Argument::Result(_)))
        }
    };
    Ok(StageKind::Finally { callback, sees_outcome })
}

fn raises(word: &TokenTree, tokens: &[TokenTree]) -> Result<StageKind> {
    let at_most =
        matches!(tokens, [TokenTree::Ident(at), TokenTree::Ident(most), ..] if at == "at" && most == "most");
    let errors = &tokens[if at_most { 2 } else { 0 }..];
    Ok(StageKind::Raises { errors: error_set(word, errors)?, at_most })
}

/// `A | B | C`, or `nothing`, after `word`.
pub fn error_set(word: &TokenTree, tokens: &[TokenTree]) -> Result<Vec<Type>> {
    if matches!(tokens, [TokenTree::Ident(word)] if word == "nothing") {
        return Ok(Vec::new());
    }
    if tokens.is_empty() {
        return Err(mistake(
            word.span(),
            format!(
                "expected the errors after `{word}`, as in `{word} Timeout | NotFound` [E-no-errors-named]"
            ),
        ));
    }
    let mut before = word;
    let mut named = Vec::new();
    tokens
        .split(|token| is_punct(token, '|'))
        .map(|ty| {
            let Some(last) = ty.last() else {
                return Err(mistake(
                    before.span(),
                    "expected a type of error on both sides of `|` [E-no-errors-named]",
                ));
            };
            before = last;
            let parts = callback::types_at_commas(ty);
            if parts.len() > 1 {
                let comma = &ty[parts[0].len()];
                return Err(mistake(
                    comma.span(),
                    "errors are separated by `|`, not by `,` [E-commas-between-errors]",
                ));
            }
            let tokens: TokenStream = ty.iter().cloned().collect();
            let name = tokens.to_string();
            if named.contains(&name) {
                return Err(mistake(ty[0].span(), format!("`{name}` is named twice [E-named-twice]")));
            }
            named.push(name);
            syn::parse2(tokens)
                .map_err(|_| mistake(ty[0].span(), "expected a type of error [E-no-errors-named]"))
        })
        .collect()
}
