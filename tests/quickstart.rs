//! Pins what the quickstart example prints, and its exit status, on files of every kind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A fresh directory for one test's inputs.
fn inputs(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("quickstart").join(test);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("the target directory can be written");
    fs::write(directory.join("good.txt"), "one two\nthree\n").expect("the file can be written");
    directory
}

/// The example, built once, where this test was built.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target directory");
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--example", "quickstart"])
            .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
            .arg("--target-dir")
            .arg(target)
            .status()
            .expect("cargo runs");
        assert!(built.success(), "the example is built");
        target.join("debug/examples").join(format!("quickstart{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Runs the example in `directory`.
fn quickstart(directory: &Path, paths: &[&str]) -> Output {
    Command::new(program()).args(paths).current_dir(directory).output().expect("the example runs")
}

/// The table that it printed, and its exit status.
fn table(directory: &Path, paths: &[&str]) -> (String, Option<i32>) {
    let output = quickstart(directory, paths);
    let table = String::from_utf8(output.stdout).expect("the table is UTF-8");
    assert!(!table.is_empty(), "no table: {}", String::from_utf8_lossy(&output.stderr));
    (table, output.status.code())
}

/// Where `stage` stands in the example, as a failure says it.
fn site_of(stage: &str) -> String {
    let source = include_str!("../examples/quickstart.rs");
    let (line, text) =
        source.lines().enumerate().find(|(_, text)| text.contains(stage)).expect("the example has the stage");
    let column = text.find(stage).expect("it is in this line") + 1;
    let file = Path::new("examples").join("quickstart.rs");
    format!("{}:{}:{column} in `catch`", file.display(), line + 1)
}

#[test]
fn files_of_every_kind_have_their_row() {
    let directory = inputs("every_kind");
    fs::write(directory.join("not_text.bin"), b"abc\xff\xfe\n").expect("the file can be written");
    fs::write(directory.join("empty"), "").expect("the file can be written");
    fs::create_dir(directory.join("directory")).expect("the directory can be made");

    let paths = ["good.txt", "missing.txt", "not_text.bin", "empty", "directory"];
    let (table, status) = table(&directory, &paths);

    let rows: Vec<_> = table.lines().collect();
    assert_eq!(rows.len(), 6, "a head, and a row for each path:\n{table}");
    assert_eq!(rows[0], "path            lines    words    bytes");
    assert_eq!(rows[1], "good.txt            2        3       14");
    assert_eq!(rows[2], format!("missing.txt  no such file; {}", site_of("catch |e: io::Error|")));
    let not_text = format!("not_text.bin not UTF-8 from byte 3 on; {}", site_of("catch |e: FromUtf8Error|"));
    assert_eq!(rows[3], not_text);
    assert_eq!(rows[4], "empty               0        0        0");
    assert!(rows[5].starts_with("directory    cannot be read: "), "{}", rows[5]);
    assert!(rows[5].ends_with(&site_of("catch |e: io::Error|")), "{}", rows[5]);
    assert_eq!(status, Some(1));
}

#[test]
fn the_exit_status_is_0_if_all_files_were_read() {
    let (table, status) = table(&inputs("all_read"), &["good.txt", "good.txt"]);
    assert_eq!(table.lines().count(), 3);
    assert_eq!(status, Some(0), "{table}");
}

#[test]
fn one_file_that_is_missing_is_enough_for_exit_status_1() {
    let (table, status) = table(&inputs("one_missing"), &["good.txt", "missing.txt"]);
    assert!(table.contains("good.txt           2        3       14"), "the others are counted:\n{table}");
    assert_eq!(status, Some(1));
}

#[test]
fn without_a_path_it_counts_the_readme() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let (table, status) = table(&inputs("no_path"), &[]);
    assert!(table.lines().nth(1).is_some_and(|row| row.starts_with(readme)), "{table}");
    let expected = if Path::new(readme).is_file() { 0 } else { 1 };
    assert_eq!(status, Some(expected), "{table}");
}

/// The README has it in narrow lines.
#[test]
fn the_readmes_chain_is_that_of_the_quickstart() {
    fn tokens(code: &str) -> String {
        code.split_whitespace().collect()
    }
    let readme = include_str!("../README.md").split_once("```rust,ignore").expect("it begins with code").1;
    let chain = readme.split("```").next().expect("the code ends");
    assert!(tokens(include_str!("../examples/quickstart.rs")).contains(&tokens(chain)), "{chain}");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_cannot_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let directory = inputs("no_permission");
    let secret = directory.join("secret.txt");
    fs::write(&secret, "secret").expect("the file can be written");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).expect("the mode can be set");
    if fs::File::open(&secret).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let (table, status) = table(&directory, &["secret.txt"]);
    assert!(table.contains("secret.txt cannot be read: permission denied"), "{table}");
    assert_eq!(status, Some(1));
}
