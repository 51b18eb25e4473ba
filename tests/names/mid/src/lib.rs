//! A crate that hands `deferred` on: as it is, its macros under names of its own, and macros that use them.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::needless_question_mark, reason = "what `?` does is what is tested"))]

pub use deferred;
pub use deferred::{chain as link, join as both, list as outcomes};

/// The odd numbers are refused.
#[derive(Debug, PartialEq)]
pub struct Odd(pub u32);

/// A chain in a macro of this crate, on tokens of whoever calls it.
#[macro_export]
macro_rules! halved {
    ($source:expr, $($handler:tt)+) => {
        $crate::deferred::chain! {
            $source;
            then |n: u32| if n % 2 == 0 { Ok(n / 2) } else { Err($crate::Odd(n)) },
            $($handler)+
        }
    };
}

/// Both of two, with their set in the order in which `join!` finds it.
#[macro_export]
macro_rules! pair {
    ($one:expr, $other:expr) => {
        $crate::deferred::join!($one, $other)
    };
}

/// The outcomes of two.
#[macro_export]
macro_rules! pair_of_outcomes {
    ($one:expr, $other:expr) => {
        $crate::deferred::list!($one, $other)
    };
}

/// Defines a function with `#[raises(..)]`, for a crate that knows `deferred` by no name.
#[macro_export]
macro_rules! parses {
    ($name:ident) => {
        #[$crate::deferred::raises($crate::Odd, ::core::num::ParseIntError, crate = $crate::deferred)]
        fn $name(text: &str) -> u32 {
            let n = text.parse::<u32>()?;
            if n % 2 == 0 {
                Ok(n)
            } else {
                Err($crate::Odd(n))?
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use deferred::{chain, join, list, raises, succeed, testing::success_result_of, Deferred};

    #[raises(std::num::ParseIntError)]
    fn parsed(text: &str) -> u32 {
        Ok(text.parse::<u32>()?)
    }

    #[test]
    fn the_macros_work_in_edition_2021() {
        let d: Deferred<u32> = chain! { succeed("42"); then parsed, catch |_: std::num::ParseIntError| 0 };
        let one = chain! { for u32; then |n| n + 1 };
        let (more, outcome) = success_result_of(chain! {
            join!(d.pipe(one), list!(succeed(1)));
            then |(more, (outcome,))| (more, outcome.unwrap())
        });
        assert_eq!((more, outcome), (43, 1));
    }
}
