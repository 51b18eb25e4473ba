//! Makes a message independent of the machine.

use std::path::Path;

/// The signs before the path of a file.
const ARROWS: [&str; 2] = ["--> ", "::: "];
/// Where a type is too long, rustc writes it into a file, and says where that is.
const LONG_TYPE: &str = "the full name for the type has been written to '";

/// Without the folders in which things are here.
pub fn anywhere(rendered: &str, workspace: &Path) -> String {
    rendered.trim_end().lines().map(|line| line_anywhere(line, workspace) + "\n").collect()
}

fn line_anywhere(line: &str, workspace: &Path) -> String {
    if let Some((before, _)) = line.split_once(LONG_TYPE) {
        return format!("{before}{LONG_TYPE}...'");
    }
    let Some((before, path)) = ARROWS
        .iter()
        .find_map(|arrow| line.split_once(arrow).map(|(before, path)| (format!("{before}{arrow}"), path)))
    else {
        return line.to_owned();
    };
    let ours = || Path::new(path).strip_prefix(workspace).ok()?.to_str();
    let from_registry = || Some(path.split_once("/registry/src/")?.1.split_once('/')?.1);
    let of_rust = || Some(path.strip_prefix("/rustc/")?.split_once('/')?.1);
    before + ours().or_else(from_registry).or_else(of_rust).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(line: &str) -> String {
        line_anywhere(line, Path::new("/home/me/deferred"))
    }

    #[test]
    fn a_path_begins_with_the_package() {
        assert_eq!(here("   --> /home/me/deferred/src/lib.rs:1:2"), "   --> src/lib.rs:1:2");
        assert_eq!(
            here("  --> /home/me/.cargo/registry/src/index.crates.io-1/a-0.1.0/b.rs:1:2"),
            "  --> a-0.1.0/b.rs:1:2"
        );
        assert_eq!(
            here("  ::: /rustc/59807616e/library/core/src/result.rs:566:4"),
            "  ::: library/core/src/result.rs:566:4"
        );
    }

    #[test]
    fn the_name_of_a_file_with_a_long_type_is_cut() {
        assert_eq!(
            here(&format!("    = note: {LONG_TYPE}/somewhere/a-1.txt'")),
            format!("    = note: {LONG_TYPE}...'")
        );
    }

    #[test]
    fn what_is_no_path_stays() {
        assert_eq!(here("1 | fn f() {}"), "1 | fn f() {}");
    }
}
