//! A client and a server of lines in one bare loop over `mio`, without an executor. Questions are pipelined, each has a timeout on the
//! loop's own clock, and one whose connection breaks is asked again on a new one, a little later each time.

mod event_loop;

use deferred::{Cancelled, Deferred, Failure, Resolver, Retry, TimedOut, chain, gather, join, later, retry};
use event_loop::Loop;
use mio::net::{TcpListener, TcpStream};
use std::io::{self, ErrorKind, Read, Write};
use std::{cell::Cell, cell::RefCell, collections::VecDeque, mem, net::SocketAddr, rc::Rc, time::Duration};

/// The connection broke before the answer came.
#[derive(Debug)]
struct Lost;

/// A connection that sends and receives lines.
#[derive(Default)]
struct Lines {
    socket: RefCell<Option<TcpStream>>,
    unsent: RefCell<Vec<u8>>,
    unread: RefCell<Vec<u8>>,
}

impl Lines {
    /// `each` is told each line, and `None` when the other end has gone.
    fn new(
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

    fn send(&self, line: &str) {
        self.unsent.borrow_mut().extend([line.as_bytes(), b"\n"].concat());
        self.flush();
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

/// Answers each line in capitals, but "silence" not at all. At the first "die" it hangs up.
fn serve(on: &Rc<Loop>) -> io::Result<SocketAddr> {
    let listener = Rc::new(RefCell::new(TcpListener::bind(([127, 0, 0, 1], 0).into())?));
    let address = listener.borrow().local_addr()?;
    let (accepts, this, died) = (listener.clone(), on.clone(), Rc::new(Cell::new(false)));
    on.watch(&mut *listener.borrow_mut(), move || {
        while let Ok((socket, _)) = accepts.borrow().accept() {
            let died = died.clone();
            let answer = move |lines: &Lines, line: Option<&str>| match line {
                Some("die") if !died.replace(true) => drop(lines.socket.take()),
                None | Some("silence") => {}
                Some(line) => lines.send(&line.to_uppercase()),
            };
            Lines::new(&this, socket, answer).expect("what was accepted can be watched");
        }
    })?;
    Ok(address)
}

type Answer = Deferred<String, (Lost, Cancelled)>;

/// The client. Whoever asked first gets the next line, so what was cancelled keeps its place.
struct Client {
    lines: Rc<Lines>,
    waiting: Rc<RefCell<VecDeque<Resolver<String, (Lost, Cancelled)>>>>,
}

impl Client {
    fn connect(on: &Loop, address: SocketAddr) -> io::Result<Self> {
        let waiting = Rc::new(RefCell::new(VecDeque::<Resolver<_, _>>::new()));
        let asked = waiting.clone();
        let lines = Lines::new(on, TcpStream::connect(address)?, move |_, line| match line {
            Some(line) => {
                let first = asked.borrow_mut().pop_front();
                first.expect("there are as many answers as questions").succeed(line.to_owned());
            }
            None => mem::take(&mut *asked.borrow_mut()).into_iter().for_each(|resolver| resolver.fail(Lost)),
        })?;
        Ok(Client { lines, waiting })
    }

    fn ask(&self, line: &str) -> Answer {
        let (resolver, answer) = Deferred::pending();
        self.waiting.borrow_mut().push_back(resolver);
        self.lines.send(line);
        answer
    }
}

fn main() -> io::Result<()> {
    let on = Rc::new(Loop::new()?);
    let address = serve(&on)?;
    let client = Client::connect(&on, address)?;
    let all = gather(["one", "two", "three"].map(|line| client.ask(line)));
    let in_time = chain! {
        client.ask("silence");
        timeout(&on, Duration::from_millis(50)),
        catch |_: TimedOut| "no answer in time".to_owned(),
    };
    let waits = on.clone();
    let again = retry(
        move |failed, _: &Failure<_>| match failed {
            ..5 => Retry::After(later(&waits, Duration::from_millis(10 << failed))),
            _ => Retry::Stop,
        },
        {
            let on = on.clone();
            move || {
                Client::connect(&on, address).map_or_else(|_| Answer::fail(Lost), |client| client.ask("die"))
            }
        },
    );
    let done: Deferred<()> = chain! {
        join!(all, in_time, again);
        then |(all, in_time, again)| println!("{all:?}\n{in_time}\n{again:?}"),
        catch |failure| eprintln!("{failure:#?}"),
    };
    on.run_until(|| done.is_ready())
}
