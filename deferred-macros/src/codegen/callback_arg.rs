//! Giving a callback to the point before it, which knows what it takes.
//!
//! Where the callback says what it takes, that is asked about first, and then believed.

use super::callback;
use super::callback::Says;
use super::diagnostics;
use super::names::first;
use super::stage::Draft;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// What the callback of a method is given, and the rule that it takes that.
struct Track {
    as_what: &'static str,
    rule: &'static str,
    /// The function that asks the same of a block.
    of_block: &'static str,
}

/// A handler which names its error in its parameter takes what it names.
fn arriving(method: &str, listed: bool) -> Option<Track> {
    let (as_what, rule, of_block) = match method {
        "then" | "then_or" => ("value", "TakenByThen", "takes_value"),
        "both" => ("outcome", "TakenByBoth", "takes_outcome"),
        "catch_all" | "or_else" => ("failure", "TakenByCatch", "takes_failure"),
        "catch" if listed => ("handed", "TakenByHandler", "takes_listed"),
        "inspect" => ("looked_at", "TakenByInspect", ""),
        "finally" | "finally_with" => ("ended", "TakenByFinally", ""),
        _ => return None,
    };
    Some(Track { as_what, rule, of_block })
}

impl Track {
    /// Whether the callback is given it. What is lent is lent for any time: that is not the callback's to say.
    fn is_given(&self) -> bool {
        !matches!(self.rule, "TakenByInspect" | "TakenByFinally")
    }

    /// Whether the callback is believed, and what comes after it known.
    fn is_believed(&self) -> bool {
        self.rule != "TakenByInspect"
    }
}

/// What is asked of a callback before it is given to the point.
enum Asking<'a> {
    /// Of a closure, the type that its parameter says.
    OfType(Track, &'a TokenStream),
    /// Of a function, what its signature says.
    OfFunction(Track),
    /// Of a block, what the closure in it takes.
    OfBlock(Track),
    /// Of a function that is called at the end, whether it takes nothing.
    AtEnd(&'static str),
}

impl<'a> Asking<'a> {
    /// Nothing is asked of a callback that says nothing.
    fn of(method: &str, to: &TokenStream, f: &'a callback::Written) -> Option<Self> {
        let arriving = arriving(method, !to.is_empty())?;
        match &f.declares {
            Says::Type(ty) => Some(Asking::OfType(arriving, ty)),
            Says::Signature if arriving.is_given() => Some(Asking::OfFunction(arriving)),
            Says::Inside if arriving.is_given() => Some(Asking::OfBlock(arriving)),
            Says::Signature if arriving.as_what == "ended" => Some(Asking::AtEnd(arriving.rule)),
            Says::Signature | Says::Inside | Says::Nothing => None,
        }
    }

    /// Whether there is an answer to pass on. What is asked of a block is a bound.
    fn is_answered(&self) -> bool {
        !matches!(self, Asking::OfBlock(_))
    }
}

/// A callback on its way to the point before it.
struct Giving<'a> {
    draft: &'a Draft<'a>,
    /// Where the keyword is.
    keyword: Span,
    /// The point, and what of it takes the callback.
    to: TokenStream,
    method: Ident,
    f: &'a callback::Written,
    /// What becomes of it.
    callback: Ident,
    /// The answer to whether it takes what it is given.
    taken: Ident,
}

impl Draft<'_> {
    /// Gives the callback to the point before it; to what of it, `to` says.
    pub fn build(&self, method: &str, to: &TokenStream, f: &callback::Written) -> TokenStream {
        self.give(method, to, f, self.stage.span, "")
    }

    /// Gives the second half of a pair to the point before it.
    pub fn build_else(&self, g: &callback::Written, else_span: Span) -> TokenStream {
        self.give("or_else", &TokenStream::new(), g, else_span, "else_")
    }

    /// Asks whether there is something to handle.
    pub fn some_errors(&self, keyword: Span) -> TokenStream {
        let (point, proof) = (self.names.point_at(self.number, keyword), self.names.name("proof", keyword));
        let at = self.names.before(keyword);
        let known = quote_spanned!(at=> ::deferred::__private::by_value(#point).__query_some());
        let known = diagnostics::ask(&known, "KnownToHaveSome", &proof, self.names, keyword);
        let errors = quote!(#proof.pass(#point).errors());
        let some = diagnostics::ask_types(&errors, "NotEmpty", &proof, self.names, keyword);
        quote!(#known #some)
    }

    /// The answer to whether the callback takes what it is given, if that is asked.
    pub fn taken(&self, method: &str, to: &TokenStream, f: &callback::Written) -> Option<Ident> {
        Asking::of(method, to, f).is_some_and(|asking| asking.is_answered()).then(|| self.name("taken"))
    }

    /// The same of the second half of a pair.
    pub fn else_taken(&self, g: &callback::Written) -> Option<Ident> {
        let asking = Asking::of("or_else", &TokenStream::new(), g);
        asking.is_some_and(|asking| asking.is_answered()).then(|| self.name("else_taken"))
    }

    fn give(
        &self,
        method: &str,
        to: &TokenStream,
        f: &callback::Written,
        keyword: Span,
        half: &str,
    ) -> TokenStream {
        let point = self.names.point_at(self.number, keyword);
        let something = matches!(method, "catch_all" | "or_else").then(|| self.some_errors(keyword));
        let callback = if half.is_empty() { "callback" } else { "errback" };
        let giving = Giving {
            draft: self,
            keyword,
            to: quote!(#point #to),
            method: Ident::new(method, self.names.at(keyword)),
            f,
            callback: self.names.name(callback, keyword),
            taken: self.names.name(&format!("{half}taken"), keyword),
        };
        let given = match Asking::of(method, to, f) {
            Some(Asking::OfType(arriving, ty)) => giving.of_type(&arriving, ty),
            Some(Asking::OfFunction(arriving)) => giving.of_function(&arriving),
            Some(Asking::OfBlock(arriving)) => giving.of_block(&arriving),
            Some(Asking::AtEnd(rule)) => giving.at_end(rule),
            None => giving.plainly(),
        };
        quote!(#something #given)
    }
}

impl Giving<'_> {
    fn plainly(&self) -> TokenStream {
        let Giving { to, method, callback, f, .. } = self;
        let (attributes, argument) = (&self.draft.stage.attributes, f.argument());
        quote_spanned! {self.at()=>
            #attributes
            let #callback = #to.#method #argument;
        }
    }

    /// A closure whose parameter has a type.
    fn of_type(&self, arriving: &Track, ty: &TokenStream) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (names, declared_by) = (self.draft.names, self.name("declared"));
        let (attributes, argument) = (&self.draft.stage.attributes, f.argument());
        let as_what = Ident::new(arriving.as_what, self.at());
        let place = first(ty).unwrap_or(f.span);
        let ask = diagnostics::ask(&quote!(#declared_by.__query()), arriving.rule, taken, names, place);
        let giver =
            if arriving.is_believed() { self.believing(&declared_by) } else { quote!(#taken.pass(#to)) };
        quote_spanned! {self.at()=>
            let #declared_by = #to.#as_what().declares::<#ty>();
            #ask
            #attributes
            let #callback = #giver.#method #argument;
        }
    }

    /// A function, whose signature says what it takes.
    fn of_function(&self, arriving: &Track) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (names, declared_by) = (self.draft.names, self.name("declared"));
        let function = names.name("function", f.span);
        let (attributes, tokens) = (&self.draft.stage.attributes, &f.tokens);
        let as_what = Ident::new(arriving.as_what, self.at());
        let callable = quote!(::deferred::__private::by_value(#declared_by).__query_callable());
        let callable = diagnostics::ask(&callable, "CallbackOfOne", taken, names, f.span);
        let ask = diagnostics::ask(&quote!(#declared_by.__query()), arriving.rule, taken, names, f.span);
        let giver = self.believing(&declared_by);
        quote_spanned! {self.at()=>
            #attributes
            let #function = #tokens;
            let #declared_by = #to.#as_what().of(&#function);
            #callable
            let #declared_by = ::deferred::__private::by_value(#taken.pass(#declared_by)).__declared();
            #ask
            let #callback = #giver.#method(#function);
        }
    }

    /// A block in which there is a closure, which has its types from what is asked of the block.
    fn of_block(&self, arriving: &Track) -> TokenStream {
        let Giving { to, method, callback, f, .. } = self;
        let (attributes, tokens, argument) = (&self.draft.stage.attributes, &f.tokens, f.argument());
        let (as_what, ask) =
            (Ident::new(arriving.as_what, self.at()), Ident::new(arriving.of_block, self.at()));
        quote_spanned! {self.at()=>
            #attributes
            let #callback = ::deferred::__private::believing!(
                (#to.#as_what().#method(::deferred::diagnostics::#ask(#to.#as_what().given(), #tokens)))
                (#to.#method #argument)
            );
        }
    }

    /// A function that is called at the end.
    fn at_end(&self, rule: &str) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (function, declared_by) = (self.draft.names.name("function", f.span), self.name("declared"));
        let (attributes, tokens) = (&self.draft.stage.attributes, &f.tokens);
        let ask = diagnostics::ask(&quote!(#declared_by.__query()), rule, taken, self.draft.names, f.span);
        let giver = self.believing(&declared_by);
        quote_spanned! {self.at()=>
            #attributes
            let #function = #tokens;
            let #declared_by = #to.ended().of(&#function);
            #ask
            let #callback = #giver.#method(#function);
        }
    }

    /// Who takes the callback at its word. An editor sees the point, whose methods are documented and have its types.
    fn believing(&self, declared_by: &Ident) -> TokenStream {
        let to = &self.to;
        quote_spanned!(self.at()=> ::deferred::__private::believing!((#declared_by) (#to)))
    }

    fn name(&self, name: &str) -> Ident {
        self.draft.names.name(name, self.keyword)
    }

    fn at(&self) -> Span {
        self.draft.names.before(self.keyword)
    }
}
