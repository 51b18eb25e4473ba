//! A line as a picture: SVG without scripts, whose colours are those of the page around it.

use super::line::{Line, Stop, Track};
use std::fmt::Write;

/// Where the tracks and the labels are, and how high a stop is.
const VALUES: i32 = 20;
const FAILURES: i32 = 54;
const LABELS: i32 = 78;
const STOP: i32 = 38;
const WIDTH: i32 = 400;
/// What fits into a line of labels.
const LETTERS: usize = 41;

/// rustdoc's own variables, so that the picture fits its themes; where there are none, the colour of the text.
const VALUE_COLOUR: &str = "var(--link-color,currentColor)";
const FAILURE_COLOUR: &str = "var(--warning-border-color,currentColor)";

/// The picture, with its text for who cannot see it.
pub fn draw(line: &Line) -> String {
    let mut picture = Picture { shapes: String::new(), y: STOP / 2 + 4, failing: true };
    picture.begin(line);
    for stop in &line.stops {
        picture.stop(stop);
    }
    picture.end(line);
    let (height, shapes) = (picture.y + 4, picture.shapes);
    let text = escaped(&spoken(line));
    format!(
        "<figure class=\"railway\" style=\"margin:0\"><svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         style=\"max-width:100%;height:auto\" role=\"img\" aria-label=\"{text}\" fill=\"none\" stroke-width=\"3\" \
         font-size=\"13\" font-family=\"'Source Code Pro',ui-monospace,monospace\">{shapes}</svg></figure>"
    )
}

struct Picture {
    shapes: String,
    /// The middle of the current stop.
    y: i32,
    /// Set while something may be on the track of failures.
    failing: bool,
}

impl Picture {
    fn begin(&mut self, line: &Line) {
        let y = self.y;
        self.switch(y, y + STOP / 2);
        self.station(VALUES, true);
        self.label("", &line.source);
        self.y += STOP;
        self.rail(VALUES, y, self.y - STOP / 2);
    }

    fn stop(&mut self, stop: &Stop) {
        let (top, y, bottom) = (self.y - STOP / 2, self.y, self.y + STOP / 2);
        let was_failing = self.failing;
        self.rail(VALUES, top, bottom);
        match stop.track {
            Track::Values | Track::Look | Track::Pass | Track::Sign { ends: false } => {
                if was_failing {
                    self.rail(FAILURES, top, bottom);
                }
            }
            Track::SomeFailures => {
                if was_failing {
                    self.rail(FAILURES, top, bottom);
                }
                self.back(y);
            }
            Track::Failures | Track::Both => {
                if was_failing {
                    self.rail(FAILURES, top, y);
                }
                self.back(y);
                self.failing = false;
            }
            Track::Sign { ends: true } => {
                if was_failing {
                    self.rail(FAILURES, top, y);
                }
                self.failing = false;
            }
        }
        if stop.may_fail {
            self.failing = true;
            if stop.track == Track::Values || stop.track == Track::Pass || !was_failing {
                self.switch(y, bottom);
            } else if stop.track != Track::SomeFailures {
                self.rail(FAILURES, y, bottom);
            }
        }
        match stop.track {
            Track::Values => self.station(VALUES, true),
            Track::Look => self.station(VALUES, false),
            Track::SomeFailures | Track::Failures => self.station(FAILURES, true),
            Track::Both => {
                self.station(VALUES, true);
                self.station(FAILURES, true);
            }
            Track::Pass => self.platform(),
            Track::Sign { .. } => self.sign(),
        }
        self.label(stop.word, &stop.what);
        self.y += STOP;
    }

    fn end(&mut self, line: &Line) {
        let (top, y) = (self.y - STOP / 2, self.y);
        let (value, errors) = line.end.clone().unwrap_or_default();
        let fails = if line.end.is_some() { !errors.is_empty() } else { self.failing };
        self.rail(VALUES, top, y - 6);
        self.buffer(VALUES, VALUE_COLOUR);
        if fails {
            self.rail(FAILURES, top, y - 6);
            self.buffer(FAILURES, FAILURE_COLOUR);
        }
        let ends = match (value.as_str(), errors.as_slice()) {
            ("", _) => String::new(),
            (value, []) => format!("{value}, no error"),
            (value, errors) => format!("{value}, or {}", errors.join(" | ")),
        };
        if !ends.is_empty() {
            self.label("", &ends);
        }
        self.y += 8;
    }

    fn rail(&mut self, x: i32, from: i32, to: i32) {
        let look = if x == VALUES {
            format!("stroke=\"{VALUE_COLOUR}\"")
        } else {
            format!("stroke=\"{FAILURE_COLOUR}\" stroke-dasharray=\"6 3\"")
        };
        self.add(&format!("<path d=\"M{x} {from}V{to}\" {look}/>"));
    }

    /// Where a result may change over to the track of failures.
    fn switch(&mut self, from: i32, to: i32) {
        let (leaves, joins) = (to - 3, from + 3);
        self.add(&format!(
            "<path d=\"M{VALUES} {from}C{VALUES} {leaves} {FAILURES} {joins} {FAILURES} {to}\" stroke=\"{FAILURE_COLOUR}\" stroke-dasharray=\"2 3\" stroke-width=\"2\"/>"
        ));
    }

    /// Where a failure that was handled goes back to the track of values.
    fn back(&mut self, from: i32) {
        let to = from + STOP / 2;
        let (leaves, joins) = (to - 3, from + 3);
        self.add(&format!(
            "<path d=\"M{FAILURES} {from}C{FAILURES} {leaves} {VALUES} {joins} {VALUES} {to}\" stroke=\"{VALUE_COLOUR}\"/>"
        ));
    }

    fn station(&mut self, x: i32, is_filled: bool) {
        let (y, colour) = (self.y, if x == VALUES { VALUE_COLOUR } else { FAILURE_COLOUR });
        let fill = if is_filled { colour } else { "var(--main-background-color,Canvas)" };
        self.add(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" stroke=\"{colour}\" fill=\"{fill}\"/>"));
    }

    /// What lies across both tracks.
    fn platform(&mut self) {
        let y = self.y - 4;
        let (x, width) = (VALUES - 8, FAILURES - VALUES + 16);
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"8\" rx=\"4\" stroke=\"currentColor\" stroke-width=\"2\" fill=\"var(--main-background-color,Canvas)\"/>"
        ));
    }

    fn sign(&mut self) {
        let y = self.y;
        self.add(&format!(
            "<path d=\"M{} {y}h20\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            FAILURES - 10
        ));
    }

    fn buffer(&mut self, x: i32, colour: &str) {
        let y = self.y - 6;
        self.add(&format!("<path d=\"M{} {y}h14\" stroke=\"{colour}\"/>", x - 7));
    }

    fn label(&mut self, word: &str, what: &str) {
        let y = self.y + 4;
        let room = LETTERS.saturating_sub(if word.is_empty() { 0 } else { word.len() + 1 });
        let what = escaped(&cut(what, room));
        let word = if word.is_empty() {
            String::new()
        } else {
            format!("<tspan font-weight=\"bold\">{word}</tspan> ")
        };
        self.add(&format!("<text x=\"{LABELS}\" y=\"{y}\" fill=\"currentColor\">{word}{what}</text>"));
    }

    fn add(&mut self, shape: &str) {
        self.shapes.push_str(shape);
    }
}

/// The first of the letters, with a sign that there are more.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}

/// Written so that neither XML nor Markdown takes it for something of its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The line in words.
fn spoken(line: &Line) -> String {
    let mut text = match &line.name {
        Some(name) => format!("{name}: {}", line.source),
        None => line.source.clone(),
    };
    for Stop { word, what, .. } in &line.stops {
        let _ = write!(text, "; {word} {what}");
    }
    if let Some((value, errors)) = &line.end {
        let errors = if errors.is_empty() { "no error".to_owned() } else { errors.join(" or ") };
        let _ = write!(text, ". Ends with {value}, or {errors}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{cut, draw};
    use crate::railway::lines;
    use quote::quote;

    fn drawn(tokens: proc_macro2::TokenStream) -> String {
        draw(&lines(tokens)[0])
    }

    #[test]
    fn a_picture_is_one_line_of_markup_with_its_text() {
        let picture = drawn(quote!(
            fn page() -> Deferred<Vec<u8>, (Gone,)> {
                chain! { get("a & b"); then parse::<u8>, catch |e: Lost<u8>| 0 }
            }
        ));
        assert!(!picture.contains('\n'), "a blank line would end it in Markdown");
        assert!(picture.contains(
            "aria-label=\"page: get(&quot;a &amp; b&quot;); then parse::&lt;u8&gt;; catch Lost&lt;u8&gt;. Ends with Vec&lt;u8&gt;, or Gone\""
        ));
        assert!(
            !picture.contains("script") && picture.starts_with("<figure") && picture.ends_with("</figure>")
        );
    }

    #[test]
    fn a_chain_without_failures_has_no_track_for_them_at_its_end() {
        let with = drawn(quote!(
            fn f() -> Deferred<u8, (Gone,)> {
                chain! { d; then |n| n }
            }
        ));
        let without = drawn(quote!(
            fn f() -> Deferred<u8> {
                chain! { d; catch |_| 0 }
            }
        ));
        assert!(with.contains("or Gone</text>") && without.contains("no error</text>"));
        assert_eq!(with.matches("h14").count(), 2);
        assert_eq!(without.matches("h14").count(), 1);
    }

    #[test]
    fn a_label_that_is_too_long_says_so() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
    }
}
