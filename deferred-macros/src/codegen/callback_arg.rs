//! Writes how a callback is passed to the point before it, whose method gives the parameter its type.
//!
//! A declared type is checked first, and relied on then.

use super::callback;
use super::callback::Says;
use super::diagnostics;
use super::diagnostics::{find, found, typed};
use super::draft::Draft;
use super::names::first;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// The method of a point that takes the callback of a stage, or of half of one.
#[derive(Clone, Copy, PartialEq)]
pub enum Method {
    Then,
    ThenOr,
    OrElse,
    Catch,
    CatchAll,
    Both,
    Inspect,
    Finally,
    FinallyWith,
}

impl Method {
    pub fn name(self) -> &'static str {
        match self {
            Method::Then => "then",
            Method::ThenOr => "then_or",
            Method::OrElse => "or_else",
            Method::Catch => "catch",
            Method::CatchAll => "catch_all",
            Method::Both => "both",
            Method::Inspect => "inspect",
            Method::Finally => "finally",
            Method::FinallyWith => "finally_with",
        }
    }

    /// The argument of the callback. A handler that names its error in its parameter takes that error.
    fn track(self, is_listed: bool) -> Option<Track> {
        match self {
            Method::Then | Method::ThenOr => Some(Track::Value),
            Method::Both => Some(Track::Outcome),
            Method::CatchAll | Method::OrElse => Some(Track::Failure),
            Method::Catch => is_listed.then_some(Track::Listed),
            Method::Inspect => Some(Track::Lent),
            Method::Finally | Method::FinallyWith => Some(Track::End),
        }
    }
}

/// The argument of a callback.
#[derive(Clone, Copy, PartialEq)]
enum Track {
    Value,
    Outcome,
    Failure,
    /// The errors that a `catch` lists.
    Listed,
    /// A reference to the value.
    Lent,
    /// Nothing, or a reference to the outcome if there is one.
    End,
}

impl Track {
    /// The method of a point that returns the argument's witness.
    fn input(self) -> &'static str {
        match self {
            Track::Value => "value",
            Track::Outcome => "outcome",
            Track::Failure => "failure",
            Track::Listed => "handed",
            Track::Lent => "looked_at",
            Track::End => "ended",
        }
    }

    /// The trait whose message says that a callback takes something else.
    fn rule(self) -> &'static str {
        match self {
            Track::Value => "GivesToThen",
            Track::Outcome => "GivesToBoth",
            Track::Failure => "GivesToCatch",
            Track::Listed => "GivesToHandler",
            Track::Lent => "LendsToInspect",
            Track::End => "LendsToFinally",
        }
    }

    /// The function that checks a block. A borrowed argument has any lifetime, which is not the callback's to
    /// declare.
    fn of_block(self) -> Option<&'static str> {
        match self {
            Track::Value => Some("takes_value"),
            Track::Outcome => Some("takes_outcome"),
            Track::Failure => Some("takes_failure"),
            Track::Listed => Some("takes_listed"),
            Track::Lent | Track::End => None,
        }
    }
}

/// The check of a callback before it is passed to the point.
enum Asking<'a> {
    /// For a closure: the declared type of its parameter.
    OfType(Track, &'a TokenStream),
    /// For a function: its signature.
    OfFunction(Track),
    /// For a block: the parameter of the closure in it.
    OfBlock(Track, &'static str),
    /// For a function of `inspect`: whether it takes a reference.
    Lent,
    /// For a function of `finally`: whether it takes nothing.
    AtEnd,
}

impl<'a> Asking<'a> {
    /// A callback that declares nothing is not checked.
    fn of(method: Method, to: &TokenStream, f: &'a callback::Written) -> Option<Self> {
        let track = method.track(!to.is_empty())?;
        match (&f.declares, track.of_block()) {
            (Says::Type(ty), _) => Some(Asking::OfType(track, ty)),
            (Says::Signature, Some(_)) => Some(Asking::OfFunction(track)),
            (Says::Inside, Some(of_block)) => Some(Asking::OfBlock(track, of_block)),
            (Says::Signature, None) if track == Track::End => Some(Asking::AtEnd),
            (Says::Signature, None) => Some(Asking::Lent),
            (Says::Inside | Says::Nothing, _) => None,
        }
    }

    /// Whether the check returns an answer to pass on. A block is checked by a bound, which returns none.
    fn is_answered(&self) -> bool {
        !matches!(self, Asking::OfBlock(..))
    }
}

/// A callback that is being passed to the point before it.
struct Giving<'a> {
    draft: &'a Draft<'a>,
    /// The place of the keyword.
    keyword: Span,
    /// The point, or the part of it that takes the callback.
    to: TokenStream,
    method: Ident,
    f: &'a callback::Written,
    /// The variable of the built callback.
    callback: Ident,
    /// The variable of the answer to the check.
    taken: Ident,
}

impl Draft<'_> {
    /// Passes the callback to the point before it, or to the part of it that `to` names.
    pub fn build(&self, method: Method, to: &TokenStream, f: &callback::Written) -> TokenStream {
        self.give(method, to, f, self.stage.span, "")
    }

    /// Passes the second half of a pair to the point before it.
    pub fn build_else(&self, g: &callback::Written, else_span: Span) -> TokenStream {
        self.give(Method::OrElse, &TokenStream::new(), g, else_span, "else_")
    }

    /// Checks that there is something to handle.
    pub fn some_errors(&self, keyword: Span) -> TokenStream {
        let (point, proof) = (self.names.point_at(self.number, keyword), self.names.name("proof", keyword));
        let at = self.names.before(keyword);
        let known = quote_spanned!(at=> #point.__query_some());
        let known = diagnostics::ask(&known, "IsKnownToFail", &proof, self.names, keyword);
        let errors = quote!(#proof.pass(#point).errors());
        let some = diagnostics::ask_types(&errors, "NotEmpty", &proof, self.names, keyword);
        typed(&quote!(#known #some), &quote!(#proof), at)
    }

    /// The variable of the answer to the check of the callback, if it is checked.
    pub fn taken(&self, method: Method, to: &TokenStream, f: &callback::Written) -> Option<Ident> {
        Asking::of(method, to, f).is_some_and(|asking| asking.is_answered()).then(|| self.name("taken"))
    }

    /// The variable of the answer for the second half of a pair.
    pub fn else_taken(&self, g: &callback::Written) -> Option<Ident> {
        let asking = Asking::of(Method::OrElse, &TokenStream::new(), g);
        asking.is_some_and(|asking| asking.is_answered()).then(|| self.name("else_taken"))
    }

    fn give(
        &self,
        method: Method,
        to: &TokenStream,
        f: &callback::Written,
        keyword: Span,
        half: &str,
    ) -> TokenStream {
        let point = self.names.point_at(self.number, keyword);
        let something =
            matches!(method, Method::CatchAll | Method::OrElse).then(|| self.some_errors(keyword));
        let callback = if half.is_empty() { "callback" } else { "errback" };
        let giving = Giving {
            draft: self,
            keyword,
            to: quote!(#point #to),
            method: Ident::new(method.name(), self.names.at(keyword)),
            f,
            callback: self.names.name(callback, keyword),
            taken: self.names.name(&format!("{half}taken"), keyword),
        };
        let given = match Asking::of(method, to, f) {
            Some(Asking::OfType(track, ty)) => giving.of_type(track, ty),
            Some(Asking::OfFunction(track)) => giving.of_function(track),
            Some(Asking::OfBlock(track, of_block)) => giving.of_block(track, of_block),
            Some(Asking::Lent) => giving.lent(),
            Some(Asking::AtEnd) => giving.at_end(),
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

    /// Checks a closure that declares its parameter.
    fn of_type(&self, track: Track, ty: &TokenStream) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (names, declared_by, declares) = (self.draft.names, self.name("declared"), self.name("declares"));
        let (attributes, argument) = (&self.draft.stage.attributes, f.argument());
        let input = Ident::new(track.input(), self.at());
        let place = first(ty).unwrap_or(f.span);
        let ask = diagnostics::ask(&quote!(#declares.__query_declared()), track.rule(), taken, names, place);
        let giver =
            if track != Track::Lent { self.believing(&declared_by) } else { quote!(#taken.pass(#to)) };
        let declares = quote_spanned!(self.at()=> let #declares = #to.#input().declares::<#ty>(););
        let declared = self.declared(&declares, &ask);
        quote_spanned! {self.at()=>
            #declared
            #attributes
            let #callback = #giver.#method #argument;
        }
    }

    /// Checks a function by its signature.
    fn of_function(&self, track: Track) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (names, declared_by, declares) = (self.draft.names, self.name("declared"), self.name("declares"));
        let function = names.name("function", f.span);
        let (attributes, tokens) = (&self.draft.stage.attributes, &f.tokens);
        let input = Ident::new(track.input(), self.at());
        let callable = quote!(#declares.__query_callable());
        let callable = diagnostics::ask(&callable, "CanCall", taken, names, f.span);
        let ask = diagnostics::ask(&quote!(#declares.__query_declared()), track.rule(), taken, names, f.span);
        let giver = self.believing(&declared_by);
        let declares = quote_spanned! {self.at()=>
            let #declares = #to.#input().of(&#function);
            #callable
            let #declares = #taken.pass(#declares).__declared();
        };
        let declared = self.declared(&declares, &ask);
        quote_spanned! {self.at()=>
            #attributes
            let #function = #tokens;
            #declared
            let #callback = #giver.#method(#function);
        }
    }

    /// Checks a block that contains a closure, which has its types from the bound on the block.
    fn of_block(&self, track: Track, of_block: &str) -> TokenStream {
        let Giving { to, method, callback, f, .. } = self;
        let (attributes, tokens, argument) = (&self.draft.stage.attributes, &f.tokens, f.argument());
        let (input, ask) = (Ident::new(track.input(), self.at()), Ident::new(of_block, self.at()));
        quote_spanned! {self.at()=>
            #attributes
            let #callback = __deferred::__private::believing!(
                (#to.#input().#method(__deferred::diagnostics::#ask(#to.#input().given(), #tokens)))
                (#to.#method #argument)
            );
        }
    }

    /// Checks a function of `inspect`.
    fn lent(&self) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (function, declares) = (self.draft.names.name("function", f.span), self.name("declares"));
        let (attributes, tokens) = (&self.draft.stage.attributes, &f.tokens);
        let question = quote!(#declares.__query_lent());
        let ask = diagnostics::ask(&question, Track::Lent.rule(), taken, self.draft.names, f.span);
        let declares = quote_spanned!(self.at()=> let #declares = #to.looked_at().of(&#function); #ask);
        let declared = typed(&declares, &quote!(#taken), self.at());
        quote_spanned! {self.at()=>
            #attributes
            let #function = #tokens;
            #declared
            let #callback = #taken.pass(#to).#method(#function);
        }
    }

    /// Checks a function of `finally`.
    fn at_end(&self) -> TokenStream {
        let Giving { to, method, callback, taken, f, .. } = self;
        let (function, declared_by, declares) =
            (self.draft.names.name("function", f.span), self.name("declared"), self.name("declares"));
        let (attributes, tokens) = (&self.draft.stage.attributes, &f.tokens);
        let ask = diagnostics::ask(
            &quote!(#declares.__query_declared()),
            Track::End.rule(),
            taken,
            self.draft.names,
            f.span,
        );
        let giver = self.believing(&declared_by);
        let declares = quote_spanned!(self.at()=> let #declares = #to.ended().of(&#function););
        let declared = self.declared(&declares, &ask);
        quote_spanned! {self.at()=>
            #attributes
            let #function = #tokens;
            #declared
            let #callback = #giver.#method(#function);
        }
    }

    /// The declared type, by these statements, and the question whether the argument is of that type.
    fn declared(&self, declares: &TokenStream, ask: &TokenStream) -> TokenStream {
        let (declared, at) = (self.name("declared"), self.at());
        let found = found(&declared, at);
        let says = self.name("declares");
        let find = find(&declared, &quote!(#says), at);
        let taken = &self.taken;
        let typed = typed(&quote!(#declares #find #ask), &quote!(#taken), at);
        quote!(#found #typed)
    }

    /// The receiver of the callback, which relies on its declaration. An editor sees the point, whose methods are
    /// documented and have its types.
    fn believing(&self, declared_by: &Ident) -> TokenStream {
        let to = &self.to;
        quote_spanned!(self.at()=> __deferred::__private::believing!((#declared_by) (#to)))
    }

    fn name(&self, name: &str) -> Ident {
        self.draft.names.name(name, self.keyword)
    }

    fn at(&self) -> Span {
        self.draft.names.before(self.keyword)
    }
}
