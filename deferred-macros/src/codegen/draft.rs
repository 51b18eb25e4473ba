//! `Draft`: a stage that is being written, with its names and the statements that right and half-typed stages
//! share.

use super::names::Names;
use crate::parse::{Stage, Trap};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

/// A stage that is being written.
pub struct Draft<'a> {
    pub stage: &'a Stage,
    pub names: &'a Names,
    pub number: usize,
}

impl Draft<'_> {
    /// A name that only this stage's statements use.
    pub fn name(&self, name: &str) -> Ident {
        self.names.name(name, self.stage.span)
    }

    pub fn before(&self) -> Ident {
        self.names.point_at(self.number, self.stage.span)
    }

    pub fn after(&self) -> Ident {
        self.names.point_at(self.number + 1, self.stage.span)
    }

    /// Passes the clock and the time to the point before the stage.
    pub fn time(&self, given: Option<&[TokenStream; 2]>) -> TokenStream {
        let (before, callback, attributes) = (self.before(), self.name("callback"), &self.stage.attributes);
        let timeout = Ident::new("timeout", self.names.at(self.stage.span));
        let arguments = match given {
            Some([clock, after]) => quote!((#clock, #after)),
            None => quote!((__deferred::__private::unknown(), __deferred::__private::unknown())),
        };
        quote_spanned! {self.names.before(self.stage.span)=>
            #attributes
            let #callback = #before.#timeout #arguments;
        }
    }

    /// Names errors to the point before the stage.
    pub fn name_errors(&self, errors: &[syn::Type]) -> TokenStream {
        let (before, bound, attributes) = (self.before(), self.name("naming"), &self.stage.attributes);
        let naming = Ident::new("naming", self.names.at(self.stage.span));
        quote_spanned! {self.names.before(self.stage.span)=>
            #attributes
            let #bound = #before.#naming::<(#(#errors,)*)>();
        }
    }
}

/// The receiver of a handler: the errors that a `catch` lists give its parameter the type.
pub fn listing(trap: &Trap) -> TokenStream {
    match trap {
        Trap::Listed(errors) if errors.len() == 1 => quote!(.listing::<#(#errors)*>()),
        Trap::Listed(errors) => quote!(.listing::<__deferred::OneOf<(#(#errors,)*)>>()),
        Trap::Any => quote!(.listing_all()),
        Trap::Annotated | Trap::All => TokenStream::new(),
    }
}
