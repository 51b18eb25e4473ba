//! Writing a chain out: statements that build the stages, then one continuation that runs them.

mod callback;
mod stage;

use crate::grammar::{Chain, Input};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use stage::Written;

/// A name that users' names cannot clash with.
fn hidden(name: &str, number: usize) -> Ident {
    format_ident!("{name}{number}", span = Span::mixed_site())
}

pub fn chain(chain: &Chain) -> TokenStream {
    let source = hidden("source", 0);
    let body = body(chain, &source);
    match &chain.input {
        Input::Source { tokens, .. } => quote!({
            let #source = #tokens;
            #body
        }),
        Input::Stated { value, errors } => {
            quote!(move |#source: ::deferred::Deferred<#value, (#(#errors,)*)>| { #body })
        }
        Input::Implied => quote!(move |#source| { #body }),
    }
}

/// The statements and the continuation, on the source of that name.
fn body(chain: &Chain, source: &Ident) -> TokenStream {
    let take = match &chain.input {
        Input::Source { maybe: None, .. } => quote!(let #source = ::deferred::expansion::Given(#source).source();),
        Input::Source { maybe: Some(_), .. } => {
            quote!(let #source = ::deferred::expansion::Given(#source).maybe().source();)
        }
        Input::Stated { .. } | Input::Implied => TokenStream::new(),
    };
    let point = hidden("point", 0);
    let written: Vec<Written> = chain
        .stages
        .iter()
        .enumerate()
        .map(|(number, stage)| stage::write(stage, number))
        .collect();
    let statements = written.iter().map(|stage| &stage.statements);
    let run = if written.is_empty() {
        quote!(#source)
    } else {
        let outcome = hidden("outcome", 0);
        let waits = written.iter().filter_map(|stage| stage.waits.as_ref());
        let steps = written.iter().rev().fold(None, |rest: Option<TokenStream>, stage| {
            let step = &stage.step;
            Some(match rest {
                None => quote!(#step.end()),
                Some(rest) => quote!(#step.go(move |#outcome| #rest)),
            })
        });
        quote!(::deferred::expansion::feed(#source, false #(| #waits)*, move |#outcome| #steps))
    };
    quote! {
        #[allow(unused_imports)]
        use ::deferred::expansion::{
            AddKnown as _, AddNew as _, GivesError as _, GivesPlainly as _, GivesResult as _, GivesValue as _,
            Place as _,
        };
        #take
        let #point = ::deferred::expansion::Point::after(&#source);
        #(#statements)*
        #run
    }
}
