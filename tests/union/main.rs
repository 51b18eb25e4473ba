//! The set after a stage is the union of what was in flight and what the callback may raise, and each error comes out as itself.

mod errors;
mod every_pair;
mod replies;
mod single;
mod sixteen;
mod stages;
mod whole;
