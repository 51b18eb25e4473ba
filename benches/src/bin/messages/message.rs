//! The messages of Cargo and rustc, as JSON.

use serde::Deserialize;

/// One line of `cargo check --message-format=json`, if it is of a target.
#[derive(Debug, Deserialize)]
pub struct Line {
    pub reason: String,
    pub target: Option<Target>,
    pub message: Option<Message>,
}

#[derive(Debug, Deserialize)]
pub struct Target {
    pub name: String,
}

/// An error, a warning, or what goes with one.
#[derive(Debug, Deserialize)]
pub struct Message {
    pub level: String,
    pub message: String,
    pub spans: Vec<Span>,
    pub children: Vec<Message>,
    /// As people see it; what goes with another has none of its own.
    #[serde(default, deserialize_with = "or_nothing")]
    pub rendered: String,
}

#[derive(Debug, Deserialize)]
pub struct Span {
    pub file_name: String,
    pub byte_start: usize,
    pub byte_end: usize,
    pub is_primary: bool,
    pub label: Option<String>,
    pub suggested_replacement: Option<String>,
    pub expansion: Option<Box<Expansion>>,
}

/// The expansion of a macro.
#[derive(Debug, Deserialize)]
pub struct Expansion {
    /// Where it is called.
    pub span: Span,
}

impl Span {
    /// The place that people are shown: in place of somebody else's macro, the call of it.
    pub fn shown(&self, is_ours: impl Fn(&str) -> bool) -> &Span {
        let mut span = self;
        while let (false, Some(expansion)) = (is_ours(&span.file_name), &span.expansion) {
            span = &expansion.span;
        }
        span
    }
}

fn or_nothing<'de, D: serde::Deserializer<'de>>(text: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(text)?.unwrap_or_default())
}

impl Message {
    /// The last thing that rustc says is how many errors there were, and that is of no place.
    pub fn is_error(&self) -> bool {
        self.level == "error" && !self.spans.is_empty()
    }

    pub fn primary(&self) -> Option<&Span> {
        self.spans.iter().find(|span| span.is_primary)
    }

    /// All that is said, without the user's code that is shown beside.
    pub fn words(&self) -> String {
        let of_span = |span: &Span| [span.label.clone(), span.suggested_replacement.clone()];
        let spans = self.spans.iter().flat_map(of_span).flatten();
        let children = self.children.iter().map(Message::words);
        [self.message.clone()].into_iter().chain(spans).chain(children).collect::<Vec<_>>().join("\n")
    }
}
