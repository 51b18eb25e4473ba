//! Writes the question whether a rule is kept, blamed on the user's token.

use super::names::Names;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// Puts a question to a rule, at the place that is wrong if the answer is no. Then the type of `proof` is unknown,
/// so that the compiler gives up on values that are passed through it.
pub fn ask(question: &TokenStream, rule: &str, proof: &Ident, names: &Names, place: Span) -> TokenStream {
    ask_of(question, rule, proof, names, (place, place))
}

/// [`ask`] at the place of several words, from the first to the last.
pub fn ask_of(
    question: &TokenStream,
    rule: &str,
    proof: &Ident,
    names: &Names,
    place: (Span, Span),
) -> TokenStream {
    let at = names.before(place.0);
    let rule = Ident::new(rule, at);
    let put = names.call(quote_spanned!(at=> diagnostics::#rule), "__ask", quote!(#proof, #proof), place);
    quote_spanned! {at=>
        let #proof = #question;
        let #proof = #put;
    }
}

/// Asks whether all rules were kept, where the question knows which was broken. The answer is what the chain goes on
/// with; where a rule is broken, its type is unknown, and the compiler gives up on it.
pub fn ask_verdict(kept: &Ident, names: &Names, place: (Span, Span)) -> TokenStream {
    let at = names.before(place.0);
    let verdict = quote_spanned!(at=> __private::Verdict);
    let put = names.call(verdict, "__ask", quote!(#kept, #kept), place);
    quote_spanned!(at=> let #kept = #put;)
}

/// Puts a question to a public rule, which the types themselves answer.
pub fn ask_types(types: &TokenStream, rule: &str, proof: &Ident, names: &Names, place: Span) -> TokenStream {
    let at = names.before(place);
    let rule = Ident::new(rule, at);
    let put = names.call(quote!(#rule), "__ask", quote!(#types, #types), (place, place));
    quote_spanned!(at=> let #proof = #put;)
}

/// The types that `statements` work out: variables without a size, of which only the types matter.
///
/// The compiler checks types behind an operator that never returns, and no more: none of that code is borrow
/// checked or compiled. So a chain works out its types there, and asks what may be wrong.
pub fn typed(statements: &TokenStream, variables: &TokenStream, at: Span) -> TokenStream {
    // At the place of the macro, where no lint says that code is unreachable.
    let halt = quote!(let _ = !__deferred::__private::Halt;);
    quote_spanned! {at=>
        let (#variables,) = if false {
            #halt
            #statements
            (#variables,)
        } else {
            (__deferred::__private::witness(),)
        };
    }
}

/// A variable for types that [`typed`] statements find out, even where something else is wrong there.
pub fn found(variable: &Ident, at: Span) -> TokenStream {
    quote_spanned!(at=> let (#variable,) = (__deferred::__private::witness(),);)
}

/// Sets, in such statements, the types of that variable.
pub fn find(variable: &Ident, types: &TokenStream, at: Span) -> TokenStream {
    quote_spanned!(at=> __deferred::__private::same(&#variable, #types);)
}

/// Makes the compiler sure of the type of `value`, without evaluating it: see `Known`.
pub fn known(value: &TokenStream) -> TokenStream {
    known_at(Span::call_site(), value)
}

/// [`known`] among [`typed`] statements.
pub fn is_known(value: &TokenStream) -> TokenStream {
    quote!(#value.__is_known();)
}

/// [`is_known`], blamed on a place.
pub fn known_at(at: Span, value: &TokenStream) -> TokenStream {
    quote_spanned!(at=> if false { #value.__is_known(); })
}
