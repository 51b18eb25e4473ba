//! Writing a stage out.
//!
//! The method that takes the callback has the keyword's own place, so that
//! errors point there and an editor finds its documentation there. So has the
//! step, since its place is where a failure is said to be raised.

use super::{callback, hidden};
use crate::grammar::{Callback, Stage, StageKind, Trap};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// The largest number of errors in a set.
const MOST: usize = 16;

/// A stage written out.
pub struct Written {
    /// Builds the stage: `stageN`, and the point after it.
    pub statements: TokenStream,
    /// Whether it can give something that waits, if that depends on its callback.
    pub waits: Option<TokenStream>,
    /// Runs it: takes `outcome0`, gives what it settles.
    pub step: TokenStream,
}

/// The names of a stage.
struct Names {
    stage: Ident,
    callback: Ident,
    plan: Ident,
    errback: Ident,
    else_plan: Ident,
    before: Ident,
    after: Ident,
    outcome: Ident,
}

pub fn write(stage: &Stage, number: usize) -> Written {
    let names = Names {
        stage: hidden("stage", number),
        callback: hidden("callback", number),
        plan: hidden("plan", number),
        errback: hidden("errback", number),
        else_plan: hidden("else_plan", number),
        before: hidden("point", number),
        after: hidden("point", number + 1),
        outcome: hidden("outcome", 0),
    };
    let Names { stage: stage_name, callback, plan, before, after, outcome, .. } = &names;
    let Stage { attributes, span, .. } = stage;
    let span = *span;
    match &stage.kind {
        StageKind::Then(f) => simple(stage, &names, "then", "then", f),
        StageKind::ThenElse { callback: f, else_span, errback: g } => pair(stage, &names, f, *else_span, g),
        StageKind::Catch { trap: Trap::All, handler } => {
            simple(stage, &names, "catch_all", "catch_all", handler)
        }
        StageKind::Catch { trap, handler } => catch(stage, &names, trap, handler),
        StageKind::Both(f) => simple(stage, &names, "both", "both", f),
        StageKind::Inspect(f) => {
            let build = build(stage, before, "inspect", &TokenStream::new(), f);
            Written {
                statements: quote! {
                    #attributes
                    let #stage_name = #build;
                    let #after = #before;
                },
                waits: None,
                step: quote_spanned!(span=> ::deferred::expansion::inspect(#stage_name, #outcome)),
            }
        }
        StageKind::Finally { callback: f, sees_outcome } => {
            let method = if *sees_outcome { "finally_with" } else { "finally" };
            let build = build(stage, before, method, &TokenStream::new(), f);
            let plan_of = planned(quote!(#callback));
            let sure = Ident::new("sure", span);
            Written {
                statements: quote! {
                    #attributes
                    let #callback = #build;
                    let #plan = #plan_of;
                    let #after = #plan.carries_on(#before);
                    let #stage_name = (#plan, #plan.#sure(#callback, #before));
                },
                waits: Some(quote!(#plan.waits())),
                step: quote_spanned!(span=> ::deferred::expansion::finally(#stage_name, #outcome)),
            }
        }
        StageKind::Raises { errors, at_most } => {
            let (method, places) =
                if *at_most { ("raises_at_most", quote!(_)) } else { ("raises", quote!(_, _)) };
            let method = Ident::new(method, span);
            Written {
                statements: quote! {
                    let #after = #before.#method::<(#(#errors,)*), #places>();
                    let #stage_name = #after;
                },
                waits: None,
                step: quote_spanned!(span=> ::deferred::expansion::raises(#stage_name, #outcome)),
            }
        }
    }
}

/// A stage with one callback, and a step of that name.
fn simple(stage: &Stage, names: &Names, method: &str, step: &str, f: &Callback) -> Written {
    let Names { stage: stage_name, callback, plan, before, after, outcome, .. } = names;
    let attributes = &stage.attributes;
    let build = build(stage, before, method, &TokenStream::new(), f);
    let plan_of = planned(quote!(#callback));
    let step = Ident::new(step, stage.span);
    Written {
        statements: quote! {
            #attributes
            let #callback = #build;
            let #plan = #plan_of;
            let #after = #plan.carries();
            let #stage_name = (#plan, #callback);
        },
        waits: Some(quote!(#plan.waits())),
        step: quote_spanned!(stage.span=> ::deferred::expansion::#step(#stage_name, #outcome)),
    }
}

fn catch(stage: &Stage, names: &Names, trap: &Trap, handler: &Callback) -> Written {
    let Names { stage: stage_name, callback, plan, before, after, outcome, .. } = names;
    let types = match trap {
        Trap::Listed(errors) if errors.len() == 1 => quote!(::<#(#errors)*, _, _, _>),
        Trap::Listed(errors) => quote!(::<::deferred::OneOf<(#(#errors,)*)>, _, _, _>),
        Trap::Annotated | Trap::All => TokenStream::new(),
    };
    let attributes = &stage.attributes;
    let build = build(stage, before, "catch", &types, handler);
    let plan_of = planned(quote!(#callback));
    Written {
        statements: quote! {
            #attributes
            let #callback = #build;
            let #plan = #plan_of;
            let #after = #plan.carries_on(#before);
            let #stage_name = (#plan, #callback);
        },
        waits: Some(quote!(#plan.waits())),
        step: quote_spanned!(stage.span=> ::deferred::expansion::catch(#stage_name, #outcome)),
    }
}

fn pair(stage: &Stage, names: &Names, f: &Callback, else_span: Span, g: &Callback) -> Written {
    let Names { stage: stage_name, callback, plan, errback, else_plan, before, after, outcome } = names;
    let build_f = build(stage, before, "then_or", &TokenStream::new(), f);
    let or_else = Ident::new("or_else", else_span);
    let g = callback::write(g);
    let attributes = &stage.attributes;
    let plan_f = planned(quote!(#callback));
    let plan_g = planned(quote!(#errback));
    Written {
        statements: quote! {
            #attributes
            let #callback = #build_f;
            let #plan = #plan_f;
            #attributes
            let #errback = #plan.followed_by(#before.#or_else(#g));
            let #else_plan = #plan_g;
            let #after = #else_plan.carries();
            let #stage_name = (#plan, #callback, #else_plan, #errback);
        },
        waits: Some(quote!(#plan.waits() | #else_plan.waits())),
        step: quote_spanned!(stage.span=>
            ::deferred::expansion::then_else(#stage_name, #outcome)),
    }
}

/// Gives the callback to the point before it, which knows what it takes.
fn build(stage: &Stage, before: &Ident, method: &str, types: &TokenStream, f: &Callback) -> TokenStream {
    let method = Ident::new(method, stage.span);
    let f = callback::write(f);
    quote!(#before.#method #types(#f))
}

/// Works out what a callback gives, and which of its errors are new.
fn planned(callback: TokenStream) -> TokenStream {
    let add = std::iter::repeat_n(quote!(.add()), MOST);
    quote!(#callback.reply().unpack()#(#add)*.known().place())
}
