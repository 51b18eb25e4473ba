//! Builds the page for a browser, binds it and serves it.
//!
//! ```sh
//! cargo run --example serve
//! ```
//!
//! What the page says it has said, this prints.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs, thread};
use wasm_bindgen_cli_support::Bindgen;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let bound = bound()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}/", listener.local_addr()?);
    for stream in listener.incoming() {
        let (stream, bound) = (stream?, bound.clone());
        thread::spawn(move || answer(stream, &bound).unwrap_or_else(|error| eprintln!("{error}")));
    }
    Ok(())
}

/// Builds the library for wasm32, and gives the folder with what JavaScript imports.
fn bound() -> Result<PathBuf> {
    let example = env::current_exe()?;
    let target = example.ancestors().nth(3).ok_or("it is not where cargo puts an example")?;
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--locked", "--lib", "--target", "wasm32-unknown-unknown"])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .arg("--target-dir")
        .arg(target)
        .status()?;
    if !built.success() {
        return Err("it does not build for wasm32-unknown-unknown".into());
    }
    let bound = target.join("bound");
    let library = target.join("wasm32-unknown-unknown/debug/browser.wasm");
    Bindgen::new()
        .input_path(library)
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .generate(&bound)?;
    Ok(bound)
}

fn answer(stream: TcpStream, bound: &Path) -> Result<()> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let path = head.split(' ').nth(1).ok_or("no request")?.split('?').next().unwrap_or_default();
    let (kind, body) = match path {
        "/" => ("text/html", fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/index.html"))?),
        "/browser.js" => ("text/javascript", fs::read(bound.join("browser.js"))?),
        "/browser_bg.wasm" => ("application/wasm", fs::read(bound.join("browser_bg.wasm"))?),
        "/said" => {
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            let mut said = vec![0; length.ok_or("no length")?.parse()?];
            stream.read_exact(&mut said)?;
            println!("{}", String::from_utf8(said)?);
            ("text/plain", Vec::new())
        }
        "/words/deferred" => ("text/plain", b"a result that will be there later".to_vec()),
        "/words/chain" => ("text/plain", b"callbacks, one after the other".to_vec()),
        "/words/slow" => {
            thread::sleep(Duration::from_secs(5));
            ("text/plain", b"too late".to_vec())
        }
        "/words/gone" => return Ok(()),
        "/words/broken" => return refuse(stream.get_mut(), "500 Broken"),
        _ => return refuse(stream.get_mut(), "404 Not Found"),
    };
    let (stream, length) = (stream.get_mut(), body.len());
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )?;
    // Who asked may have gone, as where a word takes too long.
    drop(stream.write_all(&body));
    Ok(())
}

fn refuse(stream: &mut TcpStream, status: &str) -> Result<()> {
    Ok(write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")?)
}
