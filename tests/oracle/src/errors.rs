//! What the Deferreds of a program come to: one type of value, one set of errors.

use crate::language::{Fault, Kind};
use deferred::{
    AllFailed, Cancelled, Deferred, ErrorSet, Failure, FirstError, OneOf, Outcome, Resolver, TimedOut,
};
use std::fmt::{self, Debug, Display};
use std::rc::Rc;

macro_rules! errors_of_a_program {
    ($($X:ident)+) => {$(
        /// An error of a program, with the number that no other has.
        #[derive(Clone, Copy)]
        pub struct $X(pub u32);

        impl Debug for $X {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", stringify!($X), self.0)
            }
        }
    )+};
}
errors_of_a_program!(A B C);

/// The first failure of a list, written down. (A set cannot have an error that itself has one of the same set.)
#[derive(Clone)]
pub struct First(Rc<str>);

/// The failures of all members, written down.
#[derive(Clone)]
pub struct AllOfThem(Rc<str>);

impl Debug for First {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Debug for AllOfThem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<FirstError<All>> for First {
    fn from(first: FirstError<All>) -> Self {
        First(format!("First({}, {:?})", first.index, error(&first.failure)).into())
    }
}

impl AllOfThem {
    /// What Twisted's race of so many comes to when all of them are cancelled; ours is then cancelled itself.
    pub fn cancelled(racing: usize) -> Self {
        AllOfThem(format!("All({})", vec!["Cancelled"; racing].join(", ")).into())
    }
}

impl From<AllFailed<All>> for AllOfThem {
    fn from(all: AllFailed<All>) -> Self {
        let failures: Vec<_> = all.failures.iter().map(|failure| format!("{:?}", error(failure))).collect();
        AllOfThem(format!("All({})", failures.join(", ")).into())
    }
}

/// The errors that a program raises.
pub type Faults = (A, B, C);

/// All that can be in flight.
pub type All = (A, B, C, Cancelled, TimedOut, First, AllOfThem);

/// A Deferred of a program.
pub type Dynamic = Deferred<Value, All>;

/// A resolver of a program.
pub type Firing = Resolver<Value, All>;

/// A value: a number, or what came out of several Deferreds, written down.
#[derive(Clone)]
pub enum Value {
    /// A number.
    Number(i64),
    /// What came out of several.
    Written(Rc<str>),
}

impl Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => Display::fmt(number, f),
            Value::Written(text) => f.write_str(text),
        }
    }
}

impl Fault {
    /// The error, as one of those that a program raises.
    pub fn error(self) -> OneOf<Faults> {
        match self.kind {
            Kind::A => OneOf::new(A(self.number)),
            Kind::B => OneOf::new(B(self.number)),
            Kind::C => OneOf::new(C(self.number)),
            other => unreachable!("{other:?} is not raised by a program"),
        }
    }

    /// A Deferred that has failed with it.
    pub fn failed(self) -> Dynamic {
        match self.kind {
            Kind::A => Deferred::fail(A(self.number)),
            Kind::B => Deferred::fail(B(self.number)),
            Kind::C => Deferred::fail(C(self.number)),
            other => unreachable!("{other:?} is not raised by a program"),
        }
    }

    /// Fires `firing` with it.
    pub fn fire(self, firing: Firing) {
        match self.kind {
            Kind::A => firing.fail(A(self.number)),
            Kind::B => firing.fail(B(self.number)),
            Kind::C => firing.fail(C(self.number)),
            other => unreachable!("{other:?} is not raised by a program"),
        }
    }
}

/// The error of a failure.
pub fn error<R: ErrorSet>(failure: &Failure<R>) -> &dyn Debug {
    macro_rules! which {
        ($($X:ty)+) => {{
            $(if let Some(error) = failure.check::<$X>() {
                return error;
            })+
            unreachable!("a failure has one of the errors of its set")
        }};
    }
    which!(A B C Cancelled TimedOut First AllOfThem)
}

/// A result, written down.
pub struct Written<'a, R: ErrorSet>(pub &'a Outcome<Value, R>);

impl<R: ErrorSet> Debug for Written<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ok(value) => value.fmt(f),
            Err(failure) => error(failure).fmt(f),
        }
    }
}

/// The failure if it is one of `kinds`, and otherwise the failure.
///
/// # Errors
///
/// The failure, where it is none of them.
pub fn trap(failure: Failure<All>, kinds: &[Kind]) -> Result<Failure<All>, Failure<All>> {
    macro_rules! any {
        ($($X:ty),+) => {
            match failure.trap_any::<($($X,)+), _>() {
                Ok(trapped) => Ok(trapped.widen()),
                Err(rest) => Err(rest.widen()),
            }
        };
    }
    match kinds {
        [Kind::A] => any!(A),
        [Kind::B] => any!(B),
        [Kind::C] => any!(C),
        [Kind::Cancelled] => any!(Cancelled),
        [Kind::TimedOut] => any!(TimedOut),
        [Kind::First] => any!(First),
        [Kind::All] => any!(AllOfThem),
        [Kind::A, Kind::B] => any!(A, B),
        [Kind::B, Kind::C] => any!(B, C),
        [Kind::A, Kind::B, Kind::C] => any!(A, B, C),
        [Kind::C, Kind::Cancelled] => any!(C, Cancelled),
        [Kind::Cancelled, Kind::TimedOut] => any!(Cancelled, TimedOut),
        _ => unreachable!("no program traps {kinds:?}"),
    }
}
