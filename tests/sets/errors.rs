//! Sixteen types of errors, each with a number of its own and a payload.

use std::error::Error;
use std::fmt::{self, Debug, Display};

/// What the tests ask of an error beyond what the crate asks.
pub trait Numbered: Debug + PartialEq + Clone + 'static {
    fn with(payload: u64) -> Self;
}

/// Where every error says it comes from.
#[derive(Debug, PartialEq)]
pub struct Origin(pub u64);

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "origin {}", self.0)
    }
}

impl Error for Origin {}

macro_rules! errors {
    ($($name:ident)+) => {$(
        #[derive(Debug, PartialEq, Clone)]
        pub struct $name {
            pub payload: u64,
        }

        impl Numbered for $name {
            fn with(payload: u64) -> Self {
                $name { payload }
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} says {}", stringify!($name), self.payload)
            }
        }

        impl Error for $name {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                const ORIGINS: [Origin; 4] = [Origin(0), Origin(1), Origin(2), Origin(3)];
                ORIGINS.get(usize::try_from(self.payload).ok()?).map(|origin| origin as _)
            }
        }
    )+};
}
errors!(E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15);

/// The largest set.
pub type All = (E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15);

/// The largest set from its end to its beginning.
pub type Reversed = (E15, E14, E13, E12, E11, E10, E9, E8, E7, E6, E5, E4, E3, E2, E1, E0);
