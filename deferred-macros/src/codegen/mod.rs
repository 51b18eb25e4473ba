//! Writes a chain out: statements that build the stages, then one continuation that runs them.

mod callback;
mod callback_arg;

pub mod diagnostics;
mod draft;
pub(crate) mod join;
pub(crate) mod matching;
mod names;
mod partial;
mod reply;
pub(crate) mod run;
mod stage;

use crate::parse::{Chain, Input, Stage, StageKind, Trap};
use diagnostics::{is_known, typed};
pub use diagnostics::{known, known_at};
pub use names::Names;
use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{quote, quote_spanned};
use stage::{Step, Written};

/// Binds the crate of the macro to a name, so that the rest of the expansion finds it whatever the user calls it.
///
/// `krate` is `$crate` or another path. The alias has the place where the name of an extern crate would be: a path
/// that begins with `$crate` would reach from the inside of a macro to the user's words, and the compiler would
/// show all of the macro.
pub fn find_crate(krate: &TokenStream) -> TokenStream {
    quote!(
        use #krate::__itself as __deferred;
    )
}

/// Writes a chain. `krate` is the path to this crate's facade.
pub fn chain(chain: &Chain, krate: &TokenStream) -> TokenStream {
    chain_with(chain, &TokenStream::new(), krate)
}

/// [`chain`] with statements at the place where all of its points are known.
pub fn chain_with(chain: &Chain, at_its_points: &TokenStream, krate: &TokenStream) -> TokenStream {
    let names = Names::of(chain, krate);
    let source = names.source();
    let body = body(chain, at_its_points, &names);
    let find_crate = find_crate(krate);
    match (&chain.input, &chain.input_mistake) {
        (Input::Source { tokens, .. }, None) => {
            // Bound in a pattern, so that the compiler reports a missing type at the user's words.
            let before = names.before_source();
            let source = quote_spanned!(before=> let (#source,) = (#tokens,););
            // At the place of the chain's result, so that the compiler takes that for a variable's first value, and
            // for no assignment.
            quote_spanned!(names.at_end()=> {
                #find_crate
                #source
                #body
            })
        }
        (Input::Source { .. } | Input::Missing, _) => quote!({ #find_crate #body }),
        (Input::Stated { value, errors }, None) => {
            let parameter = quote!(#source: __deferred::Deferred<#value, (#(#errors,)*)>);
            let closure = names.closure(&parameter, &body);
            quote!({ #find_crate #closure })
        }
        // The compiler must not ask for the type of a `_` before the chain's first word.
        (Input::Stated { .. } | Input::Implied, _) => {
            names.closure(&quote!(#source: _), &quote!(#find_crate #body))
        }
    }
}

/// Writes the statements and the continuation, on the source.
fn body(chain: &Chain, at_its_points: &TokenStream, names: &Names) -> TokenStream {
    let point = names.point(0);
    let take = take(chain, names);
    let first = first_point(chain, names);
    let written: Vec<Written> =
        chain.stages.iter().enumerate().map(|(number, stage)| stage::write(stage, number, names)).collect();
    let statements = written.iter().map(|stage| &stage.statements);
    let run = run(chain, &written, names);
    let asks = !take.is_empty() || !written.is_empty() || chain.input_mistake.is_some();
    let methods = asks.then(|| {
        quote!(
            use __deferred::__private::methods::*;
        )
    });
    let flavour = flavour(chain, names);
    let duplicates = duplicates(chain, names);
    let mistakes = chain.mistakes.as_ref().map(syn::Error::to_compile_error);
    quote! {
        #methods
        #take
        #flavour
        let (#point,) = (#first,);
        #duplicates
        #(#statements)*
        #mistakes
        #at_its_points
        #run
    }
}

/// Checks that the source's set has each error once, where a stage names errors that are in it: then the set has to
/// be known.
fn duplicates(chain: &Chain, names: &Names) -> Option<TokenStream> {
    let names_errors = |stage: &Stage| match &stage.kind {
        StageKind::Catch { trap, .. } => !matches!(trap, Trap::All),
        StageKind::Raises { .. } => true,
        _ => false,
    };
    let naming =
        chain.stages.iter().find(|stage| names_errors(stage)).filter(|_| chain.input_mistake.is_none())?;
    let (point, source, place) = (names.point(0), names.source(), names.at_source());
    let proof = names.name("proof", place);
    let question = quote_spanned!(names.before(place)=> #point.__duplicates().__query_once());
    let ask = diagnostics::ask(&question, "NamesOnce", &proof, names, place);
    let (asking, asked) = match chain.input {
        Input::Source { .. } => (names.before(place), names.point(0)),
        _ => (names.at(naming.span), names.point_at(0, naming.span)),
    };
    let known = is_known(&quote_spanned!(asking=> (*#asked.some_errors())));
    let asked = typed(&quote!(#known #ask), &quote!(#proof), names.before(place));
    Some(quote!(#asked let (#point, #source) = #proof.pass((#point, #source));))
}

/// Works out the flavour of the chain by its source. A wrong source has none, and no callback is checked against
/// it.
fn flavour(chain: &Chain, names: &Names) -> TokenStream {
    let (flavour, source) = (names.flavour(), names.source());
    if chain.stages.is_empty() {
        return TokenStream::new();
    }
    match chain.input_mistake {
        // A method, so that of a source which the compiler has given up on the flavour is no more known than the source.
        None if matches!(chain.input, Input::Source { .. }) => quote!(let #flavour = #source.__flavour();),
        None => quote!(let #flavour = __deferred::__private::FlavourWitness::of(&#source);),
        Some(_) => {
            quote!(let #flavour = __deferred::__private::FlavourWitness::<__deferred::ThisThread>::none();)
        }
    }
}

/// Makes a Deferred of the source, if there is a source that was understood.
fn take(chain: &Chain, names: &Names) -> TokenStream {
    let Input::Source { maybe, .. } = &chain.input else {
        return TokenStream::new();
    };
    if chain.input_mistake.is_some() {
        return TokenStream::new();
    }
    let (source, place, before) = (names.source(), names.at_source(), names.before_source());
    // The answer of a source that may be a value is a proof; that of another is the source's witness, too.
    let (given, kept) =
        (names.name("given", place), names.name(if *maybe { "proof" } else { "begins" }, place));
    let questions = if *maybe {
        let types = quote_spanned!(before=> #given.may_begin().__query_maybe());
        diagnostics::ask(&types, "BeginsWith", &kept, names, place)
    } else {
        let ask = diagnostics::ask_verdict(&kept, names, (place, place));
        quote_spanned!(before=> let #kept = #given.begins().__query_begins(); #ask)
    };
    let asked = typed(&questions, &quote!(#kept), before);
    let taken = taken(&quote_spanned!(before=> #kept.pass(#given)), *maybe, names);
    let known = known_at(before, &quote!(#source));
    quote_spanned! {before=>
        #known
        let #given = __deferred::__private::Given(#source);
        #asked
        let #source = #taken;
        #known
    }
}

fn taken(given: &TokenStream, maybe: bool, names: &Names) -> TokenStream {
    let before = names.before_source();
    let maybe = maybe.then(|| quote_spanned!(before=> .__maybe()));
    quote_spanned!(before=> #given #maybe .__source())
}

/// The variable that knows whether the source is a `Result`, if the chain cannot tell without its types.
fn begins(chain: &Chain, names: &Names) -> Option<Ident> {
    let may_be_a_result = matches!(chain.input, Input::Source { maybe: false, .. });
    (may_be_a_result && chain.input_mistake.is_none() && !chain.stages.is_empty())
        .then(|| names.name("begins", names.at_source()))
}

/// The point before the first stage.
fn first_point(chain: &Chain, names: &Names) -> TokenStream {
    let after = |source: &TokenStream| quote!(__deferred::__private::Point::after(&#source));
    let source = names.source();
    let Some(mistake) = &chain.input_mistake else {
        return after(&quote!(#source));
    };
    let known = match &chain.input {
        Input::Source { maybe, tokens } => {
            let given = quote_spanned!(names.before_source()=> __deferred::__private::Given(#tokens));
            after(&taken(&given, *maybe, names))
        }
        Input::Stated { value, errors } => {
            after(&quote!(__deferred::__private::unknown::<__deferred::Deferred<#value, (#(#errors,)*)>>()))
        }
        Input::Implied => after(&quote!(#source)),
        Input::Missing => quote!(__deferred::__private::unknown()),
    };
    partial::instead_of(&known, mistake, names)
}

/// How many stages go on with one another in one continuation.
///
/// The continuation of each stage holds that of the next, and so the types of all the stages after it: what the
/// compiler has to keep grows with the square of the depth. A longer chain is cut into segments.
pub const SEGMENT: usize = 16;

/// Feeds the source into the continuation of all the steps. A stage that takes the Deferred of all before it ends
/// one continuation, and begins another.
fn run(chain: &Chain, stages: &[Written], names: &Names) -> TokenStream {
    let steps: Option<Vec<_>> =
        stages.iter().map(|stage| Some((stage.step.as_ref()?, stage.waits.as_ref()))).collect();
    let (Some(steps), None) = (steps, &chain.input_mistake) else {
        return partial::given(&names.point_at(stages.len(), names.at_end()), names);
    };
    let source = names.source();
    if stages.is_empty() {
        return quote!(#source);
    }
    let mut statements = TokenStream::new();
    let mut settling = Vec::new();
    let mut begins = begins(chain, names);
    for ((step, waits), stage) in steps.into_iter().zip(&chain.stages) {
        match step {
            Step::Settles(step) => settling.push((step, waits, stage)),
            Step::Takes { call, built } => {
                let (segments, fed) = fed(&settling, begins.take(), None, names);
                statements.extend(quote!(#segments let #source = #call(#built, #fed);));
                settling.clear();
            }
        }
    }
    // The arm has the last stage's place, where the compiler shows a wrong type; the whole has the macro's, where
    // it shows a Deferred that is ignored.
    let (bound, given) = (names.name("given", names.at_end()), names.given());
    let carried = names.name("proof", names.at_end());
    let result_is_carried = result_is_carried(stages.len(), &carried, names);
    let (segments, fed) = fed(&settling, begins, Some(&carried), names);
    quote! {
        #statements
        #result_is_carried
        #segments
        match #fed { #bound => #given }
    }
}

/// Checks that the flavour of the chain carries its result.
fn result_is_carried(stages: usize, proof: &Ident, names: &Names) -> TokenStream {
    let (place, flavour) = (names.at_end(), names.flavour());
    let end = names.point_at(stages, place);
    let ask =
        diagnostics::ask(&quote!(#flavour.result(#end).__query_carried()), "CanSend", proof, names, place);
    typed(&ask, &quote!(#proof), names.before(place))
}

/// Writes the continuations of the steps, and feeds the source into the first. `begins` knows whether the source is
/// ready, if it is the chain's own; `carried` proves, for the last, that the flavour carries the chain's result.
fn fed(
    steps: &[(&TokenStream, Option<&Ident>, &Stage)],
    begins: Option<Ident>,
    carried: Option<&Ident>,
    names: &Names,
) -> (TokenStream, TokenStream) {
    let (source, outcome) = (names.source(), names.outcome());
    let Some((_, _, first)) = steps.first() else {
        let source = carried.map_or(quote!(#source), |proof| quote!(#proof.pass(#source)));
        return (TokenStream::new(), source);
    };
    let waits = steps.iter().filter_map(|(_, waits, _)| *waits);
    let last = steps.len() - 1;
    // From the last to the first, since each goes on with the one after it. The last of a segment ends it.
    let continuations = steps.iter().enumerate().rev().map(|(number, (step, _, _))| {
        let name = names.rest(number);
        if number == last || (number + 1) % SEGMENT == 0 {
            return quote!(let #name = move |#outcome| #step.end(););
        }
        let gone_on = gone_on(step, &names.rest(number + 1), names);
        quote!(let #name = move |#outcome| #gone_on;)
    });
    let continuations: TokenStream = continuations.collect();
    let first_of_each: Vec<_> = (0..steps.len()).step_by(SEGMENT).map(|number| names.rest(number)).collect();
    let continuation = match &first_of_each[..] {
        [only] => quote!(#only),
        several => {
            let each = nest(several.iter(), |name, rest| match rest {
                None => quote!(#name(#outcome)),
                Some(rest) => {
                    quote!(__deferred::__private::feed(#name(#outcome), (), false, move |#outcome| #rest))
                }
            });
            quote!(move |#outcome| #each)
        }
    };
    let begins = begins.map_or(quote!(()), |begins| quote!(#begins));
    let before = names.before(names.at_end());
    let arguments = quote_spanned!(before=> #source, #begins, false #(| #waits)*, #continuation);
    let feed = match carried {
        Some(proof) => feed(proof, arguments, steps, names),
        None => quote_spanned!(before=> __deferred::__private::feed(#arguments)),
    };
    let waits_at = waits_at(first, names);
    (quote!(#waits_at #continuations), feed)
}

/// Writes the call that feeds the source. Its place is that of the call that passes the last callback to its point,
/// which also requires that captures live long enough: the compiler reports a mistake once for one place.
fn feed(
    proof: &Ident,
    arguments: TokenStream,
    steps: &[(&TokenStream, Option<&Ident>, &Stage)],
    names: &Names,
) -> TokenStream {
    let given = steps.iter().rev().find_map(|(_, _, stage)| Some((stage.span, stage.kind.callback()?)));
    let reach = given.and_then(|(keyword, callback)| Some((keyword, callback::end(callback)?)));
    let (begin, end) = reach.map_or_else(
        || (names.before(names.at_end()), names.before(names.at_end())),
        |(keyword, end)| (names.before(keyword), names.behind(end)),
    );
    let (mut proof, mut flavour) = (proof.clone(), names.flavour());
    proof.set_span(begin);
    flavour.set_span(begin);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(end);
    quote_spanned!(begin=> #proof.pass(#flavour).feed #arguments)
}

/// The step, and the rest of the chain: now, or when what the step waits for is there.
///
/// Written as a `match` and not as a call, so that the compiler, which knows here whether the step can wait, drops
/// the impossible half.
fn gone_on(step: &TokenStream, rest: &Ident, names: &Names) -> TokenStream {
    let (outcome, later) = (names.outcome(), names.name("later", names.at_source()));
    quote!(match #step.now() {
        ::core::result::Result::Ok(#outcome) => #rest(#outcome),
        ::core::result::Result::Err(#later) => __deferred::__private::go_on(#later, #rest),
    })
}

/// Notes on a pending source the stage that waits for it.
fn waits_at(first: &Stage, names: &Names) -> TokenStream {
    let stage = match first.kind {
        StageKind::Then(_) | StageKind::ThenElse { .. } => "Then",
        StageKind::Catch { .. } => "Catch",
        StageKind::Both(_) => "Both",
        StageKind::Inspect(_) => "Inspect",
        StageKind::Finally { .. } => "Finally",
        StageKind::Raises { .. } => "Raises",
        // The stage notes itself, or is none.
        StageKind::Timeout(_) | StageKind::Hole(_) | StageKind::Word(_) | StageKind::Unknown(_) => {
            return TokenStream::new();
        }
    };
    let (source, before) = (names.source(), names.before(first.span));
    let stage = Ident::new(stage, before);
    quote_spanned!(before=> __deferred::__private::waits_at(&#source, __deferred::Stage::#stage);)
}

/// Writes each item around the tokens of the items after it.
fn nest<I: DoubleEndedIterator>(
    items: I,
    write: impl Fn(I::Item, Option<TokenStream>) -> TokenStream,
) -> Option<TokenStream> {
    items.rev().fold(None, |rest, item| Some(write(item, rest)))
}
