//! A script of a game: async code that waits for frames and for a key, without an executor.
//!
//! The loop of the host fires what the script awaits, and the script goes on inside of that, before the frame ends.

use deferred::{Cancelled, Deferred, Resolver, chain, raises, succeed};
use std::cell::RefCell;
use std::rc::Rc;

/// Nobody pressed a key in time.
#[derive(Debug)]
pub(crate) struct Asleep;

/// What the host has: a number of frames, and those who wait for one.
#[derive(Clone, Default)]
pub(crate) struct Host {
    waiting: Rc<RefCell<Vec<(u32, Resolver<(), (Cancelled,)>)>>>,
    keys: Rc<RefCell<Option<Resolver<char, (Cancelled,)>>>>,
}

impl Host {
    fn frame(&self, number: u32) -> Deferred<(), (Cancelled,)> {
        let (resolver, frame) = Deferred::pending();
        self.waiting.borrow_mut().push((number, resolver));
        frame
    }

    fn key(&self) -> Deferred<char, (Cancelled,)> {
        let (resolver, key) = Deferred::pending();
        self.keys.replace(Some(resolver));
        key
    }

    /// What a host calls at each frame.
    pub(crate) fn draw(&self, frame: u32) {
        let waiting = self.waiting.take();
        let (due, rest) = waiting.into_iter().partition(|(number, _)| *number <= frame);
        self.waiting.borrow_mut().extend::<Vec<_>>(rest);
        let due: Vec<(u32, Resolver<(), (Cancelled,)>)> = due;
        due.into_iter().for_each(|(_, resolver)| resolver.succeed(()));
    }

    pub(crate) fn press(&self, key: char) {
        let waits = self.keys.take();
        waits.into_iter().for_each(|resolver| resolver.succeed(key));
    }
}

/// The script: it reads as what happens.
#[raises(Asleep, Cancelled)]
pub(crate) async fn intro(host: Host) -> char {
    println!("  the curtain rises");
    host.frame(2).await?;
    println!("  a bird sings; press a key");
    let key = host.key().await?;
    if key == 'z' {
        return Err(Asleep)?;
    }
    host.frame(4).await?;
    Ok(key)
}

fn main() {
    let host = Host::default();
    let played: Deferred<()> = chain! {
        succeed(host.clone());
        then intro,
        then |key| println!("  the hero takes the {key} road"),
        catch |_: Asleep| println!("  the hero sleeps"),
        catch |_: Cancelled| println!("  the curtain falls"),
    };
    for frame in 1..=5 {
        println!("frame {frame}");
        host.draw(frame);
        if frame == 3 {
            host.press('n');
        }
    }
    played.detach();
}
