//! Errors to put together.

macro_rules! errors {
    ($($x:ident)+) => {$(
        #[derive(Debug, PartialEq)]
        pub struct $x(pub u8);
    )+};
}
errors!(A B C D E);
errors!(E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15);
