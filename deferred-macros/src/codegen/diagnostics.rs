//! Writes the question whether a rule is kept, blamed on the user's token.

use super::names::Names;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// Puts a question to a rule, at the place which is wrong if the answer is no. Then `proof` is of a type that the compiler
/// gives up on when `proof` passes on what depends on the answer.
pub fn ask(question: &TokenStream, rule: &str, proof: &Ident, names: &Names, place: Span) -> TokenStream {
    ask_of(question, rule, proof, names, (place, place))
}

/// The same at the place of several words, from the first to the last.
pub fn ask_of(
    question: &TokenStream,
    rule: &str,
    proof: &Ident,
    names: &Names,
    place: (Span, Span),
) -> TokenStream {
    let answer = answer_of(proof, rule, names, place);
    quote_spanned!(names.before(place.0)=> let #proof = #question; #answer)
}

/// Puts the question `kept` to a rule. Answered, it is what the chain goes on with; where the rule is broken, of a type that the compiler gives up on.
pub fn answer(kept: &Ident, rule: &str, names: &Names, place: Span) -> TokenStream {
    answer_of(kept, rule, names, (place, place))
}

fn answer_of(kept: &Ident, rule: &str, names: &Names, place: (Span, Span)) -> TokenStream {
    let at = names.before(place.0);
    let rule = Ident::new(rule, at);
    let put = names.call(quote_spanned!(at=> diagnostics::#rule), "__ask", quote!(#kept, #kept), place);
    quote_spanned!(at=> let #kept = #put;)
}

/// Puts a question to a public rule, to which the types themselves give the answer.
pub fn ask_types(types: &TokenStream, rule: &str, proof: &Ident, names: &Names, place: Span) -> TokenStream {
    let at = names.before(place);
    let rule = Ident::new(rule, at);
    let put = names.call(quote!(#rule), "__ask", quote!(#types, #types), (place, place));
    quote_spanned!(at=> let #proof = #put;)
}

/// What `statements` come to, as far as types go: variables without a size, of which only the types matter.
///
/// Behind an operator that never returns the compiler checks types, and no more: nothing of it is borrow checked, nor compiled.
/// So that is where a chain works out its types and asks what may be wrong.
pub fn typed(statements: &TokenStream, variables: &TokenStream, at: Span) -> TokenStream {
    // At the place of the macro, of which no lint says that what follows is unreachable.
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

/// A variable that stands for types which statements that are only [`typed`] find out, even where something else is wrong there.
pub fn found(variable: &Ident, at: Span) -> TokenStream {
    quote_spanned!(at=> let (#variable,) = (__deferred::__private::witness(),);)
}

/// Says in such statements what that variable stands for.
pub fn find(variable: &Ident, types: &TokenStream, at: Span) -> TokenStream {
    quote_spanned!(at=> __deferred::__private::same(&#variable, #types);)
}

/// Makes the compiler be sure of the type of `value`, without evaluating it: see `Known`.
pub fn known(value: &TokenStream) -> TokenStream {
    known_at(Span::call_site(), value)
}

/// The same among what is only [`typed`].
pub fn is_known(value: &TokenStream) -> TokenStream {
    quote!(#value.__is_known();)
}

/// The same, blamed on a place.
pub fn known_at(at: Span, value: &TokenStream) -> TokenStream {
    quote_spanned!(at=> if false { #value.__is_known(); })
}
