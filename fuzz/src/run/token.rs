//! Values, errors and captures: counted, with a mark of their type, and with drops, `Debug`s and `Clone`s that run
//! scripts.

use super::super::flavour::world;
use super::run;
use crate::program::{Script, Token};
use std::error::Error;
use std::fmt::{self, Debug, Display};

const MARK: u32 = 0x5eed_0000;

/// A value that is dropped once. `TYPE` is in its content too, so that a value that is read as another type shows.
pub struct Counted<const TYPE: u32> {
    mark: u32,
    id: u32,
    generation: u32,
    label: u32,
    on_drop: Script,
    on_look: Script,
}

impl<const TYPE: u32> Counted<TYPE> {
    pub fn make(token: &Token) -> Self {
        let (id, generation) = world().made();
        let Token { label, on_drop, on_look } = *token;
        Counted { mark: MARK | TYPE, id, generation, label, on_drop, on_look }
    }

    /// Checks it, and gives its label.
    pub fn check(&self) -> u32 {
        world().seen(self.id, self.generation, self.mark == MARK | TYPE);
        self.label
    }

    pub fn generation(&self) -> u32 {
        self.generation
    }

    fn look(&self) {
        self.check();
        if world().is_now(self.generation) {
            run(self.on_look);
        }
    }
}

impl<const TYPE: u32> Clone for Counted<TYPE> {
    fn clone(&self) -> Self {
        self.look();
        Self::make(&Token { label: self.label, on_drop: self.on_drop, on_look: self.on_look })
    }
}

impl<const TYPE: u32> Drop for Counted<TYPE> {
    fn drop(&mut self) {
        world().dropped(self.id, self.generation, self.mark == MARK | TYPE);
        if !self.on_drop.is_empty() && world().is_now(self.generation) {
            run(self.on_drop);
        }
    }
}

/// A value of a Deferred.
pub trait Value: Clone + 'static {
    fn make(token: &Token) -> Self;

    /// Checks it, and gives its label.
    fn check(&self) -> u32;
}

/// Drops a value, of no matter what type.
pub fn gone<T>(_: T) {}

/// One word.
#[derive(Clone)]
pub struct V(Box<Counted<1>>);

impl Value for V {
    fn make(token: &Token) -> Self {
        V(Box::new(Counted::make(token)))
    }

    fn check(&self) -> u32 {
        self.0.check()
    }
}

/// Several words.
#[derive(Clone)]
pub struct W {
    before: [u64; 2],
    counted: Counted<2>,
    after: u64,
}

impl Value for W {
    fn make(token: &Token) -> Self {
        W { before: [0x77; 2], counted: Counted::make(token), after: 0x77 }
    }

    fn check(&self) -> u32 {
        if (self.before, self.after) != ([0x77; 2], 0x77) {
            world().fault("a value of several words is not what it was".into());
        }
        self.counted.check()
    }
}

/// A value of two words with an address, which shows where something else is read as it.
#[derive(Clone)]
pub struct S {
    text: &'static str,
    counted: Box<Counted<3>>,
}

impl Value for S {
    fn make(token: &Token) -> Self {
        S { text: "a text", counted: Box::new(Counted::make(token)) }
    }

    fn check(&self) -> u32 {
        if self.text != "a text" {
            world().fault("a text is not what it was".into());
        }
        self.counted.check()
    }
}

/// A value that is large, and aligned.
#[derive(Clone)]
#[repr(align(64))]
pub struct Big {
    words: [u64; 24],
    counted: Counted<4>,
}

impl Value for Big {
    fn make(token: &Token) -> Self {
        Big { words: [0x88; 24], counted: Counted::make(token) }
    }

    fn check(&self) -> u32 {
        if self.words != [0x88; 24] || !std::ptr::from_ref(self).is_aligned() {
            world().fault("a large value is not what it was".into());
        }
        self.counted.check()
    }
}

/// A value without a size.
impl Value for () {
    fn make(_: &Token) -> Self {}

    fn check(&self) -> u32 {
        0
    }
}

/// An error.
#[derive(Clone)]
pub struct E(Counted<10>);

/// Another, of one word.
#[derive(Clone)]
pub struct F(Box<Counted<11>>);

impl E {
    pub fn make(token: &Token) -> Self {
        E(Counted::make(token))
    }

    pub fn check(&self) -> u32 {
        self.0.check()
    }
}

impl F {
    pub fn make(token: &Token) -> Self {
        F(Box::new(Counted::make(token)))
    }

    pub fn check(&self) -> u32 {
        self.0.check()
    }
}

impl Debug for E {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.look();
        f.write_str("E")
    }
}

impl Display for E {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}

impl Error for E {}

impl Debug for F {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.look();
        f.write_str("F")
    }
}
