//! Writing a stage out.
//!
//! The method that takes the callback has the keyword's own place, so that
//! errors point there and an editor finds its documentation there. So has the
//! step, since its place is where a failure is said to be raised. What is
//! asked of the callback's reply has the callback's place.

use super::callback::{self, Says};
use super::names::{Names, first};
use super::{known, rules};
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
    /// Runs it: takes the outcome, gives what it settles.
    pub step: TokenStream,
}

/// A stage that is being written.
struct Draft<'a> {
    stage: &'a Stage,
    names: &'a Names,
    number: usize,
}

pub fn write(stage: &Stage, number: usize, names: &Names) -> Written {
    let draft = Draft { stage, names, number };
    match &stage.kind {
        StageKind::Then(f) => draft.simple("then", f, Value::New, None),
        StageKind::ThenElse { callback, else_span, errback } => draft.pair(callback, *else_span, errback),
        StageKind::Catch { trap: trap @ Trap::All, handler } => {
            draft.simple("catch_all", handler, Value::Same, Some(trap))
        }
        StageKind::Catch { trap, handler } => draft.simple("catch", handler, Value::Same, Some(trap)),
        StageKind::Both(f) => draft.simple("both", f, Value::New, None),
        StageKind::Inspect(f) => draft.inspect(f),
        StageKind::Finally { callback, sees_outcome } => draft.finally(callback, *sees_outcome),
        StageKind::Raises { errors, at_most } => draft.raises(errors, *at_most),
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
fn listing(errors: &[syn::Type]) -> TokenStream {
    match errors {
        [error] => quote!(.listing::<#error>()),
        _ => quote!(.listing::<::deferred::OneOf<(#(#errors,)*)>>()),
    }
}

/// What the callback of a method is given, and the rule that it takes that. A handler which names its error in its parameter takes what it names.
fn arriving(method: &str, listed: bool) -> (&'static str, &'static str) {
    match method {
        "then" | "then_or" => ("value", "TakenByThen"),
        "both" => ("outcome", "TakenByBoth"),
        "catch_all" | "or_else" => ("failure", "TakenByCatch"),
        "catch" if listed => ("handed", "TakenByHandler"),
        "inspect" => ("looked_at", "TakenByInspect"),
        "finally" | "finally_with" => ("ended", "TakenByFinally"),
        _ => ("", ""),
    }
}

/// Which of a list of errors is not there: a step for each that there could be.
fn found(question: &TokenStream, at: Span) -> TokenStream {
    let next = std::iter::repeat_n(quote_spanned!(at=> .__next()), MOST);
    quote_spanned!(at=> #question #(#next)* .__asked())
}

/// Where a type begins.
fn place(ty: &syn::Type) -> Span {
    first(&quote!(#ty)).unwrap_or_else(Span::call_site)
}

impl Draft<'_> {
    /// A name of this stage's, which only its own statements use.
    fn name(&self, name: &str) -> Ident {
        self.names.name(name, self.stage.span)
    }

    fn before(&self) -> Ident {
        self.names.point_at(self.number, self.stage.span)
    }

    fn after(&self) -> Ident {
        self.names.point_at(self.number + 1, self.stage.span)
    }

    fn built(&self) -> Ident {
        self.names.stage(self.number, self.stage.span)
    }

    fn waits(&self) -> Ident {
        self.names.waits(self.number, self.stage.span)
    }

    /// A stage with one callback, and a step of the same name.
    fn simple(&self, method: &str, f: &Callback, value: Value, trap: Option<&Trap>) -> Written {
        let (after, built, waits) = (self.after(), self.built(), self.waits());
        let (callback, plan) = (self.name("callback"), self.name("plan"));
        let f = callback::write(f, self.names);
        let listed = match trap {
            Some(Trap::Listed(errors)) => listing(errors),
            _ => TokenStream::new(),
        };
        let something = (method == "catch_all").then(|| self.something(self.stage.span));
        let build = self.build(method, &listed, &f, &callback, self.stage.span);
        let trapping = trap.filter(|_| method == "catch").map(|trap| self.trapping(&callback, trap, &f));
        let planned = self.planned(&callback, &plan, f.span);
        let before = self.before();
        let (carries, check, replied) = match value {
            Value::New => (quote!(#plan.carries()), None, None),
            Value::Same => {
                let replied = self.name("replied");
                let check = self.ask_reply(&plan, quote!(.beside(#before)), "InPlaceOf", &replied, f.span);
                (quote!(#plan.carries_on(#before)), Some(check), Some(replied))
            }
        };
        let kept =
            [Some(self.taken(self.stage.span)), trapping.is_some().then(|| self.name("trapped")), replied];
        let kept = self.kept(kept.into_iter().flatten(), quote!((#plan, #callback)));
        Written {
            statements: quote! {
                #something
                #build
                #trapping
                #planned
                let #after = #carries;
                #check
                let #waits = #plan.waits();
                let #built = #kept;
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
        let nothing = TokenStream::new();
        let build = self.build("then_or", &nothing, &f, &callback, self.stage.span);
        let planned = self.planned(&callback, &plan, f.span);
        let something = self.something(else_span);
        let build_else = self.build("or_else", &nothing, &g, &errback, else_span);
        let planned_else = self.planned(&errback, &else_plan, g.span);
        let replied = self.name("replied");
        let check = self.ask_reply(&else_plan, quote!(.beside_half(#plan)), "LikeTheOther", &replied, g.span);
        let kept = [self.taken(self.stage.span), self.taken(else_span), replied];
        let kept = self.kept(kept.into_iter(), quote!((#plan, #callback, #else_plan, #errback)));
        Written {
            statements: quote! {
                #build
                #planned
                #something
                #build_else
                let #errback = #plan.followed_by(#errback);
                #planned_else
                let #after = #else_plan.carries_on(#plan.carries_with(#before));
                #check
                let #waits = #plan.waits() | #else_plan.waits();
                let #built = #kept;
            },
            waits: Some(waits),
            step: self.step_with(
                "then_else",
                &quote_spanned!(self.names.at(else_span)=> ::deferred::expansion::else_here()),
            ),
        }
    }

    fn inspect(&self, f: &Callback) -> Written {
        let (before, after, built) = (self.before(), self.after(), self.built());
        let callback = self.name("callback");
        let f = callback::write_as_is(f, self.names);
        let build = self.build("inspect", &TokenStream::new(), &f, &callback, self.stage.span);
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
        let build = self.build(method, &TokenStream::new(), &f, &callback, self.stage.span);
        let planned = self.planned(&callback, &plan, f.span);
        let replied = self.name("replied");
        let check = self.ask_reply(&plan, quote!(.beside_nothing()), "GivenByFinally", &replied, f.span);
        let sure = self.name("sure");
        let make_sure = {
            let at = self.names.at(self.stage.span);
            quote_spanned!(at=> let #sure = #replied.pass(#plan).sure(#callback, #before);)
        };
        Written {
            statements: quote! {
                #build
                #planned
                let #after = #plan.carries_on(#before);
                #check
                #make_sure
                let #waits = #plan.waits();
                let #built = (#plan, #sure);
            },
            waits: Some(waits),
            step: self.step("finally"),
        }
    }

    fn raises(&self, errors: &[syn::Type], at_most: bool) -> Written {
        let (before, after, built) = (self.before(), self.after(), self.built());
        let (naming, kept) = (self.name("naming"), self.name("kept"));
        let at = self.names.at(self.stage.span);
        let named = errors.iter().filter(|_| !at_most).map(|error| {
            let at = self.names.at(place(error));
            let question = quote_spanned!(at=> #before.named::<#error>().__asked());
            rules::ask(&question, "PossibleWhereNamed", &kept, at)
        });
        let all_named = match errors {
            [] => rules::ask_types(&quote!(#before.set()), "NothingInFlight", &kept, at),
            _ => rules::ask(&found(&quote!(#naming.__asked()), at), "NoneMissing", &kept, at),
        };
        let known = known(&quote!(#built));
        let attributes = &self.stage.attributes;
        Written {
            statements: quote_spanned! {at=>
                #(#named)*
                #attributes
                let #naming = #before.naming::<(#(#errors,)*)>();
                #all_named
                let #built = #kept.pass(#naming).__raising();
                #known
                let #after = #naming.carries();
            },
            waits: None,
            step: self.step("raises"),
        }
    }

    /// Asks whether there is something to handle.
    fn something(&self, place: Span) -> TokenStream {
        let before = self.names.point_at(self.number, place);
        rules::ask_types(
            &quote!(#before.errors()),
            "NotEmpty",
            &self.names.name("kept", place),
            self.names.at(place),
        )
    }

    /// The name for the answer to whether the callback of the keyword at `place` takes what it is given.
    fn taken(&self, place: Span) -> Ident {
        self.names.name("taken", place)
    }

    /// Hands `it` on if all these rules were kept.
    fn kept(&self, rules: impl Iterator<Item = Ident>, it: TokenStream) -> TokenStream {
        rules.fold(it, |it, kept| quote!(#kept.pass(#it)))
    }

    /// Gives the callback to the point before it, which knows what it takes. If the callback says what it takes, that is asked about first.
    fn build(
        &self,
        method: &str,
        to: &TokenStream,
        f: &callback::Written,
        callback: &Ident,
        keyword: Span,
    ) -> TokenStream {
        let at = self.names.at(keyword);
        let before = self.names.point_at(self.number, keyword);
        let before = quote!(#before #to);
        let (said, taken) = (self.names.name("said", keyword), self.taken(keyword));
        let (arriving, rule) = arriving(method, !to.is_empty());
        let method = Ident::new(method, at);
        let (attributes, allow, argument) = (&self.stage.attributes, &f.allow, f.argument());
        // What is lent, and not given, is lent for any time: that the point alone can say.
        let believed = !matches!(rule, "TakenByInspect" | "TakenByFinally");
        let giver = if believed { quote!(#said) } else { quote!(#taken.pass(#before)) };
        match &f.says {
            Says::Type(ty) if !arriving.is_empty() => {
                let at_type = self.names.at(first(ty).unwrap_or(f.span));
                let arriving = Ident::new(arriving, at);
                let ask = rules::ask(&quote!(#said.__asked()), rule, &taken, at_type);
                quote_spanned! {at=>
                    let #said = #before.#arriving().says::<#ty>();
                    #ask
                    #attributes
                    #allow
                    let #callback = #giver.#method #argument;
                }
            }
            Says::Signature if believed && !arriving.is_empty() => {
                let at_function = self.names.at(f.span);
                let arriving = Ident::new(arriving, at);
                let function = self.names.name("function", f.span);
                let tokens = &f.tokens;
                let callable =
                    rules::ask(&quote!(#said.__asked_callable()), "CallbackOfOne", &taken, at_function);
                let ask = rules::ask(&quote!(#said.__asked()), rule, &taken, at_function);
                let known = known(&quote!(#said));
                quote_spanned! {at=>
                    #attributes
                    #allow
                    let #function = #tokens;
                    #[allow(unused_mut)]
                    let mut #said = #before.#arriving().of(&#function);
                    #callable
                    #[allow(unused_mut)]
                    let mut #said = #taken.pass(#said);
                    let #said = #said.__said();
                    #known
                    #ask
                    let #callback = #said.#method(#function);
                }
            }
            Says::Signature if rule == "TakenByFinally" => {
                let at_function = self.names.at(f.span);
                let function = self.names.name("function", f.span);
                let tokens = &f.tokens;
                let ask =
                    rules::ask(&quote!(#before.ended().of(&#function).__asked()), rule, &taken, at_function);
                quote_spanned! {at=>
                    #attributes
                    #allow
                    let #function = #tokens;
                    #ask
                    let #callback = #giver.#method(#function);
                }
            }
            Says::Nothing | Says::Type(_) | Says::Signature => quote_spanned! {at=>
                #attributes
                #allow
                let #callback = #before.#method #argument;
                let #taken = ::deferred::rules::Kept;
            },
        }
    }

    /// Asks whether the errors that a handler names can be in flight, and gives the handler what it traps.
    fn trapping(&self, callback: &Ident, trap: &Trap, f: &callback::Written) -> TokenStream {
        let before = self.before();
        let trapped = self.name("trapped");
        let known_reply = self.known_reply(callback);
        let at = self.names.at(self.stage.span);
        let ask = |types: TokenStream, place: Span| {
            let at = self.names.at(place);
            let handling = self.names.name("handling", place);
            let ask = rules::ask(&found(&quote!(#handling.__asked()), at), "PossibleHere", &trapped, at);
            quote_spanned! {at=>
                #[allow(unused_mut)]
                let mut #handling = #types;
                #ask
            }
        };
        let asked = match trap {
            Trap::Listed(errors) if errors.len() > 1 => {
                let all = self.name("all");
                let each = errors.iter().map(|error| {
                    let question = ask(quote!(#before.handled::<#error>()), place(error));
                    quote!(#question let #all = #all.pass(#trapped);)
                });
                let whole = ask(quote!(#all.pass(#callback.handling())), self.stage.span);
                quote!(let #all = ::deferred::rules::Kept; #(#each)* #whole)
            }
            Trap::Listed(errors) => {
                ask(quote!(#callback.handling()), errors.first().map_or(self.stage.span, place))
            }
            _ => {
                let place = match &f.says {
                    Says::Type(ty) => first(ty).unwrap_or(self.stage.span),
                    _ => self.stage.span,
                };
                ask(quote!(#callback.handling()), place)
            }
        };
        let trapping = self.settled(callback, "__trapping");
        quote_spanned! {at=>
            #known_reply
            #asked
            #trapping
        }
    }

    /// Makes sure of what a callback gives.
    fn known_reply(&self, callback: &Ident) -> TokenStream {
        known(&quote!(#callback.some_reply()))
    }

    /// Settles something of a callback, after which its type is known, or known to be wrong.
    fn settled(&self, callback: &Ident, question: &str) -> TokenStream {
        let at = self.names.at(self.stage.span);
        let question = Ident::new(question, at);
        let known = known(&quote!(#callback));
        quote_spanned! {at=>
            #[allow(unused_mut)]
            let mut #callback = #callback;
            let #callback = #callback.#question();
            #known
        }
    }

    /// Works out what a callback gives, and which of its errors are new.
    fn planned(&self, callback: &Ident, plan: &Ident, span: Span) -> TokenStream {
        let at = self.names.at(span);
        let add = std::iter::repeat_n(quote_spanned!(at=> .__add()), MOST);
        let joined = self.names.name("joined", span);
        let known_reply = self.known_reply(callback);
        let known_error = known(&quote!(#plan.some_error()));
        let known_union = known(&quote!(#plan));
        let is_error = rules::ask(&quote!(#plan.__asked_error()), "IsAnError", &joined, at);
        let room = rules::ask(&quote!(#joined.pass(#plan).__asked_room()), "RoomForOneMore", &joined, at);
        quote_spanned! {at=>
            #known_reply
            let #plan = #callback.reply().__unpack();
            #known_error
            let #plan = #plan.__errors().__join()#(#add)*;
            #known_union
            #is_error
            #room
            let #plan = #joined.pass(#plan).__known().__place();
        }
    }

    /// Asks of a plan what its callback gives, at the callback's place. Then it is the plan of one that gives the right thing.
    fn ask_reply(
        &self,
        plan: &Ident,
        beside: TokenStream,
        rule: &str,
        replied: &Ident,
        span: Span,
    ) -> TokenStream {
        let at = self.names.at(span);
        let asked = self.names.name("asked", span);
        let ask = rules::ask(&quote!(#asked.__asked()), rule, replied, at);
        quote_spanned! {at=>
            let #asked = #plan #beside;
            #ask
            let #plan = #asked.agreed();
        }
    }

    fn step(&self, step: &str) -> TokenStream {
        self.step_with(step, &TokenStream::new())
    }

    /// The step, with an argument of its own.
    fn step_with(&self, step: &str, argument: &TokenStream) -> TokenStream {
        let at = self.names.at(self.stage.span);
        let (built, outcome) = (self.built(), self.names.outcome());
        let step = Ident::new(step, at);
        let comma = (!argument.is_empty()).then(|| quote!(,));
        quote_spanned!(at=> ::deferred::expansion::#step(#built, #outcome #comma #argument))
    }
}
