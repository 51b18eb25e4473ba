//! Writes `join!` and `list!`: several Deferreds of different types.
//!
//! A `macro_rules!` of the same name splits and checks the expressions, each in a group of its own. As in a chain,
//! each name has the place where the user wrote what it is for.

use crate::codegen::reply::adds;
use crate::codegen::{Names, diagnostics, find_crate, known};
use crate::parse::{is_punct, mistake};
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// The largest number of members.
const MOST: usize = 16;

/// A member as it was written, and where.
struct Member {
    tokens: TokenStream,
    /// Its first word.
    place: Span,
    /// Its last.
    end: Span,
}

/// The members, and the names of their variables.
struct Members {
    members: Vec<Member>,
    names: Names,
}

/// Writes `join!`: the values of all, or the first failure.
pub fn join(input: TokenStream, krate: &TokenStream) -> TokenStream {
    join_by(input, krate, "join")
}

/// Writes `join!(cancel rest; ..)`, which cancels the rest where one fails.
pub fn join_or_cancel(input: TokenStream, krate: &TokenStream) -> TokenStream {
    join_by(input, krate, "join_or_cancel")
}

fn join_by(input: TokenStream, krate: &TokenStream, method: &str) -> TokenStream {
    write(input, krate, "join!", |all| {
        let at = all.names.before_source();
        let union = all.names.name("union", all.names.at_source());
        let unions = all.each(|member, place @ (begin, _), at| {
            let joined = all.names.name("joined", begin);
            let adds = adds(at);
            let known = known(&quote!(#union));
            let room =
                diagnostics::ask_of(&quote!(#union.__room()), "HasRoomFor", &joined, &all.names, place);
            quote_spanned! {at=>
                let #union = #union.with(&#member).__join() #adds;
                #known
                #room
                let #union = #joined.__together();
            }
        });
        let lifted =
            all.each(|member, _, at| quote_spanned!(at=> #union.lifting(&#member).__member(#member)));
        let method = Ident::new(method, at);
        quote_spanned! {at=>
            let #union = __deferred::__private::Together::new();
            #(#unions)*
            #union.#method((#(#lifted,)*))
        }
    })
}

/// Writes `list!`: the outcomes of all.
pub fn list(input: TokenStream, krate: &TokenStream) -> TokenStream {
    write(input, krate, "list!", |all| {
        let kept = all.each(|member, _, at| quote_spanned!(at=> __deferred::__private::listed(#member)));
        quote_spanned!(all.names.before_source()=> __deferred::__private::list((#(#kept,)*)))
    })
}

fn write(
    input: TokenStream,
    krate: &TokenStream,
    name: &str,
    rest: impl FnOnce(&Members) -> TokenStream,
) -> TokenStream {
    let comma = comma_too_many(&input);
    let all = Members::of(input, krate);
    let refused = if let Some(comma) = comma {
        Some(mistake(comma, "there is nothing before this `,`: take it away [E-comma-too-many]"))
    } else if all.members.is_empty() {
        let message = format!("`{name}` waits for at least one Deferred [E-join-of-nothing]");
        Some(mistake(Span::call_site(), message))
    } else if let Some(token) = all.members.iter().find_map(without_a_comma) {
        let message = format!("expected `,` between the Deferreds, found `{token}` [E-no-comma]");
        Some(mistake(token.span(), message))
    } else {
        let message = format!("`{name}` waits for at most {MOST} Deferreds [E-join-of-too-many]");
        all.members.get(MOST).map(|too_many| mistake(too_many.place, message))
    };
    if let Some(refused) = refused {
        return refused.into_compile_error();
    }
    let given = all.members.iter().map(|member| {
        let (tokens, at) = (&member.tokens, all.names.before(member.place));
        // The compiler reports a mistake in a type once for each place, so this one has the member's own: from its
        // first word to its last.
        let mut argument = Group::new(Delimiter::Brace, quote!(given: #tokens));
        argument.set_span(all.names.behind(member.end));
        quote_spanned!(at=> __deferred::__private::Argument #argument)
    });
    let bound =
        all.each(|member, _, at| quote_spanned!(at=> #member @ __deferred::__private::Argument { given: _ }));
    // Where a member is none, the compiler says nothing of what they are together.
    let all_proof = all.names.name("all", all.members[0].place);
    let members = all.each(|member, place @ (begin, _), at| {
        let kept = all.names.name("proof", begin);
        let question = quote_spanned!(at=> #member.waits().__query_waits());
        let ask = diagnostics::ask_of(&question, "CanJoin", &kept, &all.names, place);
        let known = known(&quote!(#member));
        quote_spanned! {at=>
            #ask
            let #all_proof = #kept.pass(#all_proof);
            let #member = #kept.pass(#member).__member();
            #known
        }
    });
    let flavour = all.names.flavour();
    let first = all.names.member(0, all.members[0].place);
    let flavours = all.each(|member, place @ (begin, _), at| {
        let kept = all.names.name("proof", begin);
        let question = quote_spanned!(at=> #flavour.compare_with(&#member).__query_same());
        let ask = diagnostics::ask_of(&question, "CanJoinBeside", &kept, &all.names, place);
        quote_spanned! {at=>
            #ask
            let #all_proof = #kept.pass(#all_proof);
            let #member = #kept.pass(#member);
        }
    });
    // A result that is ignored is reported at the whole macro; a result of the wrong type at the first member.
    let (rest, find_crate) = (rest(&all), find_crate(krate));
    let done = all.names.name("done", all.members[0].place);
    quote!({
        #find_crate
        use __deferred::__private::methods::*;
        #(let #bound = #given;)*
        let #all_proof = __deferred::diagnostics::Proof::unqueried();
        #(#members)*
        let #flavour = __deferred::__private::FlavourWitness::of(&#first);
        #(#flavours)*
        match #all_proof.pass({ #rest }) { #done => #done }
    })
}

impl Members {
    fn of(input: TokenStream, krate: &TokenStream) -> Self {
        let tokens: Vec<_> = input.into_iter().collect();
        let members: Vec<_> = tokens
            .split(|token| is_punct(token, ','))
            .filter(|tokens| !tokens.is_empty())
            .map(|tokens| {
                let tokens: TokenStream = tokens.iter().cloned().collect();
                Member { place: first(&tokens), end: last(&tokens), tokens }
            })
            .collect();
        let context = members.first().map_or_else(Span::call_site, |member| member.place);
        Members { members, names: Names::at_one_place(context, krate) }
    }

    /// Writes tokens for each member, given its name, its place, and the place of its end.
    fn each(&self, write: impl Fn(&Ident, (Span, Span), Span) -> TokenStream) -> Vec<TokenStream> {
        let members = self.members.iter().enumerate();
        members
            .map(|(number, member)| {
                let name = self.names.member(number, member.place);
                write(&name, (member.place, member.end), self.names.before(member.place))
            })
            .collect()
    }
}

/// A comma with nothing before it.
fn comma_too_many(input: &TokenStream) -> Option<Span> {
    let mut is_empty = true;
    input.clone().into_iter().find_map(|token| {
        let was_empty = std::mem::replace(&mut is_empty, is_punct(&token, ','));
        (was_empty && is_empty).then(|| token.span())
    })
}

/// A member that the `macro_rules!` could not split has more than one token. Returns the first that is no part of
/// the expression before it.
fn without_a_comma(member: &Member) -> Option<TokenTree> {
    let tokens: Vec<_> = member.tokens.clone().into_iter().collect();
    let ends = |token: &TokenTree| !matches!(token, TokenTree::Punct(_));
    let begins = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
    let names = |pair: &[TokenTree]| {
        matches!(&pair[1], TokenTree::Punct(colon) if colon.as_char() == ':' && colon.spacing() == Spacing::Alone)
            && ends(&pair[0])
    };
    let breaks =
        |pair: &&[TokenTree]| is_punct(&pair[1], ';') || names(pair) || (ends(&pair[0]) && begins(&pair[1]));
    let found = tokens.windows(2).find(breaks).map(|pair| pair[1].clone());
    found.or_else(|| tokens.get(1).cloned())
}

/// The place of the first word, however deep in invisible groups.
fn first(tokens: &TokenStream) -> Span {
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => first(&group.stream()),
        Some(token) => token.span(),
        None => Span::call_site(),
    }
}

/// The place of the last word.
fn last(tokens: &TokenStream) -> Span {
    match tokens.clone().into_iter().last() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => last(&group.stream()),
        Some(token) => token.span(),
        None => Span::call_site(),
    }
}
