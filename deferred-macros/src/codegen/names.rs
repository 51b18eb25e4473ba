//! The identifiers of an expansion, and their spans: the user's token, or an empty span before it.
//!
//! The compiler reports a mistake at a place. So each name has the place where the user wrote what it is for, and
//! belongs to the user's own code, not to the macro: the mistake is then shown at the user's words, without a word
//! on the macro. All names of a chain have the hygiene context of its first word, since a macro may have written
//! the chain.
//!
//! An editor shows, for a word, the item at the word's place. So only the item that it is to show has that place:
//! the method that a keyword calls, and the checks of a callback. All other names have the place just before the
//! word.

use crate::parse::{Chain, Input};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

pub struct Names {
    context: Span,
    source: Span,
    /// The last stage, whose result is the chain's.
    end: Span,
    /// The place behind the last word of all.
    last: Span,
    /// The path to the crate.
    pub krate: TokenStream,
}

impl Names {
    pub fn of(chain: &Chain, krate: &TokenStream) -> Self {
        let first_stage = chain.stages.first().map(|stage| stage.span);
        let source = match &chain.input {
            Input::Source { tokens, .. } => first(tokens),
            Input::Stated { .. } | Input::Implied | Input::Missing => None,
        };
        let call = Span::call_site();
        let source_or_call = source.unwrap_or(call);
        Names {
            context: first_stage.or(source).unwrap_or(call),
            source: source_or_call,
            end: chain.stages.last().map_or(source_or_call, |stage| stage.span),
            last: chain.last,
            krate: krate.clone(),
        }
    }

    /// Names for an expansion at one place, which is its context too.
    pub fn at_one_place(place: Span, krate: &TokenStream) -> Self {
        Names { context: place, source: place, end: place, last: place, krate: krate.clone() }
    }

    /// A place in the chain's context.
    pub fn at(&self, place: Span) -> Span {
        self.context.located_at(place)
    }

    /// The place just before another, of no width. (Outside of the compiler, in tests, the place itself.)
    pub fn before(&self, place: Span) -> Span {
        let at = self.at(place);
        if proc_macro::is_available() { at.unwrap().start().into() } else { at }
    }

    /// The place just behind another, of no width.
    pub fn behind(&self, place: Span) -> Span {
        let at = self.at(place);
        if proc_macro::is_available() { at.unwrap().end().into() } else { at }
    }

    /// A call of a trait's function, which reaches from just before `begin` to just behind `end`, as does the path
    /// of the function: the compiler then shows a mistake in the call at that place, and not also at a part of it.
    pub fn call(
        &self,
        of: TokenStream,
        function: &str,
        arguments: TokenStream,
        (begin, end): (Span, Span),
    ) -> TokenStream {
        let (before, behind) = (self.before(begin), self.behind(end));
        let function = Ident::new(function, behind);
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
        arguments.set_span(behind);
        quote_spanned!(before=> __deferred::#of::#function #arguments)
    }

    /// A call without arguments on a borrowed variable, in an expression that reaches to the end of the chain.
    /// Where the type has to be known and is not, the compiler shows the user's words alone: it adds where the type
    /// had to be known only if that is another place. The variable is borrowed, since code after a value that
    /// cannot exist would be called unreachable.
    pub fn call_to_end(&self, of: &Ident, function: &str) -> TokenStream {
        let mut arguments = Group::new(Delimiter::Parenthesis, TokenStream::new());
        arguments.set_span(self.behind(self.last));
        let function = Ident::new(function, of.span());
        quote_spanned!(of.span()=> (*#of.#function #arguments))
    }

    /// A closure from the first word of the chain to its last.
    pub fn closure(&self, parameter: &TokenStream, body: &TokenStream) -> TokenStream {
        let (begin, end) = (self.before(self.context), self.behind(self.last));
        let (begin, end) = (quote_spanned!(begin=> move |), quote_spanned!(end=> | { #body }));
        quote!(#begin #parameter #end)
    }

    pub fn at_end(&self) -> Span {
        self.at(self.end)
    }

    pub fn at_source(&self) -> Span {
        self.at(self.source)
    }

    pub fn name(&self, name: &str, place: Span) -> Ident {
        Ident::new(&format!("__chain_{name}"), self.before(place))
    }

    pub fn before_source(&self) -> Span {
        self.before(self.source)
    }

    /// The chain's result, at the place of the last stage.
    pub fn given(&self) -> Ident {
        Ident::new("__chain_given", self.at_end())
    }

    pub fn source(&self) -> Ident {
        self.name("source", self.source)
    }

    /// The types of the point of that number, for code outside of the chain.
    pub fn seen(&self, number: usize) -> Ident {
        self.name(&format!("seen{number}"), self.source)
    }

    /// The chain as a whole.
    pub fn whole(&self) -> Ident {
        self.name("whole", self.source)
    }

    /// The variable of the chain's flavour.
    pub fn flavour(&self) -> Ident {
        self.name("flavour", self.source)
    }

    pub fn outcome(&self) -> Ident {
        self.name("outcome", self.source)
    }

    /// The continuation that begins with the stage of that number.
    pub fn rest(&self, number: usize) -> Ident {
        self.name(&format!("rest{number}"), self.source)
    }

    pub fn point(&self, number: usize) -> Ident {
        self.point_at(number, self.source)
    }

    /// The point before the stage of that number, named at `place`.
    pub fn point_at(&self, number: usize, place: Span) -> Ident {
        self.name(&format!("point{number}"), place)
    }

    pub fn stage(&self, number: usize, place: Span) -> Ident {
        self.name(&format!("stage{number}"), place)
    }

    pub fn waits(&self, number: usize, place: Span) -> Ident {
        self.name(&format!("waits{number}"), place)
    }

    /// The name of a member of `join!` or `list!`.
    pub fn member(&self, number: usize, place: Span) -> Ident {
        self.name(&format!("member{number}"), place)
    }

    /// The name of a callback's argument.
    pub fn argument(&self, number: usize, place: Span) -> Ident {
        self.name(&format!("argument{number}"), place)
    }
}

/// The place of the first of the tokens.
pub fn first(tokens: &TokenStream) -> Option<Span> {
    Some(tokens.clone().into_iter().next()?.span())
}
