//! What can be written in a chain.

mod callback;
mod cut;
mod input;
mod keyword;
mod stage;

pub use callback::{Argument, Callback, Closure};
pub use cut::is_punct;
pub use input::Input;
pub use stage::{Stage, StageKind, Trap, annotation};

use proc_macro2::{Span, TokenStream};
use syn::{Error, Result};

/// A chain as it was understood.
pub struct Chain {
    pub input: Input,
    pub stages: Vec<Stage>,
}

/// Understands the tokens of a chain. Independent mistakes are all reported.
pub fn parse(tokens: TokenStream) -> Result<Chain> {
    let (head, body) = cut::head(tokens);
    let mut errors = Errors::default();
    let input = errors.keep(input::parse(head));
    let stages: Vec<_> = cut::stages(body, &mut errors)
        .into_iter()
        .filter_map(|piece| errors.keep(stage::parse(piece)))
        .collect();
    if let Some(Input::Implied) = &input
        && stages.is_empty()
    {
        errors.add(Error::new(
            Span::call_site(),
            "an empty chain: expected a source and `;`, or a stage such as `then` [E-empty-chain]",
        ));
    }
    errors.finish()?;
    Ok(Chain { input: input.expect("without errors there is an input"), stages })
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

    fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    fn finish(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
