// Refused: E0046 E0277
//! Something that is no set, said to be nothing.

use deferred::NothingInFlight;

struct Empty;

impl NothingInFlight for Empty {}

fn main() {}
