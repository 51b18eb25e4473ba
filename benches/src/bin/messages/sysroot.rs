//! Rust's own library without its source: where that is installed, messages show lines of it and are longer.

use std::error::Error;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// The folder with the source.
const SOURCE: &str = "src";

/// Makes the folder `place`, with links to all that a compiler needs.
pub fn without_source(whole: &str, place: PathBuf) -> Result<PathBuf, Box<dyn Error>> {
    let there = Path::new(whole).join("lib/rustlib");
    let here = place.join("lib/rustlib");
    if here.exists() {
        fs::remove_dir_all(&here)?;
    }
    fs::create_dir_all(&here)?;
    for entry in fs::read_dir(there)? {
        let entry = entry?;
        if entry.file_name() != SOURCE {
            symlink(entry.path(), here.join(entry.file_name()))?;
        }
    }
    Ok(place)
}
