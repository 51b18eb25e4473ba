//! Every order of what may happen to the chains of the guide's examples and of the real programs, with nothing left unhandled.
//!
//! What the programs of `examples/` themselves have is explored, and no copy of it. Those that are packages of their own (`web`, `c_callbacks`, `browser`)
//! explore theirs in their own tests.

#[allow(dead_code, unused_imports, reason = "a part of each is explored, and nobody calls its `main`")]
mod examples;
mod guide;
mod programs;
mod quickstart;
