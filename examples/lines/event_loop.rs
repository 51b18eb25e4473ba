//! The loop: what to call when a socket is ready, and when it is time.

use deferred::{Clock, Timer};
use mio::{Events, Interest, Poll, Token, event::Source};
use std::io;
use std::time::{Duration, Instant};
use std::{cell::Cell, cell::RefCell, collections::BTreeMap, rc::Rc};

type Calls = BTreeMap<(Duration, usize), Box<dyn FnOnce()>>;

pub struct Loop {
    poll: RefCell<Poll>,
    began: Instant,
    numbers: Cell<usize>,
    handlers: RefCell<BTreeMap<usize, Rc<dyn Fn()>>>,
    calls: Rc<RefCell<Calls>>,
}

impl Clock for Loop {
    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        let (due, calls) = ((self.now().saturating_add(delay), self.number()), self.calls.clone());
        calls.borrow_mut().insert(due, call);
        Timer::new(move || {
            let cancelled = calls.borrow_mut().remove(&due);
            drop(cancelled); // what it holds may come back here
        })
    }
}

impl Loop {
    pub fn new() -> io::Result<Self> {
        let (poll, began) = (Poll::new()?.into(), Instant::now());
        Ok(Loop { poll, began, numbers: Cell::default(), handlers: RefCell::default(), calls: Rc::default() })
    }

    fn number(&self) -> usize {
        self.numbers.replace(self.numbers.get() + 1)
    }

    /// Calls `handler` whenever something has happened to `source`.
    pub fn watch(&self, source: &mut impl Source, handler: impl Fn() + 'static) -> io::Result<()> {
        let (number, interest) = (self.number(), Interest::READABLE | Interest::WRITABLE);
        self.poll.borrow().registry().register(source, Token(number), interest)?;
        self.handlers.borrow_mut().insert(number, Rc::new(handler));
        Ok(())
    }

    pub fn run_until(&self, is_done: impl Fn() -> bool) -> io::Result<()> {
        let mut events = Events::with_capacity(64);
        while !is_done() {
            let due = self.calls.borrow().keys().next().map(|(due, _)| due.saturating_sub(self.now()));
            self.poll.borrow_mut().poll(&mut events, due)?;
            for event in &events {
                let handler = self.handlers.borrow().get(&event.token().0).cloned();
                handler.into_iter().for_each(|handler| handler());
            }
            while let Some(call) = self.take_due() {
                call();
            }
        }
        Ok(())
    }

    fn take_due(&self) -> Option<Box<dyn FnOnce()>> {
        let mut calls = self.calls.borrow_mut();
        let first = calls.first_entry().filter(|first| first.key().0 <= self.now())?;
        Some(first.remove())
    }
}
