//! Writes how a callback's reply is worked out: its value, and the errors that it adds.

use super::callback;
use super::callback::Says;
use super::diagnostics;
use super::diagnostics::{is_known, typed};
use super::draft::Draft;
use super::names::first;
use crate::parse::Trap;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// How many calls add the errors of one callback, of which there are 16 at most: see `expansion/adding.rs`.
const ADDS: usize = 6;

/// The calls that add the errors of a callback to a set.
pub fn adds(at: Span) -> TokenStream {
    std::iter::repeat_n(quote_spanned!(at=> .__add()), ADDS).collect()
}

/// Where a type begins.
pub fn place(ty: &syn::Type) -> Span {
    first(&quote!(#ty)).unwrap_or_else(Span::call_site)
}

impl Draft<'_> {
    /// Checks that each of several named errors is named once, by whatever name.
    pub fn named_once(
        &self,
        errors: &[syn::Type],
        duplicates: &TokenStream,
        proof: &Ident,
    ) -> Option<TokenStream> {
        let [first, .., last] = errors else { return None };
        let places = (place(first), place(last));
        let question = quote_spanned!(self.names.before(places.0)=> #duplicates.__query_once());
        Some(diagnostics::ask_of(&question, "NamesOnce", proof, self.names, places))
    }

    /// Checks that the errors of a handler can be in flight, and gives the handler the errors that it traps.
    pub fn trapping(&self, callback: &Ident, trap: &Trap, f: &callback::Written) -> TokenStream {
        let (before, all, trapped) = (self.before(), self.name("all"), self.name("trapped"));
        let at = self.names.before(self.stage.span);
        let known_reply = self.known_reply(callback);
        let ask = |types: TokenStream, place: Span| {
            let before = self.names.before(place);
            let known = quote_spanned!(before=> #types.__query_known());
            let known = diagnostics::ask(&known, "IsKnownToRaise", &trapped, self.names, place);
            let missing = quote_spanned!(before=> #trapped.__query_trapped().__missing());
            let possible = diagnostics::ask(&missing, "CanRaise", &trapped, self.names, place);
            quote!(#known #possible)
        };
        let whole = quote!(#callback.handling());
        let asked = match (trap, &f.declares) {
            (Trap::Listed(errors), _) if errors.len() > 1 => {
                let each = errors.iter().map(|error| {
                    let question = ask(quote!(#before.handled::<#error>()), place(error));
                    quote!(#question let #all = #all.pass(#trapped);)
                });
                let whole = ask(quote!(#all.pass(#whole)), self.stage.span);
                let duplicates = quote!(#before.naming::<(#(#errors,)*)>().__duplicates());
                let once = self.named_once(errors, &duplicates, &all);
                quote!(#once #(#each)* #whole)
            }
            (Trap::Listed(errors), _) => ask(whole, errors.first().map_or(self.stage.span, place)),
            (_, Says::Type(ty)) => ask(whole, first(ty).unwrap_or(self.stage.span)),
            _ => ask(whole, self.stage.span),
        };
        let trapping = self.settled(callback, "__trapping");
        let asked = typed(&quote!(#known_reply #asked), &quote!(#trapped), at);
        quote_spanned!(at=> #asked #trapping)
    }

    /// Makes sure that the type of a callback's reply is known.
    fn known_reply(&self, callback: &Ident) -> TokenStream {
        is_known(&self.names.call_to_end(callback, "some_reply"))
    }

    /// Calls a method that settles an open type of a callback.
    pub fn settled(&self, callback: &Ident, question: &str) -> TokenStream {
        let at = self.names.before(self.stage.span);
        let question = Ident::new(question, at);
        quote_spanned!(at=> let #callback = { #callback }.#question();)
    }

    /// Works out the reply of a callback, and which of its errors are new.
    pub fn reply_types(&self, callback: &Ident, types: &Ident, span: Span, is_async: bool) -> TokenStream {
        let (at, flavour) = (self.names.before(span), self.names.flavour());
        let adds = adds(at);
        let known_reply = self.known_reply(callback);
        let known_error = is_known(&self.names.call_to_end(types, "some_error"));
        // The future's output is known then, and may be a `Result` whose error is not.
        let known_output = is_async.then(|| is_known(&self.names.call_to_end(types, "some_error_of_output")));
        // Bound by an arm, so that the compiler does not suggest to write the type of a variable that the user does
        // not have.
        let joins = quote_spanned! {at=>
            { #known_error #known_output #types.__errors().__join() #adds.__known().__indices() }
        };
        let reply = quote_spanned!(at=> #callback.reply(#flavour).__unpack());
        quote_spanned! {at=>
            #known_reply
            let #types = match #reply { #types => #joins };
        }
    }

    /// Compares the type of a callback's reply with that of another. The variable has the right type after that.
    pub fn compare_reply(&self, types: &Ident, with: &TokenStream, span: Span) -> TokenStream {
        quote_spanned!(self.names.before(span)=> let #types = #types #with.__query_reply();)
    }

    /// Asks whether a callback's reply kept all rules, at the callback's place.
    pub fn ask_reply(&self, types: &Ident, shown: (Span, Span)) -> TokenStream {
        diagnostics::ask_verdict(types, self.names, shown)
    }
}
