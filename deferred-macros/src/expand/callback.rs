//! Writing a callback out.

use super::names::{Names, first};
use crate::grammar::{Argument, Callback};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// A callback as an expression that gives a function of one argument, and where it stands.
pub struct Written {
    pub tokens: TokenStream,
    pub span: Span,
}

pub fn write(callback: &Callback, names: &Names) -> Written {
    let tokens = match callback {
        Callback::Closure(closure) => closure.tokens.clone(),
        Callback::Function(tokens) => tokens.clone(),
        Callback::Call { callee, arguments } => {
            let span = first(callee).unwrap_or_else(Span::call_site);
            return Written { tokens: call(callee, arguments, span, names), span };
        }
    };
    let span = first(&tokens).unwrap_or_else(Span::call_site);
    Written { tokens, span }
}

/// `render(_, &theme)`: the arguments are evaluated now, the call is made with the result.
fn call(callee: &TokenStream, arguments: &[Argument], span: Span, names: &Names) -> TokenStream {
    let result = names.of_stage("result", span);
    let mut now = TokenStream::new();
    let mut passed = Vec::new();
    for (number, argument) in arguments.iter().enumerate() {
        passed.push(match argument {
            Argument::Result(span) => {
                let result = names.of_stage("result", *span);
                quote!(#result)
            }
            Argument::Value(value) => {
                let name = names.argument(number, first(value).unwrap_or(span));
                now.extend(quote!(let #name = #value;));
                quote!(#name)
            }
            Argument::Lent { by, place } => {
                let name = names.argument(number, first(place).unwrap_or(span));
                now.extend(quote!(#[allow(unused_mut)] let mut #name = #place;));
                quote!(#by #name)
            }
        });
    }
    let call = quote_spanned!(span=> move |#result| #callee(#(#passed),*));
    quote!({
        #now
        #call
    })
}
