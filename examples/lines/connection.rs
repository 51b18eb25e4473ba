//! Lines over a socket that does not block.

use super::event_loop::Loop;
use mio::net::TcpStream;
use std::io::{self, ErrorKind, Read, Write};
use std::{cell::RefCell, rc::Rc};

/// A connection that sends and receives lines.
#[derive(Default)]
pub struct Lines {
    socket: RefCell<Option<TcpStream>>,
    unsent: RefCell<Vec<u8>>,
    unread: RefCell<Vec<u8>>,
}

impl Lines {
    /// `each` is told each line, and `None` when the other end has gone.
    pub fn new(
        on: &Loop,
        mut socket: TcpStream,
        each: impl Fn(&Self, Option<&str>) + 'static,
    ) -> io::Result<Rc<Self>> {
        let lines = Rc::new(Lines::default());
        let this = lines.clone();
        on.watch(&mut socket, move || this.read(&each))?;
        lines.socket.replace(Some(socket));
        Ok(lines)
    }

    pub fn send(&self, line: &str) {
        self.unsent.borrow_mut().extend([line.as_bytes(), b"\n"].concat());
        self.flush();
    }

    pub fn hang_up(&self) {
        self.socket.take();
    }

    fn flush(&self) {
        let mut unsent = self.unsent.borrow_mut();
        if let Some(Ok(sent)) = self.socket.borrow_mut().as_mut().map(|socket| socket.write(&unsent)) {
            unsent.drain(..sent);
        }
    }

    fn read(&self, each: &impl Fn(&Self, Option<&str>)) {
        self.flush();
        let mut buffer = [0; 512];
        loop {
            let read = self.socket.borrow_mut().as_mut().map(|socket| socket.read(&mut buffer));
            match read {
                None => return,
                Some(Ok(length @ 1..)) => self.unread.borrow_mut().extend(&buffer[..length]),
                Some(Err(error))
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::NotConnected) =>
                {
                    break;
                }
                Some(_) => {
                    self.socket.take();
                    return each(self, None);
                }
            }
        }
        let complete = self.unread.borrow().iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let lines: Vec<u8> = self.unread.borrow_mut().drain(..complete).collect();
        String::from_utf8_lossy(&lines).lines().for_each(|line| each(self, Some(line)));
    }
}
