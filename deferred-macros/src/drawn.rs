//! Writes `drawn!`: a chain, and beside it its railway, with the types between the stages.

use crate::codegen::{self, Names};
use crate::parse::Chain;
use crate::railway;
use proc_macro2::TokenStream;
use quote::quote;

/// Writes the pair of both. The macro draws all that a picture may show; the types decide later which of it is
/// shown.
pub fn drawn(chain: &Chain, krate: &TokenStream) -> TokenStream {
    let names = Names::of(chain, krate);
    let find_crate = codegen::find_crate(krate);
    let line = railway::line::of(chain, None);
    if chain.mistakes.is_some() || chain.input_mistake.is_some() || line.stops.len() != chain.stages.len() {
        let chain = codegen::chain(chain, krate);
        return quote!({
            #find_crate
            (#chain, __deferred::__private::unknown::<__deferred::Railway>())
        });
    }
    let (frame, parts) = railway::parts(&line);
    let count = chain.stages.len() + 1;
    let seen: Vec<_> = (0..count).map(|number| names.seen(number)).collect();
    let points = (0..count).map(|number| names.point(number));
    let marked = codegen::chain_with(chain, &quote!(#(#seen.at(#points);)*), krate);
    let words = line.words();
    let stations = seen.iter().zip(words).zip(parts).map(|((seen, (word, what)), part)| {
        let railway::Part { passes, fails, always, carries } = part;
        quote!(#seen.station(#word, #what, __deferred::__private::Shapes {
            passes: #passes, fails: #fails, always: #always, carries: #carries,
        }))
    });
    let railway::Frame { head: [head, behind], failures, tail } = frame;
    let chain = names.whole();
    quote!({
        #find_crate
        #(let #seen = __deferred::__private::Seen::new();)*
        let #chain = #marked;
        (#chain, __deferred::__private::railway([#(#stations),*], __deferred::__private::Frame {
            head: [#head, #behind], failures: #failures, tail: #tail,
        }))
    })
}
