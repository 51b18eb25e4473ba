//! The expansion names everything from the root: whatever is in scope where it stands does not matter.

use crate::errors::{A, B};

mod with_names_of_its_own {
    use super::{A, B};
    use deferred::chain;

    #[allow(dead_code)]
    mod shadows {
        pub struct Deferred;
        pub struct Failure;
        pub struct OneOf;
        pub struct Outcome;
        pub struct Result;
        pub struct Option;
        pub struct Ok;
        pub struct Err;
        pub struct Some;
        pub struct None;
        pub struct Box;
        pub struct Vec;
        pub struct FnOnce;
        pub mod core {}
        pub mod std {}
        pub mod alloc {}
        pub mod deferred_core {}
        pub mod __private {}
    }
    #[allow(unused_imports)]
    use shadows::*;

    #[test]
    fn types_and_modules_may_be_shadowed() {
        let d = chain! {
            ::deferred::Deferred::<u8, (A, B)>::fail(A(3));
            then |n| n,
            then |n| ::std::result::Result::<u8, A>::Ok(n) else |f| ::std::result::Result::Err::<u8, _>(f),
            catch A | B => |_| 3,
            both |_| 4_u8,
            finally || (),
            finally |_| (),
            inspect |_| (),
            raises nothing,
            raises at most A | B,
            catch |A(n): A| n,
            catch B => |B(n)| n,
        };
        assert_eq!(::deferred::testing::success_result_of(d), 4);
        let pipeline = chain! { for u8 raises A; catch |_| 7 };
        assert_eq!(::deferred::testing::success_result_of(pipeline(::deferred::fail(A(1)))), 7);
        assert_eq!(::deferred::testing::success_result_of(chain! { maybe 3_u8; then u8::max(_, 1) }), 3);
    }
}

#[no_implicit_prelude]
mod without_a_prelude {
    use super::{A, B};
    use ::deferred::{Deferred, chain};

    fn add(n: u8, step: &u8) -> u8 {
        n + *step
    }

    #[test]
    fn nothing_need_be_in_scope() {
        let step = 1;
        let d = chain! {
            Deferred::<u8, (A, B)>::fail(A(3));
            then |n| n,
            then |n| ::std::result::Result::<u8, A>::Ok(n) else |f| ::std::result::Result::Err::<u8, _>(f),
            catch A | B => |_| 3,
            both |_| 4_u8,
            then add(_, &step),
            finally || (),
            finally |_| (),
            inspect |_| (),
            raises nothing,
            raises at most A | B,
            catch |A(n): A| n,
            catch B => |B(n)| n,
        };
        ::std::assert_eq!(::deferred::testing::success_result_of(d), 5);
        let pipeline = chain! { for u8 raises A; catch |_| 7 };
        ::std::assert_eq!(::deferred::testing::success_result_of(pipeline(::deferred::fail(A(1)))), 7);
        ::std::assert_eq!(::deferred::testing::success_result_of(chain! { maybe 3_u8; then |n| n }), 3);
    }
}

mod beside_a_module_called_deferred {
    mod deferred {
        pub const NAME: &str = "another";
    }
    use super::A;
    use ::deferred::{chain, fail, testing::success_result_of};

    #[test]
    fn the_crate_is_found() {
        assert_eq!(success_result_of(chain! { fail::<u8, _>(A(1)); catch |A(n): A| n }), 1);
        assert_eq!(deferred::NAME, "another");
    }
}

mod beside_a_trait_for_everything {
    use super::A;
    use deferred::testing::success_result_of;
    use deferred::{chain, fail};

    /// Methods with the names of stages, for every type.
    #[allow(dead_code)]
    trait Extension: Sized {
        fn then(self) {}
        fn catch(self) {}
        fn both(self) {}
        fn inspect(self) {}
        fn finally(self) {}
        fn raises(self) {}
        fn pipe(self) {}
        fn feed(self) {}
    }
    impl<T> Extension for T {}

    #[test]
    fn methods_called_like_stages_do_not_get_in_the_way() {
        let d = chain! {
            fail::<u8, _>(A(1));
            then |n| n,
            catch |A(n): A| n,
            both |outcome| outcome.unwrap_or(9),
            inspect |_| (),
            finally || (),
            raises nothing,
        };
        assert_eq!(success_result_of(d), 1);
    }
}

mod under_strict_lints {
    #![deny(
        warnings,
        unused_qualifications,
        unused_results,
        unused_lifetimes,
        single_use_lifetimes,
        trivial_casts,
        trivial_numeric_casts,
        let_underscore_drop,
        unreachable_pub,
        unsafe_code,
        clippy::all,
        clippy::pedantic
    )]

    use super::{A, B};
    use deferred::testing::success_result_of;
    use deferred::{Deferred, chain};

    fn add(n: u8, steps: &[u8]) -> u8 {
        n + steps[0]
    }

    #[test]
    fn the_expansion_makes_no_warnings() {
        let steps = [3];
        let d = chain! {
            Deferred::<u8, (A, B)>::fail(A(1));
            then |n| n,
            then add(_, &steps),
            catch |A(n): A| n,
            catch B => |B(n)| n,
            then |n| if n > 5 { Err(A(n)) } else { Ok(n) },
            then |n| n else |_| 4,
            finally || (),
            finally |_| (),
            inspect |_| (),
            raises nothing,
            raises at most A,
            both |outcome| outcome.unwrap_or(1),
        };
        assert_eq!(success_result_of(d), 1);
    }
}

mod under_lints_that_cannot_be_allowed {
    #![forbid(
        unused_imports,
        unused_mut,
        unused_parens,
        unused_braces,
        unused,
        warnings,
        clippy::all,
        clippy::pedantic
    )]

    use super::{A, B};
    use deferred::testing::success_result_of;
    use deferred::{Deferred, chain, succeed};

    fn add(n: u8, steps: &[u8]) -> u8 {
        n + steps[0]
    }

    fn push(n: u8, to: &mut Vec<u8>) -> u8 {
        to.push(n);
        n
    }

    fn adding(step: u8) -> impl FnOnce(u8) -> u8 {
        move |n| n + step
    }

    #[test]
    fn the_expansion_allows_nothing() {
        let steps = [3];
        let d = chain! {
            Deferred::<u8, (A, B)>::fail(A(1));
            then |n| n,
            then add(_, &steps),
            then push(_, &mut Vec::new()),
            catch |A(n): A| n,
            catch B => |B(n)| n,
            then (adding(3)),
            then { adding(1) },
            then |n| if n > 5 { Err(A(n)) } else { Ok(n) },
            then |n| n else |_| 4,
            finally || (),
            finally |_| (),
            inspect |_| (),
            raises nothing,
            raises at most A,
            both |outcome| outcome.unwrap_or(1),
        };
        assert_eq!(success_result_of(d), 5);
        let passed = chain! { for u8 raises nothing; };
        assert_eq!(success_result_of(passed(succeed(3))), 3);
        assert_eq!(success_result_of(chain! { maybe 3_u8; }), 3);
    }
}

/// To the compiler what a chain gives is what the variable begins with, not what is assigned to it later.
#[test]
#[deny(unused_assignments)]
#[expect(unused_variables, reason = "there is one")]
fn a_chain_that_nobody_uses_is_an_unused_variable_and_no_assignment() {
    use deferred::{chain, join, list, succeed};

    let source = chain! { succeed(1); };
    let closure = chain! { succeed(1); then |n| n + 1 };
    let long = chain! { succeed(1); then |n| n + 1, then |n| n + 1, finally || {} };
    let both = join!(succeed(1), succeed(2));
    let listed = list!(succeed(1), succeed(2));
}
