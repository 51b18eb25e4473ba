//! What the command draws, and the pictures that the documents show.

use std::path::Path;
use std::process::{Command, Output};

fn railway(arguments: &[&str]) -> Output {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the workspace");
    Command::new(env!("CARGO_BIN_EXE_railway"))
        .args(arguments)
        .current_dir(workspace)
        .output()
        .expect("it runs")
}

fn drawn(arguments: &[&str]) -> String {
    let output = railway(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

#[test]
fn the_pictures_that_are_kept_are_those_of_their_code() {
    let (quickstart, chapter) =
        (("count", "examples/quickstart.rs"), ("shown", "src/tutorial/two_tracks.rs"));
    for (form, (function, code), file, kept) in [
        ("--svg", quickstart, "docs/railway.svg", include_str!("../../docs/railway.svg")),
        ("--figure", quickstart, "docs/railway.html", include_str!("../../docs/railway.html")),
        (
            "--figure",
            chapter,
            "src/tutorial/two_tracks.html",
            include_str!("../../src/tutorial/two_tracks.html"),
        ),
    ] {
        let again = format!("cargo run -p deferred-railway -- {form} {function} {code} > {file}");
        assert!(kept == drawn(&[form, function, code]), "draw it again: {again}");
    }
}

#[test]
fn every_chain_of_a_file_is_on_the_page() {
    let page = drawn(&["examples/guide_add_callbacks.rs", "examples/quickstart.rs"]);
    for name in ["case_1", "case_2", "count"] {
        assert!(page.contains(&format!("<h2>{name}</h2><figure")), "{name}");
    }
}

#[test]
fn what_cannot_be_drawn_is_said() {
    for (arguments, says) in [
        (&["--svg", "nobody", "examples/quickstart.rs"][..], "no chain in a function `nobody`"),
        (&["Cargo.toml"], "there is no `chain!`"),
        (&["no/such/file.rs"], "no/such/file.rs"),
        (&[], "usage"),
    ] {
        let output = railway(arguments);
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains(says), "{output:?}");
    }
}
