//! Writes a stage that is half typed, or wrong.
//!
//! The user's tokens stand where they would if the stage were right, so that an editor completes them and shows
//! their types. For an editor the types after the stage are those before it; the compiler gets the mistake in their
//! place, and says no more of what follows.

use super::callback;
use super::callback::is_unfinished;
use super::callback_arg::Method;
use super::draft::{Draft, listing};
use super::names::Names;
use crate::parse::{Callback, StageKind, Trap, is_punct};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::Error;

/// The statements of the stage, if it is half typed or wrong.
pub fn statements(draft: &Draft) -> Option<TokenStream> {
    let mistake = draft.stage.mistake.as_ref();
    if mistake.is_none() && !callbacks(&draft.stage.kind).any(is_unfinished) {
        return None;
    }
    let (after, half) = (draft.after(), half(draft));
    let (built, known) = (half.built, half.known);
    let known = match mistake {
        Some(mistake) => instead_of(&known, mistake, draft.names),
        None => known,
    };
    Some(quote! {
        #built
        let (#after,) = (#known,);
    })
}

/// The known types for an editor, in place of a mistake: the compiler gets the mistake alone.
///
/// By the crate's own path: the compiler expands a macro that it finds by an alias later, and the last first, but
/// several mistakes are to be reported in their order.
pub fn instead_of(known: &TokenStream, mistake: &Error, names: &Names) -> TokenStream {
    let (mistake, krate) = (mistake.to_compile_error(), &names.krate);
    quote!(#krate::__private::half!({ #known } #mistake))
}

/// The chain's result, for an editor.
pub fn given(point: &Ident, names: &Names) -> TokenStream {
    let (bound, given) = (names.name("given", names.at_end()), names.given());
    quote!(match #point.gives() { #bound => #given })
}

fn callbacks(kind: &StageKind) -> impl Iterator<Item = &Callback> {
    let (first, second) = match kind {
        StageKind::Then(f) | StageKind::Both(f) | StageKind::Inspect(f) => (Some(f), None),
        StageKind::ThenElse { callback, errback, .. } => (Some(callback), Some(errback)),
        StageKind::Catch { handler, .. } => (Some(handler), None),
        StageKind::Finally { callback, .. } => (Some(callback), None),
        StageKind::Timeout(_)
        | StageKind::Raises { .. }
        | StageKind::Hole(_)
        | StageKind::Word(_)
        | StageKind::Unknown(_) => (None, None),
    };
    first.into_iter().chain(second)
}

/// A stage as far as it was typed.
struct Half {
    built: TokenStream,
    /// The point after the stage.
    known: TokenStream,
}

fn half(draft: &Draft) -> Half {
    let before = draft.before();
    let write = |f| callback::write_as_is(f, draft.names);
    let plain = quote!();
    let (built, known) = match &draft.stage.kind {
        StageKind::Then(f) => {
            (draft.build(Method::Then, &plain, &write(f)), going_on(&before, f, &quote!(half)))
        }
        StageKind::Both(f) => {
            (draft.build(Method::Both, &plain, &write(f)), going_on(&before, f, &quote!(half_settled)))
        }
        StageKind::ThenElse { callback, else_span, errback } => {
            let (f, g) = (
                draft.build(Method::ThenOr, &plain, &write(callback)),
                draft.build_else(&write(errback), *else_span),
            );
            (quote!(#f #g), going_on(&before, callback, &quote!(half_settled)))
        }
        StageKind::Catch { trap: Trap::All, handler } if !is_open(handler) => {
            (draft.build(Method::CatchAll, &plain, &write(handler)), quote!(#before))
        }
        StageKind::Catch { trap, handler } => {
            (draft.build(Method::Catch, &listing(trap), &write(handler)), quote!(#before))
        }
        StageKind::Inspect(f) => (draft.build(Method::Inspect, &plain, &write(f)), quote!(#before)),
        StageKind::Finally { callback, sees_outcome } => {
            let method = if *sees_outcome { Method::FinallyWith } else { Method::Finally };
            (draft.build(method, &plain, &write(callback)), quote!(#before))
        }
        StageKind::Timeout(given) => (draft.time(given.as_ref()), quote!(#before)),
        StageKind::Hole(_) => (quote!(), quote!(#before)),
        StageKind::Raises { errors, .. } => {
            // The errors stand as far from the beginning as in the stage with one error more: an editor looks there
            // for what it completes.
            let (named, leads_to) = (draft.name_errors(errors), draft.leads_to(&quote!(#before)));
            (draft.typed(&quote!(#before), &quote!(#named #leads_to)), quote!(#before))
        }
        StageKind::Word(word) => (quote!(), quote!(__deferred::__private::keywords::#word; #before)),
        StageKind::Unknown(tokens) => match values(tokens) {
            Some(values) => (quote!(if false { let _ = (#values); }), quote!(#before)),
            None => (quote!(), quote!({ #tokens }; #before)),
        },
    };
    Half { built, known }
}

/// The arguments of a call in the place of a stage, if each is a value that has its type by itself: the compiler sees
/// what they use then, and does not call an import unused.
fn values(tokens: &TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.clone().into_iter();
    let (Some(TokenTree::Group(arguments)), None) = (tokens.next(), tokens.next()) else { return None };
    let values = arguments.stream();
    let has_closure = values.clone().into_iter().any(|token| is_punct(&token, '|'));
    let ends_in_comma = values.clone().into_iter().last().is_none_or(|last| is_punct(&last, ','));
    let comma = (!ends_in_comma).then(|| quote!(,));
    (!has_closure).then(|| quote!(#values #comma))
}

/// Whether the handler is still missing, so that it may take anything.
fn is_open(handler: &Callback) -> bool {
    matches!(handler, Callback::Missing | Callback::Wrong(_))
}

/// The point after a stage that changes the value: the point before, if there is no callback yet.
fn going_on(before: &Ident, callback: &Callback, half: &TokenStream) -> TokenStream {
    match callback {
        Callback::Missing => quote!(#before),
        _ => quote!(#before.#half()),
    }
}
