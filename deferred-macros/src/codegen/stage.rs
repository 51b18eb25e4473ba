//! Writes a stage, by its kind.
//!
//! The method that takes the callback has the keyword's own place, so that errors point there and an editor finds
//! its documentation there. The step has the place just before it, which failures note as the place where they were
//! raised. The checks of the callback's reply have the callback's place.
//!
//! The point after a stage is bound in a pattern: clippy follows a plain `let` to its value, and would go back
//! through all stages on ever more ways.

use super::callback;
use super::callback_arg::Method;
use super::diagnostics;
use super::diagnostics::{find, found, is_known, known, typed};
use super::draft::{Draft, listing};
use super::names::Names;
use super::partial;
use super::reply::place;
use crate::parse::{Callback, Stage, StageKind, Trap};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// A stage as tokens.
pub struct Written {
    /// The statements that build the stage, and the point after it.
    pub statements: TokenStream,
    /// The variable that knows whether the stage can wait, if that depends on its callback.
    pub waits: Option<Ident>,
    /// How the stage runs. A wrong stage never does.
    pub step: Option<Step>,
}

/// How a stage runs.
pub enum Step {
    /// The stage takes the outcome, and settles what goes on.
    Settles(TokenStream),
    /// The stage takes the Deferred of all stages before it: this call, without its last argument.
    Takes { call: TokenStream, built: Ident },
}

/// Writes a stage, whether it is right or not.
pub fn write(stage: &Stage, number: usize, names: &Names) -> Written {
    let draft = Draft { stage, names, number };
    if let Some(half) = partial::statements(&draft) {
        return Written { statements: half, waits: None, step: None };
    }
    match &stage.kind {
        StageKind::Then(f) => draft.simple(Method::Then, f, Value::New, None),
        StageKind::ThenElse { callback, else_span, errback } => draft.pair(callback, *else_span, errback),
        StageKind::Catch { trap: trap @ Trap::All, handler } => {
            draft.simple(Method::CatchAll, handler, Value::Same, Some(trap))
        }
        StageKind::Catch { trap, handler } => draft.simple(Method::Catch, handler, Value::Same, Some(trap)),
        StageKind::Both(f) => draft.simple(Method::Both, f, Value::New, None),
        StageKind::Inspect(f) => draft.inspect(f),
        StageKind::Finally { callback, sees_outcome } => draft.finally(callback, *sees_outcome),
        StageKind::Timeout(given) => draft.timeout(given.as_ref()),
        StageKind::Raises { errors, at_most } => draft.raises(errors, *at_most),
        StageKind::Hole(place) => draft.hole(*place),
        StageKind::Word(_) | StageKind::Unknown(_) => unreachable!("what is no stage is a mistake"),
    }
}

/// The role of a callback's value in the chain.
#[derive(Clone, Copy, PartialEq)]
enum Value {
    /// The chain goes on with it.
    New,
    /// The value stands for the one that the chain would have had.
    Same,
}

impl Draft<'_> {
    fn built(&self) -> Ident {
        self.names.stage(self.number, self.stage.span)
    }

    fn waits(&self) -> Ident {
        self.names.waits(self.number, self.stage.span)
    }

    /// A stage with one callback, and a step of the same name.
    fn simple(&self, method: Method, f: &Callback, value: Value, trap: Option<&Trap>) -> Written {
        let (before, built, waits) = (self.before(), self.built(), self.waits());
        let (callback, types) = (self.name("callback"), self.name("types"));
        let f = callback::write(f, self.names);
        let listed = trap.map(listing).unwrap_or_default();
        let some = matches!(trap, Some(Trap::Any)).then(|| self.some_errors(self.stage.span));
        // The declared type is named first, so that the compiler has said what is wrong with it.
        let is_set = f.declares_set().map(|(declared, set)| {
            let at = self.names.before(self.stage.span);
            quote_spanned! {at=>
                let _: #declared;
                let #before = #before.naming::<#set>().__is_set().pass(#before);
            }
        });
        let build = self.build(method, &listed, &f);
        let trapping =
            trap.filter(|_| method == Method::Catch).map(|trap| self.trapping(&callback, trap, &f));
        let check = (value == Value::Same)
            .then(|| self.compare_reply(&types, &quote!(.compare_with(#before)), f.span));
        let carries = match value {
            Value::New => quote!(#types.carries()),
            Value::Same => quote!(#types.carries_on(#before)),
        };
        let proofs = [self.taken(method, &listed, &f), trapping.is_some().then(|| self.name("trapped"))];
        let typed = self.typed_reply(&callback, &f, &carries, &quote!(#check), &proofs);
        let carried = self.carried(&callback, f.span);
        Written {
            statements: quote! {
                #is_set
                #some
                #build
                #trapping
                #typed
                let #waits = #types.waits();
                let #built = (#types, #carried);
            },
            waits: Some(waits),
            step: self.step(method.name()),
        }
    }

    /// The effect of a callback's reply on the types: the point after the stage, and the checks of the reply. Values that
    /// depend on all checks are passed through the proofs.
    fn typed_reply(
        &self,
        callback: &Ident,
        f: &callback::Written,
        carries: &TokenStream,
        check: &TokenStream,
        proofs: &[Option<Ident>],
    ) -> TokenStream {
        let types = self.name("types");
        let reply = self.reply_types(callback, &types, f.span, f.is_async);
        let ask = self.ask_reply(&types, f.shown());
        let kept = passed(proofs.iter().flatten(), &quote!(#types));
        let carries = self.leads_to(carries);
        let typed = quote! {
            #reply
            #carries
            #check
            #ask
            #kept
        };
        self.typed(&quote!(#types), &typed)
    }

    /// The effect of a stage on the types, and the point after it.
    pub fn typed(&self, variables: &TokenStream, statements: &TokenStream) -> TokenStream {
        let at = self.names.before(self.stage.span);
        let (after, typed) = (found(&self.after(), at), typed(statements, variables, at));
        quote!(#after #typed)
    }

    /// Sets the types of the point after a stage.
    pub fn leads_to(&self, carries: &TokenStream) -> TokenStream {
        find(&self.after(), carries, self.names.before(self.stage.span))
    }

    fn pair(&self, f: &Callback, else_span: Span, g: &Callback) -> Written {
        let (before, built, waits) = (self.before(), self.built(), self.waits());
        let (callback, types) = (self.name("callback"), self.name("types"));
        let (errback, else_types) = (self.name("errback"), self.name("else_types"));
        let (f, g) = (callback::write(f, self.names), callback::write(g, self.names));
        let build = self.build(Method::ThenOr, &TokenStream::new(), &f);
        let reply = self.reply_types(&callback, &types, f.span, f.is_async);
        let build_else = self.build_else(&g, else_span);
        let else_reply = self.reply_types(&errback, &else_types, g.span, g.is_async);
        let check = self.compare_reply(&else_types, &quote!(.compare_with_half(#types)), g.span);
        let ask = self.ask_reply(&types, f.shown());
        let ask_else = self.ask_reply(&else_types, g.shown());
        let proofs = [self.taken(Method::ThenOr, &TokenStream::new(), &f), self.else_taken(&g)];
        let kept = passed(proofs.iter().flatten(), &quote!((#types, #else_types)));
        let at = self.names.before(self.stage.span);
        let typed_first = typed(&reply, &quote!(#types), at);
        let carries = self.leads_to(&quote!(#else_types.carries_on(#types.carries_with(#before))));
        let typed_both = self.typed(
            &quote!((#types, #else_types)),
            &quote! {
                #else_reply
                #carries
                #check
                #ask
                #ask_else
                #kept
            },
        );
        let (carried, else_carried) = (self.carried(&callback, f.span), self.carried(&errback, g.span));
        Written {
            statements: quote! {
                #build
                #typed_first
                #build_else
                let #errback = #types.followed_by(#errback);
                #typed_both
                let #waits = #types.waits() | #else_types.waits();
                let #built = (#types, #carried, #else_types, #else_carried);
            },
            waits: Some(waits),
            step: self.step_with(
                "then_else",
                &quote_spanned!(self.names.before(else_span)=> __deferred::__private::else_here()),
            ),
        }
    }

    fn inspect(&self, f: &Callback) -> Written {
        let (before, after, built) = (self.before(), self.after(), self.built());
        let callback = self.name("callback");
        let f = callback::write_as_is(f, self.names);
        let build = self.build(Method::Inspect, &TokenStream::new(), &f);
        let looking = self.settled(&callback, "__looking");
        let carried = self.carried(&callback, f.span);
        let known = known(&quote!(#callback));
        Written {
            statements: quote! {
                #build
                #looking
                #known
                let #built = #carried;
                let (#after,) = (#before,);
            },
            waits: None,
            step: self.step("inspect"),
        }
    }

    fn finally(&self, f: &Callback, sees_outcome: bool) -> Written {
        let (before, built, waits) = (self.before(), self.built(), self.waits());
        let (callback, types) = (self.name("callback"), self.name("types"));
        let f = callback::write(f, self.names);
        let method = if sees_outcome { Method::FinallyWith } else { Method::Finally };
        let build = self.build(method, &TokenStream::new(), &f);
        let check = self.compare_reply(&types, &quote!(.compare_with_unit()), f.span);
        let sure = self.name("sure");
        let proofs = [self.taken(method, &TokenStream::new(), &f)];
        let typed = self.typed_reply(&callback, &f, &quote!(#types.carries_on(#before)), &check, &proofs);
        let carried = self.carried(&callback, f.span);
        let make_sure = quote_spanned! {self.names.before(self.stage.span)=>
            let #sure = #types.sure(#carried, #before);
        };
        Written {
            statements: quote! {
                #build
                #typed
                let #waits = #types.waits();
                #make_sure
                let #built = (#types, #sure);
            },
            waits: Some(waits),
            step: self.step("finally"),
        }
    }

    fn timeout(&self, given: Option<&[TokenStream; 2]>) -> Written {
        let (before, built) = (self.before(), self.built());
        let (callback, types, proof) = (self.name("callback"), self.name("types"), self.name("proof"));
        let keyword = self.stage.span;
        let asked = diagnostics::ask_types(&quote!(#before.set()), "CanTimeOut", &proof, self.names, keyword);
        let time = self.time(given);
        let reply = self.reply_types(&callback, &types, keyword, false);
        let carried = self.carried(&callback, keyword);
        let at = self.names.before(keyword);
        let carries = self.leads_to(&quote!(#types.carries_on(#before)));
        // Nothing is said of the error of a timeout that cannot be.
        let passed = quote_spanned!(at=> let #callback = #proof.pass(#callback););
        let ask = self.ask_reply(&types, (keyword, keyword));
        let typed = self.typed(&quote!(#types), &quote!(#passed #reply #carries #ask));
        Written {
            statements: quote! {
                #asked
                #time
                #typed
                let #built = #types.timed(#carried, #proof);
            },
            waits: None,
            step: Some(Step::Takes { call: quote_spanned!(at=> __deferred::__private::timeout), built }),
        }
    }

    fn raises(&self, errors: &[syn::Type], at_most: bool) -> Written {
        let (before, built) = (self.before(), self.built());
        let (naming, proof, possible) = (self.name("naming"), self.name("proof"), self.name("possible"));
        let (true_naming, members) = (self.name("true_naming"), self.name("members"));
        let (names, keyword) = (self.names, self.stage.span);
        let at = names.before(keyword);
        let named = self.name_errors(errors);
        let once = self
            .named_once(errors, &quote!(#naming.__duplicates()), &proof)
            .map(|ask| quote_spanned!(at=> #ask let #naming = #proof.pass(#naming);));
        // Asked where none is missing: who names the wrong error is told once which it should be. The errors are
        // found by their places, so that the user's tokens stand in one place, which an editor completes.
        let asks_each = !at_most && !errors.is_empty();
        let members_of = asks_each.then(|| quote_spanned!(at=> let #members = #true_naming.__members();));
        let each = errors.iter().filter(|_| asks_each).map(|error| {
            let place = place(error);
            let question = quote_spanned!(names.before(place)=> #members.first().__query_happens());
            let ask = diagnostics::ask(&question, "CanStillRaise", &possible, names, place);
            quote_spanned! {names.before(place)=>
                #ask
                let #true_naming = #possible.pass(#true_naming);
                let #members = #members.rest();
            }
        });
        let all = match errors {
            [] => diagnostics::ask_types(&quote!(#before.set()), "NothingInFlight", &proof, names, keyword),
            _ => diagnostics::ask(
                &quote_spanned!(at=> #naming.__query_each().__missing()),
                "Names",
                &proof,
                names,
                keyword,
            ),
        };
        let known = is_known(&quote!(#built));
        let raising = Ident::new(if errors.is_empty() { "__raising_nothing" } else { "__raising" }, at);
        let carries = self.leads_to(&quote!(#naming.carries()));
        let raises = quote_spanned! {at=>
            #named
            #once
            #all
            let #true_naming = #proof.pass(#naming);
            #members_of
            #(#each)*
            let #built = #true_naming.#raising();
            #known
            #carries
        };
        Written { statements: self.typed(&quote!(#built), &raises), waits: None, step: self.step("raises") }
    }

    /// Asks what is in flight; a chain with this stage never compiles.
    fn hole(&self, place: Span) -> Written {
        let (before, after, proof) = (self.before(), self.after(), self.name("proof"));
        let ask = diagnostics::ask(&quote!(#before.hole()), "AnswersRaises", &proof, self.names, place);
        Written {
            statements: typed(
                &quote!(#ask let (#after,) = (#proof.pass(#before),);),
                &quote!(#after),
                self.names.before(place),
            ),
            waits: None,
            step: None,
        }
    }

    /// The callback, of which the compiler knows that the flavour of the chain carries it.
    fn carried(&self, callback: &Ident, place: Span) -> TokenStream {
        let (flavour, names) = (self.names.flavour(), self.names);
        let rule = quote_spanned!(names.before(place)=> diagnostics::CarriesCallback);
        let given = quote_spanned!(names.before(place)=> #flavour, (#flavour, #callback));
        names.call(rule, "__ask", given, (place, place))
    }

    fn step(&self, step: &str) -> Option<Step> {
        self.step_with(step, &TokenStream::new())
    }

    /// The step, with an argument of its own.
    fn step_with(&self, step: &str, argument: &TokenStream) -> Option<Step> {
        let at = self.names.before(self.stage.span);
        let (built, outcome) = (self.built(), self.names.outcome());
        let step = Ident::new(step, at);
        let comma = (!argument.is_empty()).then(|| quote!(,));
        let call = quote_spanned!(at=> __deferred::__private::#step(#built, #outcome #comma #argument));
        Some(Step::Settles(call))
    }
}

/// Passes `it` on if all these rules were kept.
fn passed<'a>(rules: impl Iterator<Item = &'a Ident>, it: &TokenStream) -> TokenStream {
    rules.map(|proof| quote!(let #it = #proof.pass(#it);)).collect()
}
