//! `#[raises(A, B)]`: a function whose `?` merges errors into the set that it names.
//!
//! The return type `T` becomes a `Result` of `T` and one of the errors, and each `?` of the body asks the set to take what
//! it is given. The `?` of a closure, of an async block and of a function inside belong to those, and stay as they are.

use crate::parse::{is_punct, mistake};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Error, Path, Token, Type};

/// What stands in the attribute's parentheses.
struct Named {
    /// The set, as a tuple.
    set: TokenStream,
    /// Where `deferred` is.
    krate: TokenStream,
    /// What is wrong with how it is written.
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
            let mut body_with = Group::new(Delimiter::Brace, {
                let asks = quote_spanned!(Span::mixed_site()=> #[allow(unused_imports, reason = "there may be no `?`")] use #krate::raising::{Asks as _, AsksForOne as _};);
                quote!(#asks #inside)
            });
            body_with.set_span(body.span());
            TokenTree::Group(body_with)
        }
        end => end.clone(),
    };
    Ok(quote!(#mistake #(#head)* -> ::core::result::Result<#value, #krate::OneOf<#set>> #(#rest)* #body))
}

/// The errors that are named, and `crate = path` behind them.
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

/// The function up to the end of its parameters, the type that it gives, its `where`, and its body, or the semicolon in place of it.
fn cut(tokens: &[TokenTree]) -> Result<Cut<'_>, Error> {
    let is_word = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(found) if found == word);
    let no_function = || {
        let first = tokens.first().map_or(Span::call_site(), TokenTree::span);
        mistake(first, "`#[raises(..)]` stands before a function [E-raises-before-no-function]")
    };
    let function = tokens.iter().position(|token| is_word(token, "fn")).ok_or_else(no_function)?;
    let (end, before) = tokens.split_last().ok_or_else(no_function)?;
    let mut depth = 0_usize;
    let parameters = (function..before.len())
        .find(|&at| {
            let arrow = at > 0 && is_punct(&tokens[at - 1], '-');
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
    let value = match value {
        [dash, arrow, value @ ..] if is_punct(dash, '-') && is_punct(arrow, '>') => value,
        _ => &[],
    };
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

/// The tokens, in which each `?` asks the set to take what it is given.
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
                let set = &named.set;
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

/// Whether a `?` behind these tokens is asked of an expression, and does not stand before a bound.
fn asks(before: &[TokenTree]) -> bool {
    match before.last() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '?' && asks(&before[..before.len() - 1]),
        Some(_) => true,
        None => false,
    }
}

/// Where what begins here ends, if its question marks are its own: a closure, an async block, a function, a macro's definition.
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
        if is_block(end + 1) {
            return Some(end + 2);
        }
        if gives_type {
            return (end + 1..tokens.len()).find(|&at| is_block(at)).map(|block| block + 1);
        }
        return Some(end_of_expression(tokens, end + 1));
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
        Some(TokenTree::Ident(word)) => ["return", "in", "else", "match"].iter().any(|known| word == known),
        Some(_) => false,
    }
}

fn is_punct_at(tokens: &[TokenTree], at: usize, punct: char) -> bool {
    tokens.get(at).is_some_and(|token| is_punct(token, punct))
}

/// The comma or semicolon behind the expression from `start` on; a comma between `::<` and `>` is none.
fn end_of_expression(tokens: &[TokenTree], start: usize) -> usize {
    let mut depth = 0_usize;
    for at in start..tokens.len() {
        let before = |punct| at > start && is_punct(&tokens[at - 1], punct);
        match &tokens[at] {
            token if is_punct(token, '<') && (depth > 0 || before(':')) => depth += 1,
            token if is_punct(token, '>') && !before('-') => depth = depth.saturating_sub(1),
            token if depth == 0 && (is_punct(token, ',') || is_punct(token, ';')) => return at,
            _ => {}
        }
    }
    tokens.len()
}
