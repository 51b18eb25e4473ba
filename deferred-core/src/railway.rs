//! `Railway`: a drawing of a chain, its stations with the types that it carries behind each.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};

/// A chain's stations, with the value and the errors that it carries behind each, as its types say: as a text, and
/// as a picture.
///
/// [`drawn!`](https://docs.rs/deferred/latest/deferred/macro.drawn.html) gives one beside the chain.
///
/// ```
/// use deferred::{drawn, succeed};
///
/// let (d, railway) = drawn! { succeed(20); then |n| n + 1 };
/// let last = railway.stations().last().expect("there is a stage");
/// assert_eq!((last.stage(), last.value(), last.errors().len()), ("then", "i32", 0));
/// assert!(railway.picture().contains("<svg") && last.what().contains("n + 1"));
/// d.detach();
/// ```
///
/// Twisted has no counterpart.
#[derive(Clone)]
pub struct Railway {
    stations: Vec<Station>,
    frame: Frame,
}

/// A station of a [`Railway`]: the source, or a stage.
///
/// ```
/// use deferred::{drawn, succeed};
///
/// let (d, railway) = drawn! { succeed("page"); then |page| page.len() };
/// let stages: Vec<_> = railway.stations().map(|station| (station.stage(), station.value())).collect();
/// assert_eq!(stages, [("", "&str"), ("then", "usize")]);
/// d.detach();
/// ```
///
/// Twisted has no counterpart.
#[derive(Clone)]
pub struct Station {
    stage: &'static str,
    what: &'static str,
    value: String,
    errors: Vec<String>,
    shapes: Shapes,
}

/// The frame of a picture around its stations, as the macro has drawn it.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Frame {
    /// The text before and after the description for those who cannot see the picture.
    pub head: [&'static str; 2],
    /// The end of the track of failures, if any can be on it.
    pub failures: &'static str,
    pub tail: &'static str,
}

/// All shapes of a station that the macro has drawn. The types decide which of them are shown.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Shapes {
    /// The track of failures on to the next station, if failures pass this one.
    pub passes: &'static str,
    /// The way of a failure that comes from this station.
    pub fails: &'static str,
    /// The shapes that are shown in any case.
    pub always: &'static str,
    /// The beginning of the line with the types behind the station.
    pub carries: &'static str,
}

impl Station {
    /// A station with the names of the types `T` and `R` behind it.
    pub(crate) fn new<T, R>(stage: &'static str, what: &'static str, shapes: Shapes) -> Self {
        let (value, set) = (short(core::any::type_name::<T>()), core::any::type_name::<R>());
        let set = set.strip_prefix('(').and_then(|set| set.strip_suffix(')')).unwrap_or(set);
        let errors = members(set).map(short).collect();
        Station { stage, what, value, errors, shapes }
    }

    /// The stage's keyword, see [`Railway`]; empty for the source.
    pub fn stage(&self) -> &str {
        self.stage
    }

    /// The station's callback, or what else it names: see [`Railway`].
    pub fn what(&self) -> &str {
        self.what
    }

    /// The type of the value that the chain carries behind the station: see [`Railway`].
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The errors that may be in flight behind the station: see [`Railway`].
    pub fn errors(&self) -> impl ExactSizeIterator<Item = &str> {
        self.errors.iter().map(String::as_str)
    }

    fn words(&self) -> String {
        let space = if self.stage.is_empty() { "" } else { " " };
        format!("{}{space}{}", self.stage, self.what)
    }

    fn carries(&self) -> String {
        match self.errors.as_slice() {
            [] => self.value.clone(),
            errors => format!("{}, or {}", self.value, errors.join(" | ")),
        }
    }
}

impl Railway {
    pub(crate) fn new(stations: Vec<Station>, frame: Frame) -> Self {
        Railway { stations, frame }
    }

    /// The source, and each stage.
    pub fn stations(&self) -> impl ExactSizeIterator<Item = &Station> {
        self.stations.iter()
    }

    /// The picture: SVG in a `figure`, in the colours of the page around it, with a description for those who
    /// cannot see it.
    ///
    /// A way leads over to the failures wherever an error joins those in flight, and no track is drawn where none
    /// can be.
    pub fn picture(&self) -> String {
        let [head, behind] = self.frame.head;
        let spoken: Vec<String> = self.stations.iter().map(|station| format!("{station:?}")).collect();
        let mut picture = format!("{head}{}{behind}", escaped(&spoken.join("; ")));
        let nothing: &[String] = &[];
        let mut before = nothing;
        for station in &self.stations {
            let (after, shapes) = (station.errors.as_slice(), station.shapes);
            // Where none pass, all errors in flight behind the station come from it.
            let is_from_here = |error: &String| shapes.passes.is_empty() || !before.contains(error);
            let fails = after.iter().any(is_from_here);
            let passes = !before.is_empty() && !after.is_empty();
            picture.push_str(if passes { shapes.passes } else { "" });
            picture.push_str(if fails { shapes.fails } else { "" });
            picture.push_str(shapes.always);
            picture.push_str(&format!("{}{}</text>", shapes.carries, escaped(&cut(&station.carries()))));
            before = after;
        }
        picture.push_str(if before.is_empty() { "" } else { self.frame.failures });
        picture.push_str(self.frame.tail);
        picture
    }
}

/// Prints a line for each station: its words, and the types behind it.
impl Display for Railway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.stations.iter().map(Station::words).collect();
        let width = words.iter().map(|words| words.chars().count()).max().unwrap_or(0);
        for (station, words) in self.stations.iter().zip(words) {
            writeln!(f, "{words:width$}  {}", station.carries())?;
        }
        Ok(())
    }
}

impl Debug for Railway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.stations).finish()
    }
}

impl Debug for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.words(), self.carries())
    }
}

/// The name of a type without its modules.
fn short(name: &str) -> String {
    let mut written = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let word =
            rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(rest.len());
        match rest[word..].strip_prefix("::") {
            Some(behind) if word > 0 => rest = behind,
            _ => {
                written.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    written
}

/// Splits a tuple at the commas that are in no brackets.
fn members(tuple: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let mut before = ' ';
    let members = tuple.split(move |letter| {
        match letter {
            '<' | '(' | '[' => depth += 1,
            '>' if before == '-' => {}
            // A character that is a constant of a type may be a bracket, too: `E<'>'>`.
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = letter;
        letter == ',' && depth == 0
    });
    members.map(str::trim).filter(|member| !member.is_empty())
}

/// Cuts a text to the width of a picture, with an ellipsis.
fn cut(text: &str) -> String {
    const LETTERS: usize = 47;
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{cut, members, short};
    use alloc::vec::Vec;

    #[test]
    fn a_name_is_shown_without_its_modules() {
        for (name, shown) in [
            ("alloc::vec::Vec<core::option::Option<u8>>", "Vec<Option<u8>>"),
            ("[usize; 3]", "[usize; 3]"),
            ("&str", "&str"),
            ("(a::B, c::D<'_>)", "(B, D<'_>)"),
            ("fn(a::B) -> c::D", "fn(B) -> D"),
            ("<a::B as c::D>::e", "<B as D>::e"),
            ("straße::Größe<né::É>", "Größe<É>"),
        ] {
            assert_eq!(short(name), shown);
        }
    }

    #[test]
    fn a_set_is_split_at_its_own_commas() {
        assert_eq!(members("a::B,").collect::<Vec<_>>(), ["a::B"]);
        assert_eq!(
            members("A<B, C>, fn(D, E) -> F, G").collect::<Vec<_>>(),
            ["A<B, C>", "fn(D, E) -> F", "G"]
        );
        assert_eq!(members("").count(), 0);
        assert_eq!(members("E<'>'>, B").collect::<Vec<_>>(), ["E<'>'>", "B"]);
    }

    #[test]
    fn what_is_too_long_for_the_picture_ends_in_an_ellipsis() {
        let fits = "ä".repeat(47);
        assert_eq!(cut(&fits), fits);
        assert_eq!(cut(&"ä".repeat(48)), "ä".repeat(46) + "…");
    }
}
