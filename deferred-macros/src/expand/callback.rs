//! Writing a callback out.

use super::hidden;
use crate::grammar::{Argument, Callback};
use proc_macro2::TokenStream;
use quote::quote;

/// The callback as an expression that gives a function of one argument.
pub fn write(callback: &Callback) -> TokenStream {
    match callback {
        Callback::Closure(closure) => closure.tokens.clone(),
        Callback::Function(tokens) => tokens.clone(),
        Callback::Call { callee, arguments } => call(callee, arguments),
    }
}

/// `render(_, &theme)`: the arguments are evaluated now, the call is made with the result.
fn call(callee: &TokenStream, arguments: &[Argument]) -> TokenStream {
    let result = hidden("result", 0);
    let mut now = TokenStream::new();
    let mut passed = Vec::new();
    for (number, argument) in arguments.iter().enumerate() {
        let name = hidden("argument", number);
        passed.push(match argument {
            Argument::Result(_) => quote!(#result),
            Argument::Value(value) => {
                now.extend(quote!(let #name = #value;));
                quote!(#name)
            }
            Argument::Lent { by, place } => {
                now.extend(quote!(#[allow(unused_mut)] let mut #name = #place;));
                quote!(#by #name)
            }
        });
    }
    quote!({
        #now
        move |#result| #callee(#(#passed),*)
    })
}
