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
        Input::Source { maybe: None, .. } => {
            quote!(let #source = ::deferred::expansion::Given(#source).source();)
        }
        Input::Source { maybe: Some(_), .. } => {
            quote!(let #source = ::deferred::expansion::Given(#source).maybe().source();)
        }
        Input::Stated { .. } | Input::Implied => TokenStream::new(),
    };
    let point = hidden("point", 0);
    let written: Vec<Written> =
        chain.stages.iter().enumerate().map(|(number, stage)| stage::write(stage, number)).collect();
    let statements = written.iter().map(|stage| &stage.statements);
    let run = run(source, &written);
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

/// How many stages are nested in one continuation.
///
/// The continuation of each stage captures all the stages after it, so what
/// the compiler has to keep grows with the square of the depth. A longer chain
/// is cut into segments, and only those are nested.
const SEGMENT: usize = 16;

/// Feeds the source into the continuation of all the steps.
fn run(source: &Ident, stages: &[Written]) -> TokenStream {
    let outcome = hidden("outcome", 0);
    let waits = stages.iter().filter_map(|stage| stage.waits.as_ref());
    let segments = stages.chunks(SEGMENT).map(|stages| {
        let steps = stages.iter().map(|stage| &stage.step);
        nest(steps, |step, rest| match rest {
            None => quote!(#step.end()),
            Some(rest) => quote!(#step.go(move |#outcome| #rest)),
        })
    });
    let names: Vec<_> = (0..segments.len()).map(|number| hidden("segment", number)).collect();
    let continuation = nest(names.iter(), |name, rest| match rest {
        None => quote!(#name(#outcome)),
        Some(rest) => {
            quote!(::deferred::expansion::feed(#name(#outcome), false, move |#outcome| #rest))
        }
    });
    match stages {
        [] => quote!(#source),
        _ => quote! {
            #(let #names = move |#outcome| #segments;)*
            ::deferred::expansion::feed(#source, false #(| #waits)*, move |#outcome| #continuation)
        },
    }
}

/// Writes each item around what the items after it became.
fn nest<I: DoubleEndedIterator>(
    items: I,
    write: impl Fn(I::Item, Option<TokenStream>) -> TokenStream,
) -> Option<TokenStream> {
    items.rev().fold(None, |rest, item| Some(write(item, rest)))
}
