//! Writing a stage out.
//!
//! The method that takes the callback has the keyword's own place, so that
//! errors point there and an editor finds its documentation there. The step
//! stands just before it, since its place is where a failure is said to be
//! raised. What is asked of the callback's reply has the callback's place.

use super::callback;
use super::half;
use super::known;
use super::names::Names;
use crate::grammar::{Callback, Stage, StageKind, Trap};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// The largest number of errors in a set.
const MOST: usize = 16;

/// A stage written out.
pub struct Written {
    /// Builds the stage, and the point after it.
    pub statements: TokenStream,
    /// Whether it can give something that waits, if that depends on its callback: a variable.
    pub waits: Option<Ident>,
    /// Runs it: takes the outcome, gives what it settles. A stage that is not as it should be never runs.
    pub step: Option<TokenStream>,
}

/// A stage that is being written.
pub struct Draft<'a> {
    pub stage: &'a Stage,
    pub names: &'a Names,
    number: usize,
}

pub fn write(stage: &Stage, number: usize, names: &Names) -> Written {
    let draft = Draft { stage, names, number };
    if let Some(half) = half::statements(&draft) {
        return Written { statements: half, waits: None, step: None };
    }
    match &stage.kind {
        StageKind::Then(f) => draft.simple("then", &quote!(), f, Value::New),
        StageKind::ThenElse { callback, else_span, errback } => draft.pair(callback, *else_span, errback),
        StageKind::Catch { trap: Trap::All, handler } => {
            draft.simple("catch_all", &quote!(), handler, Value::Same)
        }
        StageKind::Catch { trap, handler } => draft.simple("catch", &trapped(trap), handler, Value::Same),
        StageKind::Both(f) => draft.simple("both", &quote!(), f, Value::New),
        StageKind::Inspect(f) => draft.inspect(f),
        StageKind::Finally { callback, sees_outcome } => draft.finally(callback, *sees_outcome),
        StageKind::Raises { errors, at_most } => draft.raises(errors, *at_most),
        StageKind::Word(_) | StageKind::Unknown(_) => unreachable!("what is no stage is a mistake"),
    }
}

/// What a callback's value is to the chain.
#[derive(Clone, Copy, PartialEq)]
enum Value {
    /// The chain goes on with it.
    New,
    /// It stands for the value that the chain would have had.
    Same,
}

/// Where a handler is given to: the errors that a `catch` lists say what it takes.
pub fn trapped(trap: &Trap) -> TokenStream {
    match trap {
        Trap::Listed(errors) if errors.len() == 1 => quote!(.listing::<#(#errors)*>()),
        Trap::Listed(errors) => quote!(.listing::<::deferred::OneOf<(#(#errors,)*)>>()),
        Trap::Annotated | Trap::All => TokenStream::new(),
    }
}

impl Draft<'_> {
    /// A name of this stage's, which only its own statements use.
    pub fn name(&self, name: &str) -> Ident {
        self.names.name(name, self.stage.span)
    }

    pub fn before(&self) -> Ident {
        self.names.point_at(self.number, self.stage.span)
    }

    pub fn after(&self) -> Ident {
        self.names.point_at(self.number + 1, self.stage.span)
    }

    fn built(&self) -> Ident {
        self.names.stage(self.number, self.stage.span)
    }

    fn waits(&self) -> Ident {
        self.names.waits(self.number, self.stage.span)
    }

    /// A stage with one callback, and a step of the same name.
    fn simple(&self, method: &str, to: &TokenStream, f: &Callback, value: Value) -> Written {
        let (before, after, built, waits) = (self.before(), self.after(), self.built(), self.waits());
        let (callback, plan) = (self.name("callback"), self.name("plan"));
        let f = callback::write(f, self.names);
        let build = self.build(method, to, &f);
        let known_handler = (method == "catch").then(|| self.known_reply(&callback));
        let trapping = (method == "catch").then(|| self.settled(&callback, "__trapping"));
        let planned = self.planned(&callback, &plan, f.span);
        let check = (value == Value::Same)
            .then(|| self.ask(&plan, quote!(.beside(#before)), "__stands_for_the_value", f.span));
        let carries = match value {
            Value::New => quote!(#plan.carries()),
            Value::Same => quote!(#plan.carries_on(#before)),
        };
        Written {
            statements: quote! {
                #build
                #known_handler
                #trapping
                #planned
                #check
                let #after = #carries;
                let #waits = #plan.waits();
                let #built = (#plan, #callback);
            },
            waits: Some(waits),
            step: self.step(method),
        }
    }

    fn pair(&self, f: &Callback, else_span: Span, g: &Callback) -> Written {
        let (before, after, built, waits) = (self.before(), self.after(), self.built(), self.waits());
        let (callback, plan) = (self.name("callback"), self.name("plan"));
        let (errback, else_plan) = (self.name("errback"), self.name("else_plan"));
        let (f, g) = (callback::write(f, self.names), callback::write(g, self.names));
        let build = self.build("then_or", &quote!(), &f);
        let planned = self.planned(&callback, &plan, f.span);
        let build_else = self.build_else(&g, else_span);
        let planned_else = self.planned(&errback, &else_plan, g.span);
        let check = self.ask(&else_plan, quote!(.beside_half(#plan)), "__gives_the_same", g.span);
        Written {
            statements: quote! {
                #build
                #planned
                #build_else
                let #errback = #plan.followed_by(#errback);
                #planned_else
                #check
                let #after = #else_plan.carries_on(#plan.carries_with(#before));
                let #waits = #plan.waits() | #else_plan.waits();
                let #built = (#plan, #callback, #else_plan, #errback);
            },
            waits: Some(waits),
            step: self.step_with(
                "then_else",
                &quote_spanned!(self.names.before(else_span)=> ::deferred::expansion::else_here()),
            ),
        }
    }

    /// Gives the second half of a pair to the point before it.
    pub fn build_else(&self, g: &callback::Written, else_span: Span) -> TokenStream {
        let (before, errback) = (self.names.point_at(self.number, else_span), self.name("errback"));
        let or_else = Ident::new("or_else", self.names.at(else_span));
        let (attributes, argument) = (&self.stage.attributes, g.argument());
        quote_spanned! {self.names.before(else_span)=>
            #attributes
            let #errback = #before.#or_else #argument;
        }
    }

    fn inspect(&self, f: &Callback) -> Written {
        let (before, after, built) = (self.before(), self.after(), self.built());
        let callback = self.name("callback");
        let build = self.build("inspect", &quote!(), &callback::write_as_is(f, self.names));
        let looking = self.settled(&callback, "__looking");
        Written {
            statements: quote! {
                #build
                #looking
                let #built = #callback;
                let #after = #before;
            },
            waits: None,
            step: self.step("inspect"),
        }
    }

    fn finally(&self, f: &Callback, sees_outcome: bool) -> Written {
        let (before, after, built, waits) = (self.before(), self.after(), self.built(), self.waits());
        let (callback, plan) = (self.name("callback"), self.name("plan"));
        let f = callback::write(f, self.names);
        let method = if sees_outcome { "finally_with" } else { "finally" };
        let build = self.build(method, &quote!(), &f);
        let planned = self.planned(&callback, &plan, f.span);
        let check = self.ask(&plan, quote!(.beside_nothing()), "__gives_nothing", f.span);
        let sure = self.name("sure");
        let make_sure = {
            let at = self.names.before(self.stage.span);
            quote_spanned!(at=> let #sure = #plan.sure(#callback, #before);)
        };
        Written {
            statements: quote! {
                #build
                #planned
                #check
                let #after = #plan.carries_on(#before);
                #make_sure
                let #waits = #plan.waits();
                let #built = (#plan, #sure);
            },
            waits: Some(waits),
            step: self.step("finally"),
        }
    }

    fn raises(&self, errors: &[syn::Type], at_most: bool) -> Written {
        let (after, built) = (self.after(), self.built());
        let question = match (at_most, errors) {
            (true, _) => "__at_most",
            (false, []) => "__nothing",
            (false, _) => "__exactly",
        };
        let named = self.name_errors(errors);
        let answer = self.names.ask(&quote!(#built), question, self.stage.span);
        let known = known(&quote!(#built));
        Written {
            statements: quote_spanned! {self.names.before(self.stage.span)=>
                #named
                let #built = #answer;
                #known
                let #after = #built.carries();
            },
            waits: None,
            step: self.step("raises"),
        }
    }

    /// Names errors to the point before the stage.
    pub fn name_errors(&self, errors: &[syn::Type]) -> TokenStream {
        let (before, built, attributes) = (self.before(), self.built(), &self.stage.attributes);
        let naming = Ident::new("naming", self.names.at(self.stage.span));
        quote_spanned! {self.names.before(self.stage.span)=>
            #attributes
            let #built = #before.#naming::<(#(#errors,)*)>();
        }
    }

    /// Gives the callback to the point before it, which knows what it takes.
    pub fn build(&self, method: &str, to: &TokenStream, f: &callback::Written) -> TokenStream {
        let (before, callback) = (self.before(), self.name("callback"));
        let method = Ident::new(method, self.names.at(self.stage.span));
        let (attributes, argument) = (&self.stage.attributes, f.argument());
        quote_spanned! {self.names.before(self.stage.span)=>
            #attributes
            let #callback = #before #to .#method #argument;
        }
    }

    /// Makes sure of what a callback gives.
    fn known_reply(&self, callback: &Ident) -> TokenStream {
        known(&quote!(#callback.some_reply()))
    }

    /// Settles something of a callback, after which its type is known, or known to be wrong.
    fn settled(&self, callback: &Ident, question: &str) -> TokenStream {
        let known = known(&quote!(#callback));
        let answer = self.names.ask(&quote!(#callback), question, self.stage.span);
        quote_spanned! {self.names.before(self.stage.span)=>
            let #callback = #answer;
            #known
        }
    }

    /// Works out what a callback gives, and which of its errors are new.
    fn planned(&self, callback: &Ident, plan: &Ident, span: Span) -> TokenStream {
        let at = self.names.before(span);
        let add = std::iter::repeat_n(quote_spanned!(at=> .__add()), MOST);
        let known_reply = self.known_reply(callback);
        let known_error = known(&quote!(#plan.some_error()));
        let known_union = known(&quote!(#plan));
        let known_set = self.names.ask(&quote!(#plan), "__known", span);
        quote_spanned! {at=>
            #known_reply
            let #plan = #callback.reply().__unpack();
            #known_error
            let #plan = #plan.__errors().__join()#(#add)*;
            let #plan = #known_set;
            #known_union
            let #plan = #plan.__place();
        }
    }

    /// Asks of a plan what its callback gives, at the callback's place. Its type is known then, or known to be wrong.
    fn ask(&self, plan: &Ident, beside: TokenStream, question: &str, span: Span) -> TokenStream {
        let asked = self.names.name("asked", span);
        let known = known(&quote!(#plan));
        let answer = self.names.ask(&quote!(#asked), question, span);
        quote_spanned! {self.names.before(span)=>
            let #asked = #plan #beside;
            let #plan = #answer;
            #known
        }
    }

    fn step(&self, step: &str) -> Option<TokenStream> {
        self.step_with(step, &TokenStream::new())
    }

    /// The step, with an argument of its own.
    fn step_with(&self, step: &str, argument: &TokenStream) -> Option<TokenStream> {
        let at = self.names.before(self.stage.span);
        let (built, outcome) = (self.built(), self.names.outcome());
        let step = Ident::new(step, at);
        let comma = (!argument.is_empty()).then(|| quote!(,));
        Some(quote_spanned!(at=> ::deferred::expansion::#step(#built, #outcome #comma #argument)))
    }
}
