//! Parses a chain: its source, its stages, and the mistakes in either.

pub(crate) mod arms;
mod callback;
mod input;
mod keyword;
mod split;
mod stage;
#[cfg(test)]
mod tests;

pub use arms::{Arm, Matching};
pub use callback::{Argument, Callback, Closure, before_bar, types_at_commas};
pub use input::Input;
pub use keyword::mistake;
pub use split::is_punct;
pub use stage::{Stage, StageKind, Trap, annotation};

use proc_macro2::{Span, TokenStream};
use syn::Error;

/// A chain as far as it was understood. A mistake does not end the parsing: an editor goes on with what is right.
pub struct Chain {
    pub input: Input,
    /// The mistake in the input, which is unknown then.
    pub input_mistake: Option<Error>,
    pub stages: Vec<Stage>,
    /// The place of the last word.
    pub last: Span,
    /// All other mistakes, which leave nothing unknown.
    pub mistakes: Option<Error>,
}

/// Parses the tokens of a chain. Independent mistakes are all reported.
pub fn parse(tokens: TokenStream) -> Chain {
    let last = tokens.clone().into_iter().last().map_or(Span::call_site(), |token| token.span());
    let (head, body) = split::head(tokens);
    let mut mistakes = Errors::default();
    let stages: Vec<_> = split::stages(body, &mut mistakes).into_iter().map(stage::parse).collect();
    let mut input_mistakes = Errors::default();
    let mut input = input::parse(head, &mut input_mistakes, &mut mistakes);
    if matches!(input, Input::Implied) && stages.is_empty() {
        input = Input::Missing;
        if mistakes.0.is_none() {
            input_mistakes.add(mistake(
                Span::call_site(),
                "an empty chain: expected a source and `;`, or a stage such as `then` [E-empty-chain]",
            ));
        }
    }
    Chain { input, input_mistake: input_mistakes.0, stages, last, mistakes: mistakes.0 }
}

/// The mistakes found so far.
#[derive(Default)]
pub struct Errors(Option<Error>);

impl Errors {
    pub fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
    }
}
