//! Writes `run!`: a future as the reply of a callback that is called at once, so that its output may be any reply.

use super::{chain, names::Names};
use crate::parse::{is_punct, mistake, parse};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// Writes a `run!`: of the future alone, or with `threads;` before it.
pub fn run(input: TokenStream, krate: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let (source, future) = match &tokens[..] {
        [TokenTree::Ident(word), semicolon, future @ ..] if word == "threads" && is_punct(semicolon, ';') => {
            (quote!(#krate::threads::succeed(())), future)
        }
        future => (quote!(#krate::succeed(())), future),
    };
    let Some(first) = future.first() else {
        let message = "`run!` polls a future: `run!(save(page))` [E-run-of-nothing]";
        return mistake(Span::call_site(), message).to_compile_error();
    };
    let at = first.span();
    let given = Names::at_one_place(at, krate).name("future", at);
    // The chain's tokens have the place of the future, where the compiler reports a mistake in its output then.
    let chain = chain(&parse(quote_spanned!(at=> #source; then move |()| #given)), krate);
    // The error type of an async block may be open. The check here makes the compiler report that in the block; the
    // chain would report it at its own words.
    let is_block = matches!(first, TokenTree::Ident(word) if word == "async");
    let known = is_block.then(|| {
        quote_spanned! {at=>
            if false {
                #[allow(unused_imports, reason = "the caller may have it")]
                use #krate::__private::{HasNoErrorOfOutput as _, Known as _, output as __output};
                (*__output(&#given).some_error_of_output()).__is_known();
            }
        }
    });
    quote!(match { #(#future)* } { #given => { #known #chain } })
}
