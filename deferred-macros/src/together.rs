//! `join!` and `list!`: several Deferreds of different types.
//!
//! The expressions come cut and checked, each in a group of its own, from a
//! `macro_rules!` of the same name. As in a chain, each name stands where the
//! user wrote what it is for.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// The largest number of members, and of errors in a set.
const MOST: usize = 16;

/// A member as it was written, and where.
struct Member {
    tokens: TokenStream,
    place: Span,
}

/// The members, and the context of the names.
struct Members {
    members: Vec<Member>,
    context: Span,
}

/// The values of all, or the first failure.
pub fn join(input: TokenStream) -> TokenStream {
    write(input, "join!", |names| {
        let union = names.name("union", names.context);
        let unions = names.each(|member, at| {
            let add = std::iter::repeat_n(quote_spanned!(at=> .__add()), MOST);
            quote_spanned! {at=>
                let #union = #union.with(&#member).__join()#(#add)*;
                if false { #union.__is_known(); }
                let #union = #union.__together();
            }
        });
        let lifted = names.each(|member, at| quote_spanned!(at=> #union.member(#member)));
        let at = names.context;
        quote_spanned! {at=>
            let #union = ::deferred::expansion::Together::new();
            #(#unions)*
            #union.join((#(#lifted,)*))
        }
    })
}

/// The outcomes of all.
pub fn list(input: TokenStream) -> TokenStream {
    write(input, "list!", |names| {
        let kept = names.each(|member, at| quote_spanned!(at=> ::deferred::expansion::kept(#member)));
        let at = names.context;
        quote_spanned!(at=> ::deferred::expansion::list((#(#kept,)*)))
    })
}

fn write(input: TokenStream, name: &str, rest: impl FnOnce(&Members) -> TokenStream) -> TokenStream {
    let names = Members::of(input);
    if let Some(too_many) = names.members.get(MOST) {
        let message = format!("`{name}` waits for at most {MOST} Deferreds");
        return syn::Error::new(too_many.place, message).into_compile_error();
    }
    // All are evaluated before any name of ours is there.
    let (bound, given): (Vec<_>, Vec<_>) = names
        .members
        .iter()
        .enumerate()
        .map(|(number, member)| {
            let tokens = &member.tokens;
            let at = names.at(member.place);
            (names.member(number), quote_spanned!(at=> ::deferred::expansion::Argument(#tokens)))
        })
        .unzip();
    let known = names.each(|member, at| {
        quote_spanned! {at=>
            #[allow(unused_mut)]
            let mut #member = #member;
            let #member = #member.__member();
            if false { #member.__is_known(); }
        }
    });
    let rest = rest(&names);
    quote!({
        #[allow(unused_imports)]
        use ::deferred::expansion::{
            AddKnown as _, AddNew as _, AddNone as _, GivesNoMember as _, JoinsEach as _, JoinsNothing as _, Known as _,
        };
        let (#(#bound,)*) = (#(#given,)*);
        #(#known)*
        #rest
    })
}

impl Members {
    fn of(input: TokenStream) -> Self {
        let tokens: Vec<_> = input.into_iter().collect();
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        let members: Vec<_> = tokens
            .split(is_comma)
            .filter(|tokens| !tokens.is_empty())
            .map(|tokens| {
                let tokens: TokenStream = tokens.iter().cloned().collect();
                Member { place: first(&tokens), tokens }
            })
            .collect();
        let context = members.first().map_or_else(Span::call_site, |member| member.place);
        Members { members, context }
    }

    fn at(&self, place: Span) -> Span {
        self.context.located_at(place)
    }

    fn name(&self, name: &str, place: Span) -> Ident {
        Ident::new(&format!("__join_{name}"), self.at(place))
    }

    fn member(&self, number: usize) -> Ident {
        self.name(&number.to_string(), self.members[number].place)
    }

    /// Writes something for each member, at its place.
    fn each(&self, write: impl Fn(&Ident, Span) -> TokenStream) -> Vec<TokenStream> {
        let members = self.members.iter().enumerate();
        members.map(|(number, member)| write(&self.member(number), self.at(member.place))).collect()
    }
}

/// Where the first word stands, however deep in groups that cannot be seen.
fn first(tokens: &TokenStream) -> Span {
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => first(&group.stream()),
        Some(token) => token.span(),
        None => Span::call_site(),
    }
}
