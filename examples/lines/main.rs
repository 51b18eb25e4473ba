//! A client and a server of lines in one bare loop over `mio`, without an executor. Questions are pipelined, each has a timeout on the
//! loop's own clock, and one whose connection breaks is asked again on a new one, a little later each time.

mod connection;
mod event_loop;

use connection::Lines;
use deferred::{
    Cancelled, Clock, Deferred, Failure, Resolver, Retry, TimedOut, chain, gather, join, later, retry,
};
use event_loop::Loop;
use mio::net::{TcpListener, TcpStream};
use std::io;
use std::{cell::Cell, cell::RefCell, collections::VecDeque, mem, net::SocketAddr, rc::Rc, time::Duration};

/// The connection broke before the answer came.
#[derive(Debug)]
pub struct Lost;

/// Answers each line in capitals, but "silence" not at all. At the first "die" it hangs up.
fn serve(on: &Rc<Loop>) -> io::Result<SocketAddr> {
    let listener = Rc::new(RefCell::new(TcpListener::bind(([127, 0, 0, 1], 0).into())?));
    let address = listener.borrow().local_addr()?;
    let (accepts, this, died) = (listener.clone(), on.clone(), Rc::new(Cell::new(false)));
    on.watch(&mut *listener.borrow_mut(), move || {
        while let Ok((socket, _)) = accepts.borrow().accept() {
            let died = died.clone();
            let answer = move |lines: &Lines, line: Option<&str>| match line {
                Some("die") if !died.replace(true) => lines.hang_up(),
                None | Some("silence") => {}
                Some(line) => lines.send(&line.to_uppercase()),
            };
            Lines::new(&this, socket, answer).expect("what was accepted can be watched");
        }
    })?;
    Ok(address)
}

/// What is answered to a line.
pub type Answer = Deferred<String, (Lost, Cancelled)>;
type Questions = VecDeque<Resolver<String, (Lost, Cancelled)>>;

/// The client. Whoever asked first gets the next line, so what was cancelled keeps its place.
struct Client {
    lines: Rc<Lines>,
    waiting: Rc<RefCell<Questions>>,
}

impl Client {
    fn connect(on: &Loop, address: SocketAddr) -> io::Result<Self> {
        let waiting = Rc::new(RefCell::new(Questions::new()));
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

/// What is answered, unless that takes too long.
pub fn in_time(clock: impl Clock + 'static, answer: Answer) -> Answer {
    chain! {
        answer;
        timeout(clock, Duration::from_millis(50)),
        catch |_: TimedOut| "no answer in time".to_owned(),
    }
}

/// Asks again where the connection breaks, a little later each time.
pub fn again(clock: impl Clock + Clone + 'static, ask: impl FnMut() -> Answer + 'static) -> Answer {
    retry(
        move |failed, _: &Failure<_>| match failed {
            ..5 => Retry::After(later(&clock, Duration::from_millis(10 << failed))),
            _ => Retry::Stop,
        },
        ask,
    )
}

/// Says all answers, or what went wrong.
pub fn say(three: [Answer; 3], in_time: Answer, again: Answer) -> Deferred<()> {
    chain! {
        join!(gather(three), in_time, again);
        then |(all, in_time, again)| println!("{all:?}\n{in_time}\n{again:?}"),
        catch |failure| eprintln!("{failure:#?}"),
    }
}

fn main() -> io::Result<()> {
    let on = Rc::new(Loop::new()?);
    let address = serve(&on)?;
    let client = Client::connect(&on, address)?;

    let three = ["one", "two", "three"].map(|line| client.ask(line));
    let in_time = in_time(on.clone(), client.ask("silence"));
    let anew = on.clone();
    let again = again(on.clone(), move || {
        Client::connect(&anew, address).map_or_else(|_| Answer::fail(Lost), |client| client.ask("die"))
    });
    let done = say(three, in_time, again);
    on.run_until(|| done.is_ready())
}
