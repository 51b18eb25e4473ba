//! Writes a callback: a closure, a path, or a call with a hole.

use super::names::{Names, first};
use crate::parse::{Argument, Callback, Closure, annotation, before_bar, is_punct, types_at_commas};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// A callback as an expression for a function of one argument, and its place.
pub struct Written {
    pub tokens: TokenStream,
    pub span: Span,
    /// The place of the last word by which the compiler shows the callback: of a closure's head, for its body may be long, and of a function's name.
    last: Span,
    /// The place of its last word, where the last token has another.
    end: Option<Span>,
    pub declares: Says,
    /// Whether the callback contains an `async`, so that its reply may be a future whose error type is open.
    pub is_async: bool,
}

/// How a callback declares its parameter.
pub enum Says {
    /// The type is not declared, and is inferred.
    Nothing,
    /// A closure's parameter has this type.
    Type(TokenStream),
    /// The callback is a function, which has a signature.
    Signature,
    /// The callback has a closure inside, which may declare a type.
    Inside,
}

/// The types whose one parameter is a set of errors.
const OF_A_SET: [&str; 6] = ["AllFailed", "Failure", "FirstError", "OneOf", "SomeFailed", "TooFew"];

impl Written {
    /// The type that the callback declares, and the set in it, as in `TooFew<Set>`, if it is not written as a tuple. Where it is none, the compiler says so
    /// of the declaration, and would say it again of whatever has to do with it.
    pub fn declares_set(&self) -> Option<(TokenStream, syn::Type)> {
        let Says::Type(declared) = &self.declares else { return None };
        let syn::Type::Path(path) = syn::parse2(declared.clone()).ok()? else { return None };
        let last = path.path.segments.last().filter(|last| OF_A_SET.iter().any(|name| last.ident == name))?;
        let syn::PathArguments::AngleBracketed(given) = &last.arguments else { return None };
        match given.args.first()? {
            syn::GenericArgument::Type(set @ syn::Type::Path(_)) if given.args.len() == 1 => {
                Some((declared.clone(), set.clone()))
            }
            _ => None,
        }
    }

    /// The words by which the compiler shows the callback, from the first to the last.
    pub fn shown(&self) -> (Span, Span) {
        (self.span, self.last)
    }

    /// The callback as the argument of a call. The call ends where the callback does, so that the compiler reports
    /// an unfinished body there.
    pub fn argument(&self) -> TokenTree {
        let mut group = Group::new(Delimiter::Parenthesis, self.tokens.clone());
        let last = || self.tokens.clone().into_iter().last().map(|last| last.span());
        group.set_span(self.end.or_else(last).unwrap_or(self.span));
        TokenTree::Group(group)
    }
}

/// Where the call ends that is given this callback, if its argument is more than a name.
pub fn end(callback: &Callback) -> Option<Span> {
    match callback {
        Callback::Closure(closure) => closure.body.last().map(TokenTree::span),
        Callback::Call { at, .. } => Some(*at),
        _ => None,
    }
}

pub fn write(callback: &Callback, names: &Names) -> Written {
    match callback {
        Callback::Closure(closure) if never_returns(&closure.body) => {
            let (head, body) = (&closure.head, &closure.body);
            Written {
                declares: declares(closure),
                ..headed(head, &quote!(-> __deferred::Never { #(#body)* }))
            }
        }
        _ => write_as_is(callback, names),
    }
}

/// Writes a callback whose reply is empty anyway.
pub fn write_as_is(callback: &Callback, names: &Names) -> Written {
    match callback {
        Callback::Closure(closure) => {
            let (head, body) = (&closure.head, &closure.body);
            Written { declares: declares(closure), ..headed(head, &quote!(#(#body)*)) }
        }
        Callback::Function(tokens) => {
            let declares = match said_at_the_end(tokens) {
                Some(ty) => Says::Type(ty),
                None if has_bar(tokens) => Says::Inside,
                None => Says::Signature,
            };
            Written { declares, ..written(tokens.clone()) }
        }
        Callback::Call { callee, arguments, at } => {
            let span = first(callee).unwrap_or_else(Span::call_site);
            let tokens = call(callee, arguments, *at, span, names);
            Written { tokens, span, last: *at, end: Some(*at), declares: Says::Nothing, is_async: false }
        }
        Callback::Missing => nowhere(quote!(__deferred::__private::unknown())),
        Callback::Bodiless(head) => {
            let declares = said_by(head);
            Written { declares, ..headed(head, &quote!(__deferred::__private::unknown())) }
        }
        Callback::Wrong(tokens) => nowhere(quote!(__deferred::__private::shown!(#tokens))),
    }
}

fn written(tokens: TokenStream) -> Written {
    let span = first(&tokens).unwrap_or_else(Span::call_site);
    let (is_async, last) = (has_async(&tokens), last(&tokens).unwrap_or(span));
    Written { tokens: without_delimiters(tokens), span, last, end: None, declares: Says::Nothing, is_async }
}

/// Writes a closure.
fn headed(head: &TokenStream, body: &TokenStream) -> Written {
    let written = written(quote!(#head #body));
    Written { last: last(head).unwrap_or(written.span), ..written }
}

/// Where the tokens end, if they are no block.
fn last(tokens: &TokenStream) -> Option<Span> {
    match tokens.clone().into_iter().last()? {
        TokenTree::Group(block) if block.delimiter() == Delimiter::Brace => Some(block.span_open()),
        token => Some(token.span()),
    }
}

fn has_async(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => has_async(&group.stream()),
        TokenTree::Ident(word) => word == "async",
        _ => false,
    })
}

/// Writes a callback that the user did not write.
fn nowhere(tokens: TokenStream) -> Written {
    let span = Span::call_site();
    Written { tokens, span, last: span, end: None, declares: Says::Nothing, is_async: false }
}

fn declares(closure: &Closure) -> Says {
    closure.parameters.first().map_or(Says::Nothing, |parameter| said_in(parameter))
}

/// The declaration in the head of a closure, which has one parameter at most.
fn said_by(head: &TokenStream) -> Says {
    let tokens: Vec<_> = head.clone().into_iter().collect();
    let mut parameters = tokens.split(|token| is_punct(token, '|'));
    parameters.nth(1).map_or(Says::Nothing, said_in)
}

fn said_in(parameter: &[TokenTree]) -> Says {
    annotation(parameter).map_or(Says::Nothing, |ty| Says::Type(ty.iter().cloned().collect()))
}

/// The declaration of the closure with which a block of statements ends. If the block has items, only the block may
/// know its types.
fn said_at_the_end(tokens: &TokenStream) -> Option<TokenStream> {
    const ITEMS: [&str; 8] = ["use", "type", "struct", "enum", "union", "trait", "mod", "macro_rules"];
    let [TokenTree::Group(block)] = &tokens.clone().into_iter().collect::<Vec<_>>()[..] else { return None };
    if block.delimiter() != Delimiter::Brace {
        return None;
    }
    let inside: Vec<_> = block.stream().into_iter().collect();
    let is_item =
        |token: &TokenTree| matches!(token, TokenTree::Ident(word) if ITEMS.iter().any(|item| word == item));
    if inside.iter().any(is_item) {
        return None;
    }
    let closure = inside.rsplit(|token| is_punct(token, ';')).next()?;
    let (bar, parameters) = closure.get(before_bar(closure)..)?.split_first()?;
    if !is_punct(bar, '|') {
        return None;
    }
    let parameters = types_at_commas(parameters.split(|token| is_punct(token, '|')).next()?);
    let [parameter] = &parameters[..] else { return None };
    annotation(parameter).map(|ty| ty.iter().cloned().collect())
}

/// Whether the tokens may contain a closure, whose parameter's type has to be inferred.
fn has_bar(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => has_bar(&group.stream()),
        token => is_punct(&token, '|'),
    })
}

/// The callback without parentheses or braces around all of it, which the compiler would call superfluous, unless
/// they are needed. A closure is not put into an arm, since its parameter's type would not be inferred there from
/// the call.
fn without_delimiters(tokens: TokenStream) -> TokenStream {
    let mut all = tokens.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (all.next(), all.next()) else {
        return tokens;
    };
    let inside = group.stream();
    match group.delimiter() {
        Delimiter::Brace if inside.clone().into_iter().any(|token| is_punct(&token, ';')) => tokens,
        Delimiter::Brace => quote!(match () { () => #tokens }),
        Delimiter::Parenthesis
            if !inside.is_empty() && !inside.clone().into_iter().any(|token| is_punct(&token, ',')) =>
        {
            inside
        }
        _ => tokens,
    }
}

/// Whether a callback ends with a dot, as while somebody types. The compiler reports a missing name then, and the
/// reply is unknown.
pub fn is_unfinished(callback: &Callback) -> bool {
    matches!(callback, Callback::Closure(closure) if ends_with_dot(&closure.body))
}

fn ends_with_dot(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Group(block)] if block.delimiter() == Delimiter::Brace => {
            ends_with_dot(&block.stream().into_iter().collect::<Vec<_>>())
        }
        [.., first, second] if is_punct(first, '.') && is_punct(second, '.') => false,
        [.., last] => is_punct(last, '.'),
        [] => false,
    }
}

/// Whether a closure's body is a `todo!()` or the like, or a block that ends in one and returns nothing before. Its
/// type is open; declared as never returning, it fits everywhere.
fn never_returns(body: &[TokenTree]) -> bool {
    const NEVER: [&str; 4] = ["panic", "todo", "unimplemented", "unreachable"];
    match body {
        [TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(_)] => {
            bang.as_char() == '!' && NEVER.iter().any(|never| name == never)
        }
        [TokenTree::Group(block)] if block.delimiter() == Delimiter::Brace => {
            let tokens: Vec<_> = block.stream().into_iter().collect();
            let end = tokens.iter().rposition(|token| !is_punct(token, ';')).map_or(0, |last| last + 1);
            let begin = tokens[..end].iter().rposition(|token| is_punct(token, ';')).map_or(0, |at| at + 1);
            never_returns(&tokens[begin..end]) && !gives_before(&tokens[..begin])
        }
        _ => false,
    }
}

/// Whether one of these statements returns before their end.
fn gives_before(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Ident(word) => word == "return",
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Group(group) => gives_before(&group.stream().into_iter().collect::<Vec<_>>()),
        TokenTree::Literal(_) => false,
    })
}

/// `render(_, &theme)`: the other arguments are evaluated now, and the call is made with the result.
///
/// The compiler's suggestions depend on places: where an argument begins and ends, and where the parentheses are.
/// So the call has the user's parentheses, each argument reaches from its first word to its last (a name alone has
/// one place, so an argument that is kept is a tuple's field), and the result is at the place of the `_`.
fn call(callee: &TokenStream, arguments: &[Argument], at: Span, span: Span, names: &Names) -> TokenStream {
    // The compiler names it where what the call gives borrows from it. The user's own `result` is another variable.
    let result = |place| Ident::new("result", names.at(place));
    let result_before = |place| Ident::new("result", names.before(place));
    let mut now = TokenStream::new();
    let mut passed = TokenStream::new();
    let mut parameter = TokenStream::new();
    for (number, argument) in arguments.iter().enumerate() {
        let argument = match argument {
            Argument::Result { by, span } => {
                let (given, result) = (result_before(*span), result(*span));
                let mutable = mutable(by);
                parameter = quote_spanned!(names.before(*span)=> #mutable #given);
                quote!(#by #result)
            }
            Argument::Value(value) => {
                let (begin, end) = ends(value, span);
                let name = names.argument(number, begin);
                now.extend(quote_spanned!(name.span()=> let #name = (#value,);));
                let mut inside = Literal::usize_unsuffixed(0);
                inside.set_span(names.at(end));
                quote!(#name.#inside)
            }
            Argument::Lent { by, place } => {
                let (begin, end) = ends(place, span);
                let (name, mutable) = (names.argument(number, begin), mutable(by));
                now.extend(quote_spanned!(name.span()=> let #mutable #name = #place;));
                // A borrowed place has no width, or the compiler would take it for the place that moves.
                let mut lent = name.clone();
                lent.set_span(names.behind(end));
                quote!(#by #lent)
            }
        };
        passed.extend(quote!(#argument,));
    }
    let mut parentheses = Group::new(Delimiter::Parenthesis, passed);
    parentheses.set_span(at);
    let call = quote_spanned!(span=> move |#parameter| #callee #parentheses);
    // The compiler must not call braces superfluous that the user did not write; without the braces it would call
    // the closure so.
    let braces = if now.is_empty() { Span::call_site() } else { names.at(span) };
    quote_spanned!(braces=> {
        #now
        #call
    })
}

/// The places of the first and the last word of an argument.
fn ends(argument: &TokenStream, otherwise: Span) -> (Span, Span) {
    let begin = first(argument).unwrap_or(otherwise);
    (begin, argument.clone().into_iter().last().map_or(begin, |last| last.span()))
}

fn mutable(by: &TokenStream) -> Option<TokenTree> {
    by.clone().into_iter().find(|token| matches!(token, TokenTree::Ident(word) if word == "mut"))
}

#[cfg(test)]
mod tests {
    use super::{ends_with_dot, has_async, never_returns};
    use proc_macro2::{TokenStream, TokenTree};

    fn are(bodies: &[&str], expected: bool, rule: fn(&[TokenTree]) -> bool) {
        for body in bodies {
            let tokens: TokenStream = body.parse().expect("delimiters are balanced");
            assert_eq!(rule(&tokens.into_iter().collect::<Vec<_>>()), expected, "{body}");
        }
    }

    #[test]
    fn an_async_block_or_closure_is_seen_at_any_depth() {
        let has_async = |tokens: &[TokenTree]| has_async(&tokens.iter().cloned().collect());
        are(&["async { a }", "{ a; async |b| b }", "f(g(async move { a }))"], true, has_async);
        are(&["a", "f(g)", "{ asynchronous(a) }"], false, has_async);
    }

    #[test]
    fn a_body_that_ends_with_a_dot_is_not_finished() {
        are(&["a.", "{ a. }", "{ a; { b. } }"], true, ends_with_dot);
        are(&["a", "0..", "f(a.)", "[a.]", "{ a. }.b", "{ 0.. }", "", "{}"], false, ends_with_dot);
    }

    #[test]
    fn a_body_never_returns_if_it_ends_in_a_panic_and_gives_nothing_before() {
        are(&["todo!()", "{ panic!(a) }", "{ a; todo!(); }", "{ { unreachable!() } }"], true, never_returns);
        are(
            &["a", "todo!().b", "{ a?; todo!() }", "{ todo!(); a }", "(todo!())", "[todo!()]", "write!(a)"],
            false,
            never_returns,
        );
    }
}
