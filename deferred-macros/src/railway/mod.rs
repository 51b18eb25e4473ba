//! Pictures of chains as railways: two tracks, a station for each stage.

pub mod line;

pub use line::lines;

use crate::parse::mistake;
use line::{Line, Stop, Track};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use std::fmt::Write;

/// Adds a picture of each of the function's chains to the end of its documentation.
pub fn attribute(function: TokenStream) -> TokenStream {
    let lines = lines(function.clone());
    if lines.is_empty() {
        let at = function
            .clone()
            .into_iter()
            .next()
            .map_or_else(proc_macro2::Span::call_site, |first| first.span());
        let error = mistake(at, "there is no `chain!` in here to draw [E-no-chain]").to_compile_error();
        return quote!(#error #function);
    }
    let pictures = lines.iter().map(|line| {
        let picture = draw(line);
        quote!(#[doc = ""] #[doc = #picture])
    });
    // Behind the attributes that are there, so that the text comes first.
    let tokens: Vec<TokenTree> = function.into_iter().collect();
    let attributes = tokens.chunks(2).take_while(|pair| is_attribute(pair)).count() * 2;
    let (attributes, item) = tokens.split_at(attributes);
    let (attributes, item): (TokenStream, TokenStream) =
        (attributes.iter().cloned().collect(), item.iter().cloned().collect());
    quote!(#attributes #(#pictures)* #item)
}

fn is_attribute(pair: &[TokenTree]) -> bool {
    matches!(pair, [TokenTree::Punct(hash), TokenTree::Group(_)] if hash.as_char() == '#')
}

/// The positions of the tracks and the labels, and the distance from stop to stop.
const VALUES: i32 = 20;
const FAILURES: i32 = 56;
const LABELS: i32 = 84;
const STOP: i32 = 38;
const LINE: i32 = 18;
/// The distance where each stop has a line more.
const TYPED_STOP: i32 = 46;
const WIDTH: i32 = 400;
/// How many letters fit into a line of labels.
const LETTERS: usize = 40;

/// rustdoc's own variables, so that the picture fits its themes; elsewhere the colour of the text.
const VALUE_COLOUR: &str = "var(--code-highlight-string-color,currentColor)";
const FAILURE_COLOUR: &str = "var(--warning-border-color,currentColor)";
const BACKGROUND: &str = "var(--main-background-color,Canvas)";

/// The picture, with a description for those who cannot see it.
pub fn draw(line: &Line) -> String {
    let mut picture = Picture::new(STOP);
    let is_safe = line.end.as_ref().is_some_and(|(_, errors)| errors.is_empty());
    // Where no error is left at the end, none goes on behind the last stop that takes some.
    let takes = |stop: &Stop| matches!(stop.track, Track::SomeFailures | Track::Failures | Track::Both);
    let last =
        if is_safe { line.stops.iter().rposition(takes).map_or(0, |last| last + 1) } else { usize::MAX };
    let mut failing = last > 0;
    if failing {
        picture.switch();
    }
    picture.source(&line.source);
    for (number, stop) in (1..).zip(&line.stops) {
        let passes = match stop.track {
            Track::Values | Track::SomeFailures | Track::Look | Track::Pass => failing,
            Track::Failures | Track::Both => false,
            Track::Sign { ends } => failing && !ends,
        };
        let (fails, was_failing) = (stop.may_fail && number < last, failing);
        failing = number < last && (passes || fails);
        picture.stop(stop, passes && failing, fails, was_failing);
    }
    picture.end(line, failing);
    let [head, behind] = head(picture.y + 8);
    format!("{head}{}{behind}{}{TAIL}", escaped(&spoken(line)), picture.shapes)
}

const TAIL: &str = "</svg></figure>";

/// The beginning of a picture of this height, before and after the description.
fn head(height: i32) -> [String; 2] {
    [
        format!(
            "<figure class=\"railway\" style=\"margin:0 0 1em\"><svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             style=\"max-width:100%;height:auto\" role=\"img\" aria-label=\""
        ),
        "\" fill=\"none\" stroke-width=\"4\" font-size=\"13\" font-family=\"'Source Code Pro',ui-monospace,monospace\">"
            .to_owned(),
    ]
}

/// The frame of a picture in parts, around its stops.
pub struct Frame {
    pub head: [String; 2],
    /// The end of the track of failures, if any can be on it.
    pub failures: String,
    pub tail: String,
}

/// All shapes of a stop; the types decide which of them are shown.
#[derive(Default)]
pub struct Part {
    /// The track of failures on to the next stop, if failures pass this one.
    pub passes: String,
    /// The way of a failure that comes from this stop.
    pub fails: String,
    /// The shapes that are shown in any case.
    pub always: String,
    /// The beginning of the line with the types behind the stop.
    pub carries: String,
}

/// A picture in parts, for a caller that knows the types: of the source, and of each stop.
pub fn parts(line: &Line) -> (Frame, Vec<Part>) {
    let mut picture = Picture::new(TYPED_STOP);
    picture.switch();
    let mut source = Part { fails: picture.take(), ..Part::default() };
    picture.source(&line.source);
    source.always = picture.take();
    source.carries = picture.carries();
    let mut parts = vec![source];
    for stop in &line.stops {
        let mut part = Part::default();
        if !matches!(stop.track, Track::Failures | Track::Both | Track::Sign { ends: true }) {
            picture.rail(FAILURES);
        }
        if matches!(stop.track, Track::Sign { .. }) {
            picture.bar(FAILURES, "currentColor", 3);
        }
        part.passes = picture.take();
        picture.fails(stop);
        part.fails = picture.take();
        picture.ways(stop);
        if !matches!(stop.track, Track::Sign { .. }) {
            picture.sign(stop, true);
        }
        picture.labelled(stop);
        part.always = picture.take();
        part.carries = picture.carries();
        parts.push(part);
    }
    picture.bar(FAILURES, FAILURE_COLOUR, 4);
    let failures = picture.take();
    picture.bar(VALUES, VALUE_COLOUR, 4);
    let frame = Frame { head: head(picture.y + 8), failures, tail: picture.take() + TAIL };
    (frame, parts)
}

/// A picture, drawn from the top down: of each stop first the ways that lead on from it, and upon them its sign.
struct Picture {
    shapes: String,
    /// The middle of the current stop.
    y: i32,
    /// The distance from stop to stop.
    step: i32,
}

impl Picture {
    fn new(step: i32) -> Self {
        Picture { shapes: String::new(), y: STOP / 2, step }
    }

    /// The shapes since the last call.
    fn take(&mut self) -> String {
        std::mem::take(&mut self.shapes)
    }

    fn source(&mut self, source: &str) {
        self.rail(VALUES);
        let y = self.y;
        self.add(&format!("<circle cx=\"{VALUES}\" cy=\"{y}\" r=\"8\" fill=\"{VALUE_COLOUR}\"/>"));
        self.label("", source);
        self.y += self.step;
    }

    /// Draws a stop, given whether failures pass it, whether it may fail itself, and whether failures come to it.
    fn stop(&mut self, stop: &Stop, passes: bool, fails: bool, is_at_failures: bool) {
        if passes {
            self.rail(FAILURES);
        }
        // A failure of this stop takes the same way on as those that pass.
        if fails && !(passes && stop.is_at_failures()) {
            self.fails(stop);
        }
        self.ways(stop);
        self.sign(stop, is_at_failures);
        self.labelled(stop);
    }

    /// The way of a failure that comes from a stop.
    fn fails(&mut self, stop: &Stop) {
        if stop.is_at_failures() { self.rail(FAILURES) } else { self.switch() }
    }

    /// Draws the ways that lead on from a stop, but that of its own failures.
    fn ways(&mut self, stop: &Stop) {
        self.rail(VALUES);
        if stop.is_at_failures() || stop.track == Track::Both {
            self.back();
        }
    }

    fn sign(&mut self, stop: &Stop, is_at_failures: bool) {
        match stop.track {
            Track::Values => self.ring(VALUES, 6),
            Track::Look => self.ring(VALUES, 3),
            Track::SomeFailures | Track::Failures => self.ring(FAILURES, 6),
            Track::Both => self.across(16),
            Track::Pass => self.across(8),
            Track::Sign { .. } => self.bar(if is_at_failures { FAILURES } else { VALUES }, "currentColor", 3),
        }
    }

    fn labelled(&mut self, stop: &Stop) {
        self.label(stop.word, &stop.what);
        self.y += self.step;
    }

    /// The beginning of the line below the label of the stop before.
    fn carries(&self) -> String {
        let y = self.y - self.step + 19;
        format!("<text x=\"{LABELS}\" y=\"{y}\" font-size=\"11\" fill=\"currentColor\" opacity=\".7\">")
    }

    fn end(&mut self, line: &Line, failing: bool) {
        self.bar(VALUES, VALUE_COLOUR, 4);
        if failing {
            self.bar(FAILURES, FAILURE_COLOUR, 4);
        }
        if let Some((value, errors)) = &line.end {
            let errors =
                if errors.is_empty() { "no error".to_owned() } else { format!("or {}", errors.join(" | ")) };
            let whole = format!("{value}, {errors}");
            if whole.chars().count() <= LETTERS {
                self.label("", &whole);
            } else {
                self.label("", &format!("{value},"));
                self.y += LINE;
                self.label("", &errors);
            }
        }
    }

    /// A track from here to the next stop.
    fn rail(&mut self, x: i32) {
        let colour = if x == VALUES { VALUE_COLOUR } else { FAILURE_COLOUR };
        let (y, step) = (self.y, self.step);
        self.add(&format!("<path d=\"M{x} {y}v{step}\" stroke=\"{colour}\"/>"));
    }

    /// Where a result may change over to the track of failures.
    fn switch(&mut self) {
        self.changes(
            VALUES,
            FAILURES,
            FAILURE_COLOUR,
            " stroke-width=\"3\" stroke-dasharray=\".1 6\" stroke-linecap=\"round\"",
        );
    }

    /// Where a failure that was handled goes back to the track of values.
    fn back(&mut self) {
        self.changes(FAILURES, VALUES, VALUE_COLOUR, "");
    }

    fn changes(&mut self, from: i32, to: i32, colour: &str, look: &str) {
        let (y, middle, end) = (self.y, self.y + self.step / 2, self.y + self.step);
        self.add(&format!(
            "<path d=\"M{from} {y}C{from} {middle} {to} {middle} {to} {end}\" stroke=\"{colour}\"{look}/>"
        ));
    }

    fn ring(&mut self, x: i32, radius: i32) {
        let (y, colour) = (self.y, if x == VALUES { VALUE_COLOUR } else { FAILURE_COLOUR });
        self.add(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" stroke=\"{colour}\" fill=\"{BACKGROUND}\"/>"
        ));
    }

    /// A sign across both tracks.
    fn across(&mut self, height: i32) {
        let (x, y) = (VALUES - 8, self.y - height / 2);
        let (width, round) = (FAILURES - VALUES + 16, height / 2);
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" stroke=\"currentColor\" stroke-width=\"3\" fill=\"{BACKGROUND}\"/>"
        ));
    }

    fn bar(&mut self, x: i32, colour: &str, width: i32) {
        let (x, y) = (x - 10, self.y);
        self.add(&format!("<path d=\"M{x} {y}h20\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"));
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

/// The first letters, with an ellipsis if there are more.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}

/// Escapes the text for XML and for Markdown.
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

/// The description of the line in words.
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
        assert_eq!(with.matches("h20").count(), 2);
        assert_eq!(without.matches("h20").count(), 1);
    }

    #[test]
    fn a_label_that_is_too_long_says_so() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
    }
}
