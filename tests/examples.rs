//! The real programs in `examples/` print what they are meant to.

use std::path::Path;
use std::process::Command;

/// What the example prints. It is built where this test was built.
fn printed(example: &str, arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target directory");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", example])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .arg("--target-dir")
        .arg(target)
        .arg("--")
        .args(arguments)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn plugins_answer_whatever_happens() {
    let expected = "\
/index
  pages: page at /index
  settings: there is no /index
off:
  pages: you are offline
  settings: there is no off:
slow:
  pages: nobody answers
  settings: there is no slow:
theme
  pages: page at theme
  settings: dark
";
    assert_eq!(printed("plugins", &[]), expected);
}

#[test]
fn lines_are_answered_in_order_in_time_or_again() {
    assert_eq!(printed("lines", &[]), "[\"ONE\", \"TWO\", \"THREE\"]\nno answer in time\n\"DIE\"\n");
}

#[test]
fn a_crawl_goes_on_past_what_fails_and_says_what_did() {
    let printed = printed("crawl", &[]);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines[0], "all of it: 41 pages seen, 87000 bytes");
    let failed: Vec<_> =
        lines[1..].iter().map(|line| line.split_once(": ").expect("a page and its failure")).collect();
    let pages: Vec<_> = failed.iter().map(|(page, _)| *page).collect();
    assert_eq!(pages, [7, 11, 21, 33, 35, 49, 55].map(|page| format!("page {page}")));
    for (page, failure) in failed {
        let (error, stage) = if page.ends_with(['1', '3']) && page != "page 21" || page == "page 55" {
            ("Gone", "then")
        } else {
            ("TimedOut", "timeout")
        };
        assert!(failure.contains(error) && failure.contains(&format!("in `{stage}`")), "{page}: {failure}");
    }
}

#[test]
fn a_crawl_ends_at_its_deadline() {
    let printed = printed("crawl", &["120"]);
    assert!(printed.starts_with("what there was time for: "), "{printed}");
}

#[test]
fn a_script_goes_on_inside_of_the_frame_that_it_waits_for() {
    let expected = "  \
  the curtain rises
frame 1
frame 2
  a bird sings; press a key
frame 3
frame 4
  the hero takes the n road
frame 5
";
    assert_eq!(printed("script", &[]), expected);
}
