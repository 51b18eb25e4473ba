//! Pictures of chains as railways: two tracks, a station for each stage.

mod draw;
pub mod line;

pub use draw::{Frame, Part, draw, parts};
pub use line::lines;

use crate::parse::mistake;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// Adds a picture of each of the function's chains to the end of its documentation.
pub fn attribute(function: TokenStream) -> TokenStream {
    let lines = lines(function.clone());
    if lines.is_empty() {
        let at = function
            .clone()
            .into_iter()
            .next()
            .map_or_else(proc_macro2::Span::call_site, |first| first.span());
        let error = mistake(at, "there is no `chain!` in here to draw [E-no-chain]").to_compile_error();
        return quote!(#error #function);
    }
    let pictures = lines.iter().map(|line| {
        let picture = draw(line);
        quote!(#[doc = ""] #[doc = #picture])
    });
    // Behind the attributes that are there, so that the text comes first.
    let tokens: Vec<TokenTree> = function.into_iter().collect();
    let attributes = tokens.chunks(2).take_while(|pair| is_attribute(pair)).count() * 2;
    let (attributes, item) = tokens.split_at(attributes);
    let (attributes, item): (TokenStream, TokenStream) =
        (attributes.iter().cloned().collect(), item.iter().cloned().collect());
    quote!(#attributes #(#pictures)* #item)
}

fn is_attribute(pair: &[TokenTree]) -> bool {
    matches!(pair, [TokenTree::Punct(hash), TokenTree::Group(_)] if hash.as_char() == '#')
}
