// Refused: E0119 E0200
//! Something that is not `Send`, said to cross threads, without a word of `unsafe`.

use deferred::{AnyThread, Carries};
use std::rc::Rc;

struct Mine(Rc<u8>);

impl Carries<Mine> for AnyThread {}

fn main() {}
