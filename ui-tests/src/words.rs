//! The compiler's messages for a mistake, as they are kept beside it.

use crate::diagnostic::Diagnostic;
use similar::{ChangeTag, TextDiff};
use std::borrow::Cow;

/// The folders of the crates' own sources, from the workspace's root.
const OURS: [&str; 3] = ["src/", "deferred-core/", "deferred-macros/"];

/// The compiler's messages, without the parts that differ from one machine to the next.
///
/// The lines of our own sources move with every change, so they have no numbers; the excerpts of the standard
/// library's are only shown where its source is installed.
#[must_use]
pub fn of(said: &[Diagnostic]) -> String {
    let own = said.iter().filter(|diagnostic| diagnostic.is_error() || diagnostic.is_warning());
    let all: Vec<_> = own.map(|diagnostic| without_machine(diagnostic.rendered())).collect();
    all.join("\n")
}

/// The source that an excerpt is from.
enum Source {
    User,
    Ours,
    Std,
}

fn without_machine(rendered: &str) -> String {
    let rendered = rendered.replace("ui-tests/mistakes/", "mistakes/");
    let mut source = Source::User;
    let mut lines = Vec::new();
    for line in rendered.lines().map(Line::of) {
        match line {
            Line { sign: sign @ ("-->" | ":::"), rest, .. } => {
                let (of, place) = located(&rest);
                source = of;
                lines.push(Line { number: "", sign, rest: place.into() });
            }
            Line { sign: "|", .. } if matches!(source, Source::Std) => {}
            Line { sign: "|", .. } if matches!(source, Source::Ours) => {
                lines.push(Line { number: "", ..line })
            }
            line => {
                source = if line.sign.is_empty() { Source::User } else { source };
                lines.push(line);
            }
        }
    }
    let width = |number: Option<usize>| number.unwrap_or_default();
    let before = width(rendered.lines().map(|line| Line::of(line).number.len()).max());
    let after = width(lines.iter().map(|line| line.number.len()).max());
    lines.iter().map(|line| line.written(before, after)).collect()
}

/// A line of a message: the number of the source's line, the sign behind it, and what is shown.
struct Line<'a> {
    number: &'a str,
    /// Empty, if all of the line is in `rest`.
    sign: &'a str,
    rest: Cow<'a, str>,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let number = line[..line.len() - behind.len()].trim();
        let sign = ["-->", ":::", "|", "="].into_iter().find(|sign| behind.starts_with(sign));
        let sign = sign.or_else(|| {
            ["+ ", "- ", "~ "].into_iter().find(|sign| behind.starts_with(sign) && !number.is_empty())
        });
        match sign {
            Some(sign) => Line { number, sign, rest: behind[sign.len()..].into() },
            None => Line { number: "", sign: "", rest: line.into() },
        }
    }

    /// The line with numbers of another width.
    fn written(&self, before: usize, after: usize) -> String {
        let Line { number, sign, rest } = self;
        let line = match *sign {
            "" => match rest.strip_prefix(&*" ".repeat(before)) {
                Some(indented) => format!("{:after$}{indented}", ""),
                None => rest.to_string(),
            },
            "-->" | ":::" => format!("{:after$}{sign} {rest}", ""),
            sign => format!("{number:after$} {sign}{rest}"),
        };
        format!("{}\n", line.trim_end())
    }
}

/// The owner of a source, and a path that is the same on every machine.
fn located(place: &str) -> (Source, String) {
    let place = place.trim();
    let file = |place: &str| place.split(':').next().unwrap_or_default().to_owned();
    if let Some((_, of_std)) = place.split_once("/library/") {
        (Source::Std, format!("$RUST/{}", file(of_std)))
    } else if OURS.iter().any(|folder| place.starts_with(folder)) {
        (Source::Ours, format!("$WORKSPACE/{}", file(place)))
    } else {
        (Source::User, place.to_owned())
    }
}

/// The difference of two texts, line by line; none if they are equal.
#[must_use]
pub fn difference(kept: &str, said: &str) -> Option<String> {
    if kept.trim_end() == said.trim_end() {
        return None;
    }
    let diff = TextDiff::from_lines(kept, said);
    let lines = diff.iter_all_changes().map(|change| {
        let sign = match change.tag() {
            ChangeTag::Delete => "- ",
            ChangeTag::Insert => "+ ",
            ChangeTag::Equal => "  ",
        };
        format!("{sign}{}\n", change.value().trim_end_matches('\n'))
    });
    Some(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::{difference, without_machine};

    #[test]
    fn our_own_lines_have_no_numbers_and_the_users_have() {
        let rendered = "error: wrong\n  --> mistakes/a.rs:9:3\n   |\n9  | f()\n   | ^^^\n   = note: so it is\nnote: required\n  --> deferred-core/src/a.rs:123:4\n   |\n123 | fn f()\n   |    ^ here";
        assert_eq!(
            without_machine(rendered),
            "error: wrong\n --> mistakes/a.rs:9:3\n  |\n9 | f()\n  | ^^^\n  = note: so it is\nnote: required\n --> $WORKSPACE/deferred-core/src/a.rs\n  |\n  | fn f()\n  |    ^ here\n"
        );
    }

    #[test]
    fn the_standard_library_is_not_quoted() {
        let rendered = "error: wrong\n --> a.rs:9:3\nnote: of it\n --> /rust/library/core/src/a.rs:9:1\n  |\n9 | fn f()\n  |    ^\nhelp: try\n  |\n9 - f()\n9 + g()\n  |";
        assert_eq!(
            without_machine(rendered),
            "error: wrong\n --> a.rs:9:3\nnote: of it\n --> $RUST/core/src/a.rs\nhelp: try\n  |\n9 - f()\n9 + g()\n  |\n"
        );
    }

    #[test]
    fn a_difference_shows_what_was_kept_and_what_is_said() {
        assert_eq!(difference("a\nb\n", "a\nc\n").as_deref(), Some("  a\n- b\n+ c\n"));
        assert_eq!(difference("a\n", "a"), None);
    }
}
