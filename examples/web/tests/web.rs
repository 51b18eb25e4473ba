//! The server is run and asked, by plain sockets.

use rusqlite::Connection;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

struct Server {
    process: Child,
    address: String,
    file: PathBuf,
}

impl Server {
    fn start(name: &str) -> Self {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db"));
        drop(fs::remove_file(&file)); // of the last run, if there was one
        let mut process = Command::new(env!("CARGO_BIN_EXE_web"))
            .args(["127.0.0.1:0", file.to_str().expect("the path is text")])
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut said = String::new();
        let output = process.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut said).expect("it says where it is");
        let address = said.trim().strip_prefix("http://").expect("an address").to_owned();
        Server { process, address, file }
    }

    fn connect(&self) -> Client {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("it is not zero");
        Client { stream: BufReader::new(stream) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }
}

/// A connection that is kept.
struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    /// The status, and the page.
    fn get(&mut self, path: &str) -> (u16, String) {
        let request = format!("GET {path} HTTP/1.1\r\nhost: test\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes()).expect("it is sent");
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.stream.read_line(&mut head).expect("an answer in time"), 0, "{head}");
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut page = vec![0; length.expect("a length").parse().expect("a number")];
        self.stream.read_exact(&mut page).expect("the whole page");
        (head[9..12].parse().expect("a status"), String::from_utf8(page).expect("text"))
    }
}

#[test]
fn each_error_is_the_status_that_its_page_makes_of_it() {
    let server = Server::start("statuses");
    let mut client = server.connect();
    let (status, shelf) = client.get("/");
    assert_eq!(status, 200);
    assert!(shelf.contains("<a href=\"/books/Moby-Dick\">"), "{shelf}");
    let (status, book) = client.get("/books/Moby-Dick");
    assert!(status == 200 && book.contains("Call me Ishmael."), "{status} {book}");
    assert_eq!(client.get("/books/Necronomicon").0, 404);

    let other = Connection::open(&server.file).expect("it is a file");
    other.execute_batch("BEGIN EXCLUSIVE").expect("nobody else has it");
    assert_eq!(client.get("/books/Moby-Dick").0, 503);
    let (status, shelf) = client.get("/");
    assert!(status == 503 && shelf.contains("The shelf is closed: somebody is at it."), "{status} {shelf}");

    other.execute_batch("COMMIT; DROP TABLE books").expect("we have it");
    assert_eq!(client.get("/books/Moby-Dick").0, 500);
}

#[test]
fn five_thousand_requests_are_answered() {
    const CLIENTS: usize = 8;
    const EACH: usize = 625;
    let server = Server::start("load");
    let began = Instant::now();
    let answered: usize = thread::scope(|scope| {
        let ask_all = || {
            let mut client = server.connect();
            let paths = ["/", "/books/Moby-Dick", "/books/Jane%20Eyre", "/books/Middlemarch"];
            paths.iter().cycle().take(EACH).filter(|path| client.get(path).0 == 200).count()
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(ask_all)).collect();
        clients.into_iter().map(|client| client.join().expect("each is answered")).sum()
    });
    assert_eq!(answered, CLIENTS * EACH);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}
