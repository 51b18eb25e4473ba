//! The macros of `deferred`: attributes, and the procedural parts of `chain!`, `join!` and `list!`.
//!
//! Tokens are split into stages and understood (`parse`), and then written out (`codegen`). The bodies of callbacks
//! are never parsed: the compiler and the editor see them as they are.

#![forbid(unsafe_code)]

extern crate proc_macro;

#[cfg(test)]
mod book;
mod codegen;
mod drawn;
mod parse;
mod railway;
mod raises_attribute;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod streams;

use proc_macro::TokenStream;

/// Draws the chains of a function in its documentation: two tracks, one of values and one of failures, with a stop for each stage.
///
/// The picture is SVG in the page itself, in the colours of rustdoc's themes, with a description for those who
/// cannot see it. It shows what the chain's words say: `then`, `both` and `timeout` are where errors may enter,
/// `catch` is where they leave, and the function's return type is at the end. Nothing else about the function
/// changes.
///
/// ```
/// use deferred::{Deferred, chain, railway};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotText;
///
/// /// How long the page is.
/// #[railway]
/// fn length(page: Deferred<Vec<u8>, (Timeout,)>) -> Deferred<usize, (NotText,)> {
///     chain! {
///         page;
///         catch |_: Timeout| Vec::new(),
///         then |bytes| String::from_utf8(bytes).map_err(|_| NotText),
///         then |text| text.len(),
///     }
/// }
/// ```
///
/// # Errors
///
/// A function without a chain does not compile.
///
/// Twisted has no counterpart.
#[proc_macro_attribute]
pub fn railway(_arguments: TokenStream, function: TokenStream) -> TokenStream {
    railway::attribute(function.into()).into()
}

/// A function that can fail with the errors it names: its `?` merges them.
///
/// `-> T` becomes a `Result` of `T` and one of the errors. Each `?` takes a plain error that is named, and each of a smaller set, in
/// any order: a `OneOf`, or the `Failure` that comes of a Deferred's `await`. One that is not named is
/// an error at the `?`. The function is a callback of `chain!` as it stands.
///
/// ```
/// use deferred::{Deferred, chain, raises, succeed, testing::success_result_of};
/// use std::num::ParseIntError;
///
/// #[derive(Debug)]
/// struct Missing;
/// #[derive(Debug)]
/// struct Odd(u32);
///
/// #[raises(Missing, ParseIntError)]
/// fn number(text: &str) -> u32 {
///     let text = text.split(' ').nth(1).ok_or(Missing)?;
///     Ok(text.parse::<u32>()?)
/// }
///
/// #[raises(Odd, ParseIntError, Missing)]
/// async fn half(text: &'static str) -> u32 {
///     let number = number(text)?;
///     if number % 2 == 0 { Ok(number / 2) } else { Err(Odd(number))? }
/// }
///
/// let d: Deferred<u32> = chain! {
///     succeed("page 84");
///     then half,
///     catch |odd: Odd| odd.0,
///     catch |_: ParseIntError| 0,
///     catch |_: Missing| 0,
/// };
/// assert_eq!(success_result_of(d), 42);
/// ```
///
/// The attribute stands before functions and methods, async or not, also those of a trait. The `?` of a closure, an
/// async block or a function inside belongs to that one.
///
/// Where `deferred` has another name, or comes out of another crate, `crate` names it behind the errors:
/// `#[raises(Missing, crate = twisted)]`.
///
/// Java: `throws`.
///
/// Twisted has no counterpart: its errors are not in the type.
#[doc(alias = "throws")]
#[proc_macro_attribute]
pub fn raises(attribute: TokenStream, item: TokenStream) -> TokenStream {
    raises_attribute::raises(attribute.into(), item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __chain(input: TokenStream) -> TokenStream {
    let (krate, chain) = behind_crate(input);
    codegen::chain(&parse::parse(chain), &krate).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __drawn(input: TokenStream) -> TokenStream {
    let (krate, chain) = behind_crate(input);
    drawn::drawn(&parse::parse(chain), &krate).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __join(input: TokenStream) -> TokenStream {
    let (krate, members) = behind_crate(input);
    codegen::join::join(members, &krate).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __join_or_cancel(input: TokenStream) -> TokenStream {
    let (krate, members) = behind_crate(input);
    codegen::join::join_or_cancel(members, &krate).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __list(input: TokenStream) -> TokenStream {
    let (krate, members) = behind_crate(input);
    codegen::join::list(members, &krate).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __run(input: TokenStream) -> TokenStream {
    let (krate, future) = behind_crate(input);
    codegen::run::run(future, &krate).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __match_error(input: TokenStream) -> TokenStream {
    let (krate, matching) = behind_crate(input);
    codegen::matching::matching(&parse::arms::parse(matching), &krate).into()
}

/// Splits the input into the `$crate` of the macro that calls this one, and the user's tokens.
fn behind_crate(input: TokenStream) -> (proc_macro2::TokenStream, proc_macro2::TokenStream) {
    let mut tokens = proc_macro2::TokenStream::from(input).into_iter();
    (tokens.next().into_iter().collect(), tokens.collect())
}
