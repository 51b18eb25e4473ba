//! The real programs in `examples/` print what they are meant to.

use std::path::Path;
use std::process::Command;

/// What the example prints. It is built where this test was built.
fn printed(example: &str) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target directory");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", example])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .arg("--target-dir")
        .arg(target)
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
    assert_eq!(printed("plugins"), expected);
}

#[test]
fn lines_are_answered_in_order_in_time_or_again() {
    assert_eq!(printed("lines"), "[\"ONE\", \"TWO\", \"THREE\"]\nno answer in time\n\"DIE\"\n");
}
