//! Writing a chain out: statements that build the stages, then one continuation that runs them.

mod callback;
mod names;
mod rules;
mod stage;

use crate::grammar::{Chain, Input};
use names::Names;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use stage::Written;

pub fn chain(chain: &Chain) -> TokenStream {
    let names = Names::of(chain);
    let source = names.source();
    let body = body(chain, &names);
    match &chain.input {
        Input::Source { tokens, .. } => {
            let source = quote_spanned!(names.at_source()=> let #source =);
            quote_spanned!(names.at_end()=> {
                #source #tokens;
                #body
            })
        }
        Input::Stated { value, errors } => {
            quote!(move |#source: ::deferred::Deferred<#value, (#(#errors,)*)>| { #body })
        }
        Input::Implied => quote!(move |#source| { #body }),
    }
}

/// The statements and the continuation, on the source.
fn body(chain: &Chain, names: &Names) -> TokenStream {
    let source = names.source();
    let point = names.point(0);
    let at = names.at_source();
    let take = match &chain.input {
        Input::Source { maybe, .. } => {
            let (given, kept) =
                (names.name("given", names.at_source()), names.name("kept", names.at_source()));
            let asked =
                (!maybe).then(|| rules::ask(&quote!(#given.begins().__asked()), "AsSource", &kept, at));
            let pass = (!maybe).then(|| quote_spanned!(at=> let #given = #kept.pass(#given);));
            let maybe = maybe.then(|| quote_spanned!(at=> .__maybe()));
            let known = known(&quote!(#source));
            quote_spanned! {at=>
                let #given = ::deferred::expansion::Given(#source);
                #asked
                #pass
                let #source = #given #maybe .__source();
                #known
            }
        }
        Input::Stated { .. } | Input::Implied => TokenStream::new(),
    };
    let written: Vec<Written> =
        chain.stages.iter().enumerate().map(|(number, stage)| stage::write(stage, number, names)).collect();
    let statements = written.iter().map(|stage| &stage.statements);
    let run = run(&source, &written, names);
    quote! {
        #[allow(unused_imports)]
        use ::deferred::expansion::{
            AddKnown as _, AddNew as _, AddNone as _, BeginsNothing as _, CanHappen as _, CannotHappen as _, Differs as _,
            EndsIt as _, Found as _, GivesError as _, GivesNoSource as _, GivesPlainly as _, GivesResult as _,
            GivesValue as _, JoinsEach as _, JoinsNothing as _, Known as _, KnownWithin as _, Looks as _,
            LooksAway as _, NamesAll as _, NamesTooLittle as _, NeverReturns as _, NotFound as _, Place as _,
            RefusesAnError as _, RefusesNoError as _, SaysOtherwise as _, TakesAnother as _, TakesIt as _,
            TakesNothing as _, Trapping as _, Traps as _, TrapsInVain as _, TrapsNothing as _, TrapsTooMany as _,
        };
        #take
        let #point = ::deferred::expansion::Point::after(&#source);
        #(#statements)*
        #run
    }
}

/// Makes the compiler be sure of the type of `value`, without evaluating it: see `Known`.
fn known(value: &TokenStream) -> TokenStream {
    quote!(if false { #value.__is_known(); })
}

/// How many stages are nested in one continuation.
///
/// The continuation of each stage captures all the stages after it, so what
/// the compiler has to keep grows with the square of the depth. A longer chain
/// is cut into segments, and only those are nested.
const SEGMENT: usize = 16;

/// Feeds the source into the continuation of all the steps.
fn run(source: &Ident, stages: &[Written], names: &Names) -> TokenStream {
    let outcome = names.outcome();
    let waits = stages.iter().filter_map(|stage| stage.waits.as_ref());
    let segments = stages.chunks(SEGMENT).map(|stages| {
        let steps = stages.iter().map(|stage| &stage.step);
        nest(steps, |step, rest| match rest {
            None => quote!(#step.end()),
            Some(rest) => quote!(#step.go(move |#outcome| #rest)),
        })
    });
    let segment_names: Vec<_> = (0..segments.len()).map(|number| names.segment(number)).collect();
    let continuation = nest(segment_names.iter(), |name, rest| match rest {
        None => quote!(#name(#outcome)),
        Some(rest) => quote!(::deferred::expansion::feed(#name(#outcome), false, move |#outcome| #rest)),
    });
    if stages.is_empty() {
        return quote!(#source);
    }
    let feed = quote_spanned!(names.at_end()=>
        ::deferred::expansion::feed(#source, false #(| #waits)*, move |#outcome| #continuation));
    // The arm has the last stage's place, where a wrong type is shown; the
    // whole has the macro's, where a Deferred that is ignored is.
    let (bound, given) = (names.name("given", names.at_end()), names.name("given", names.at_end()));
    quote! {
        #(let #segment_names = move |#outcome| #segments;)*
        match #feed { #bound => #given }
    }
}

/// Writes each item around what the items after it became.
fn nest<I: DoubleEndedIterator>(
    items: I,
    write: impl Fn(I::Item, Option<TokenStream>) -> TokenStream,
) -> Option<TokenStream> {
    items.rev().fold(None, |rest, item| Some(write(item, rest)))
}
