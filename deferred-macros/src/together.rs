//! `join!` and `list!`: several Deferreds of different types.
//!
//! The expressions come cut and checked, each in a group of its own, from a
//! `macro_rules!` of the same name. As in a chain, each name stands where the
//! user wrote what it is for.

use crate::expand::{Names, known, rules};
use crate::grammar::is_punct;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Error;

/// The largest number of members, and of errors in a set.
const MOST: usize = 16;

/// A member as it was written, and where.
struct Member {
    tokens: TokenStream,
    place: Span,
}

/// The members, and the names of what becomes of them.
struct Members {
    members: Vec<Member>,
    names: Names,
}

/// The values of all, or the first failure.
pub fn join(input: TokenStream) -> TokenStream {
    join_by(input, "join")
}

/// The same, when the rest is cancelled where one fails.
pub fn join_or_cancel(input: TokenStream) -> TokenStream {
    join_by(input, "join_or_cancel")
}

fn join_by(input: TokenStream, method: &str) -> TokenStream {
    write(input, "join!", |all| {
        let at = all.names.before_source();
        let union = all.names.name("union", all.names.at_source());
        let unions = all.each(|member, place| {
            let at = all.names.before(place);
            let joined = all.names.name("joined", place);
            let add = std::iter::repeat_n(quote_spanned!(at=> .__add()), MOST);
            let known = known(&quote!(#union));
            let room = quote!(#union.__asked_room());
            let room = rules::ask(&room, "RoomForOneMore", &joined, &all.names, place);
            quote_spanned! {at=>
                let #union = #union.with(&#member).__join()#(#add)*;
                #known
                #room
                let #union = #joined.pass(#union).__together();
            }
        });
        let lifted = all.each(|member, _| quote!(#union.member(#member)));
        let method = Ident::new(method, at);
        quote_spanned! {at=>
            let #union = ::deferred::expansion::Together::new();
            #(#unions)*
            #union.#method((#(#lifted,)*))
        }
    })
}

/// The outcomes of all.
pub fn list(input: TokenStream) -> TokenStream {
    write(input, "list!", |all| {
        let kept = all.each(|member, _| quote!(::deferred::expansion::kept(#member)));
        quote_spanned!(all.names.before_source()=> ::deferred::expansion::list((#(#kept,)*)))
    })
}

fn write(input: TokenStream, name: &str, rest: impl FnOnce(&Members) -> TokenStream) -> TokenStream {
    let all = Members::of(input);
    let refused = if all.members.is_empty() {
        let message = format!("`{name}` waits for at least one Deferred [E-join-of-nothing]");
        Some(Error::new(Span::call_site(), message))
    } else {
        let message = format!("`{name}` waits for at most {MOST} Deferreds [E-join-of-too-many]");
        all.members.get(MOST).map(|too_many| Error::new(too_many.place, message))
    };
    if let Some(refused) = refused {
        return refused.into_compile_error();
    }
    // All are evaluated before any name of ours is there.
    let given = all.members.iter().map(|member| {
        let (tokens, at) = (&member.tokens, all.names.before(member.place));
        quote_spanned!(at=> ::deferred::expansion::Argument(#tokens))
    });
    let bound = all.each(|member, _| quote!(#member));
    let members = all.each(|member, place| {
        let kept = all.names.name("kept", place);
        let ask = rules::ask(&quote!(#member.waits().__asked()), "AsMember", &kept, &all.names, place);
        let known = known(&quote!(#member));
        quote_spanned! {all.names.before(place)=>
            #ask
            let #member = #kept.pass(#member).__member();
            #known
        }
    });
    let carrier = all.names.carrier();
    let first = all.names.member(0, all.members[0].place);
    let flavours = all.each(|member, place| {
        let kept = all.names.name("kept", place);
        let question = quote!(#carrier.beside(&#member).__asked());
        let ask = rules::ask(&question, "WaitedForBeside", &kept, &all.names, place);
        quote_spanned! {all.names.before(place)=>
            #ask
            let #member = #kept.pass(#member);
        }
    });
    let rest = rest(&all);
    quote!({
        use ::deferred::expansion::methods::*;
        let (#(#bound,)*) = (#(#given,)*);
        #(#members)*
        let #carrier = ::deferred::expansion::Carrier::of(&#first);
        #(#flavours)*
        #rest
    })
}

impl Members {
    fn of(input: TokenStream) -> Self {
        let tokens: Vec<_> = input.into_iter().collect();
        let members: Vec<_> = tokens
            .split(|token| is_punct(token, ','))
            .filter(|tokens| !tokens.is_empty())
            .map(|tokens| {
                let tokens: TokenStream = tokens.iter().cloned().collect();
                Member { place: first(&tokens), tokens }
            })
            .collect();
        let context = members.first().map_or_else(Span::call_site, |member| member.place);
        Members { members, names: Names::at_one_place(context) }
    }

    /// Writes something for each member, with its name and its place.
    fn each(&self, write: impl Fn(&Ident, Span) -> TokenStream) -> Vec<TokenStream> {
        let members = self.members.iter().enumerate();
        members
            .map(|(number, member)| write(&self.names.member(number, member.place), member.place))
            .collect()
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
