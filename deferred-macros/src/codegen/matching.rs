//! Writes `match_error!`: an arm for each error of a set, checked and then nested.

use super::reply::place as type_place;
use super::{Names, diagnostics, find_crate, known};
use crate::parse::{Arm, Matching};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Type;

/// Writes a `match_error!`.
pub fn matching(matching: &Matching, krate: &TokenStream) -> TokenStream {
    if let Some(mistake) = &matching.mistakes {
        return mistake.to_compile_error();
    }
    let given = Place::of(&matching.error);
    let names = Names::at_one_place(given.begin, krate);
    let (error, find_crate) = (names.name("error", given.begin), find_crate(krate));
    let (tokens, at) = (&matching.error, names.before(given.begin));
    let arms = arms(matching, &names, &given, &error);
    let whole = match &matching.value {
        Some(Arm { pattern, body, .. }) => {
            let error = quote_spanned!(at=> ::core::result::Result::Err(#error));
            quote_spanned!(at=> match #tokens { #pattern => #body, #error => { #arms } })
        }
        None => quote_spanned!(at=> match #tokens { #error => { #arms } }),
    };
    quote!({
        #find_crate
        use __deferred::__private::methods::*;
        #whole
    })
}

/// The place of the matched expression: from its first word to its last.
struct Place {
    begin: Span,
    end: Span,
}

impl Place {
    fn of(tokens: &TokenStream) -> Self {
        let mut spans = tokens.clone().into_iter().map(|token: TokenTree| token.span());
        let begin = spans.next().unwrap_or_else(Span::call_site);
        Place { begin, end: spans.last().unwrap_or(begin) }
    }

    fn ask(&self, question: &TokenStream, rule: &str, proof: &Ident, names: &Names) -> TokenStream {
        diagnostics::ask_of(question, rule, proof, names, (self.begin, self.end))
    }
}

/// Checks the arms against the set, and nests them: each takes its error, or leaves the rest to the next.
fn arms(matching: &Matching, names: &Names, given: &Place, error: &Ident) -> TokenStream {
    // Without errors there are no arms, and code after the match is unreachable: at the place of the macro no lint
    // says so.
    let at = if matching.arms.is_empty() { Span::call_site() } else { names.before(given.begin) };
    let name = |name| names.name(name, given.begin);
    let (point, naming, proof) = (name("point"), name("naming"), name("proof"));
    let types: Vec<&Type> = matching.arms.iter().flat_map(|arm| &arm.types).collect();
    let as_matched = given.ask(&quote!(#error.__query_matched()), "CanMatch", &proof, names);
    let each = types.iter().map(|ty| {
        let place = type_place(ty);
        let question = quote_spanned!(names.before(place)=> #point.named::<#ty>().__query_happens());
        let ask = diagnostics::ask(&question, "NeedsArmFor", &proof, names, place);
        quote_spanned!(at=> #ask let #naming = #proof.pass(#naming);)
    });
    let once = match types[..] {
        [first, .., last] => {
            let places = (type_place(first), type_place(last));
            let question = quote_spanned!(names.before(places.0)=> #naming.__duplicates().__query_once());
            let ask = diagnostics::ask_of(&question, "NamesOnce", &proof, names, places);
            quote_spanned!(at=> #ask let #naming = #proof.pass(#naming);)
        }
        _ => TokenStream::new(),
    };
    let missing = quote_spanned!(at=> #naming.__query_each().__missing());
    let all = given.ask(&missing, "HasArmFor", &proof, names);
    let (known_error, known_point) = (known(&quote!(#error)), known(&quote!(#point)));
    let nested = nested(&matching.arms, names, error);
    quote_spanned! {at=>
        #known_error
        let #error = __deferred::__private::matched(#error);
        #as_matched
        let #error = #proof.pass(#error);
        let #point = #error.__errors();
        #known_point
        let #naming = #point.naming::<(#(#types,)*)>();
        #once
        #(#each)*
        #all
        let #error = #proof.pass(#error).__error();
        #known_error
        #nested
    }
}

fn nested(arms: &[Arm], names: &Names, error: &Ident) -> TokenStream {
    let last = quote!(__deferred::__private::nothing_left(#error));
    arms.iter().rev().fold(last, |rest, Arm { pattern, types, body, place }| {
        let before = names.before(*place);
        let taken = match &types[..] {
            [ty] => quote_spanned!(before=> #error.trap::<#ty, _>()),
            types => quote_spanned!(before=> #error.trap_any::<(#(#types,)*), _>()),
        };
        let (ok, err) = (
            quote_spanned!(before=> ::core::result::Result::Ok),
            quote_spanned!(before=> ::core::result::Result::Err),
        );
        quote_spanned!(before=> match #taken { #ok(#pattern) => #body, #err(#error) => #rest })
    })
}
