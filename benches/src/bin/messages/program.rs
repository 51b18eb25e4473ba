//! The programs, and where the mistake of each is, as its first lines say.

use std::error::Error;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One of the mistakes that all contenders make.
#[derive(Debug)]
pub struct Mistake {
    pub folder: &'static str,
    /// A message that has one of these in it tells how to mend the mistake.
    pub fixes: &'static [&'static str],
}

impl Mistake {
    pub fn title(&self) -> String {
        self.folder.replace('_', " ")
    }
}

pub const MISTAKES: [Mistake; 12] = [
    Mistake { folder: "an_error_that_cannot_happen", fixes: &["take the handler away", "remove"] },
    Mistake {
        folder: "an_error_left_unhandled",
        fixes: &["adding a match arm", "catch it", "catch them", "catch what is left", "handle it"],
    },
    Mistake {
        folder: "a_callback_that_takes_another_type",
        fixes: &["wrapping the function in a closure", "put a stage before it"],
    },
    Mistake {
        folder: "a_handler_that_gives_nothing",
        fixes: &[
            "gives the value that the chain goes on with",
            "consider returning",
            "remove this semicolon",
        ],
    },
    Mistake {
        folder: "an_error_missing_from_the_declared_set",
        fixes: &[
            "add it",
            "needs to implement `From<",
            "the trait `From<Malformed>` is not implemented for `PageError`",
        ],
    },
    Mistake { folder: "one_result_used_twice", fixes: &["clone", "share"] },
    Mistake {
        folder: "a_set_that_does_not_match_its_signature",
        fixes: &["needs to implement `From<", "raises", "widen", "broaden"],
    },
    Mistake { folder: "an_argument_too_few", fixes: &["provide the argument"] },
    Mistake {
        folder: "a_method_that_is_not_there",
        fixes: &["similar name", "one of the expressions' fields"],
    },
    Mistake { folder: "a_name_with_a_typo", fixes: &["similar name"] },
    Mistake {
        folder: "a_result_that_is_forgotten",
        fixes: &["attach callbacks", "`.await`", "should be handled"],
    },
    Mistake { folder: "branches_of_two_types", fixes: &["conversion method", "to_string", "to_owned"] },
];

/// A way to write the programs.
#[derive(Debug, PartialEq, Eq)]
pub struct Contender {
    pub file: &'static str,
    pub name: &'static str,
}

pub const CONTENDERS: [Contender; 6] = [
    Contender { file: "chain", name: "`chain!`" },
    Contender { file: "futures", name: "futures" },
    Contender { file: "try_join", name: "`try_join!`" },
    Contender { file: "terrors", name: "terrors" },
    Contender { file: "eros", name: "eros" },
    Contender { file: "frunk", name: "frunk" },
];

/// The suffix of a twin's name.
const TWIN: &str = "_fixed";

/// The lines on top have these.
const NAMES: &str = "//! Has to name: ";
const PLACE: &str = "//! The mistake: ";

/// One mistake, made with one contender.
#[derive(Debug)]
pub struct Program {
    pub mistake: &'static Mistake,
    pub contender: &'static Contender,
    folder: PathBuf,
    /// The program below the first lines.
    pub code: String,
    /// Types without which nobody understands the mistake.
    pub has_to_name: Vec<String>,
    /// The stage, call or arm that is wrong. Where something is missing, what it is missing from, and the promise that is broken.
    pub places: Vec<Range<usize>>,
}

impl Program {
    /// # Errors
    ///
    /// If it is not there, or does not say where its mistake is.
    pub fn read(
        folder: &Path,
        mistake: &'static Mistake,
        contender: &'static Contender,
    ) -> Result<Self, Box<dyn Error>> {
        let folder = folder.join(mistake.folder);
        let path = folder.join(contender.file).with_extension("rs");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let types = text.lines().filter_map(|line| line.strip_prefix(NAMES));
        let has_to_name: Vec<_> = types.flat_map(|line| line.split(", ")).map(str::to_owned).collect();
        let marks = text.lines().filter_map(|line| line.strip_prefix(PLACE));
        let places: Vec<_> = marks
            .map(|mark| place(&text, mark).ok_or_else(|| format!("{}: where is {mark}?", path.display())))
            .collect::<Result<_, _>>()?;
        if has_to_name.is_empty() || places.is_empty() {
            return Err(format!("{} does not say what its mistake is", path.display()).into());
        }
        Ok(Program { mistake, contender, folder, code: code(&text).to_owned(), has_to_name, places })
    }

    /// Cargo's name for the program.
    pub fn name(&self) -> String {
        format!("{}-{}", self.mistake.folder, self.contender.file)
    }

    /// Cargo's name for the twin.
    pub fn twin(&self) -> String {
        self.name() + TWIN
    }

    /// With the mistake, and without.
    pub fn files(&self) -> [PathBuf; 2] {
        ["", TWIN].map(|ending| self.folder.join(format!("{}{ending}.rs", self.contender.file)))
    }

    /// The file with the compiler's words.
    pub fn words(&self) -> PathBuf {
        self.folder.join(self.contender.file).with_extension("stderr")
    }

    /// Whether it is this file of the package that is compiled.
    pub fn is_in(&self, file: &str) -> bool {
        Path::new(file) == Path::new(self.mistake.folder).join(self.contender.file).with_extension("rs")
    }
}

fn code(text: &str) -> &str {
    text.split_once("\n\n").map_or("", |(_, code)| code)
}

/// The one place in the code that reads as `mark` does; of it what stands between `«` and `»`.
fn place(text: &str, mark: &str) -> Option<Range<usize>> {
    let (before, rest) = mark.split_once('«')?;
    let (wrong, after) = rest.split_once('»')?;
    let top = text.len() - code(text).len();
    let whole = format!("{before}{wrong}{after}");
    let mut found = code(text).match_indices(&whole).map(|(at, _)| top + at);
    let start = found.next()? + before.len();
    found.next().is_none().then_some(start..start + wrong.len())
}

#[cfg(test)]
mod tests {
    use super::place;

    const TEXT: &str = "//! The mistake: f(«x»)\n\nf(x); g(x); g(x)";

    #[test]
    fn a_mark_is_found_in_the_code_by_what_stands_around_it() {
        assert_eq!(place(TEXT, "f(«x»)").map(|place| &TEXT[place.start - 2..place.end]), Some("f(x"));
    }

    #[test]
    fn a_mark_that_is_there_twice_is_no_place() {
        assert_eq!(place(TEXT, "g(«x»)"), None);
    }
}
