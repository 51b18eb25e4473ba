//! The messages of the compiler, as JSON.

use serde::Deserialize;

/// A message of the compiler.
#[derive(Debug, Deserialize)]
pub struct Diagnostic {
    /// The first line of the message, without the level.
    pub message: String,
    /// `E0277` and the like, or the name of a lint.
    pub code: Option<Code>,
    /// `error`, `warning`, `note`, ..
    pub level: String,
    /// The places of the message.
    pub spans: Vec<Span>,
    /// The whole message, as it is shown.
    pub rendered: Option<String>,
    /// The notes and suggestions of the message.
    #[serde(default)]
    pub children: Vec<Diagnostic>,
}

/// The compiler's own code.
#[derive(Debug, Deserialize)]
pub struct Code {
    /// `E0277` and the like, or the name of a lint.
    pub code: String,
}

/// A place in the source.
#[derive(Clone, Debug, Deserialize)]
pub struct Span {
    /// The file, by the name that the compiler was given.
    pub file_name: String,
    /// The offset of the first byte.
    pub byte_start: usize,
    /// The offset behind the last byte.
    pub byte_end: usize,
    /// The line where it begins, counted from 1.
    pub line_start: usize,
    /// Whether this is the place of the message itself.
    pub is_primary: bool,
    /// Set if a macro wrote the tokens.
    pub expansion: Option<serde_json::Value>,
    /// The suggested replacement of the place.
    #[serde(default)]
    pub suggested_replacement: Option<String>,
    /// Whether the suggestion can be applied as it is.
    #[serde(default)]
    pub suggestion_applicability: Option<String>,
}

impl Span {
    /// The place in that file: if a macro from elsewhere wrote it, where the macro was called.
    #[must_use]
    pub fn seen_in(&self, file: &str) -> Span {
        let calling = self.expansion.as_ref().filter(|_| self.file_name != file);
        let calling =
            calling.and_then(|expansion| serde_json::from_value::<Span>(expansion["span"].clone()).ok());
        calling
            .map_or_else(|| self.clone(), |span| Span { is_primary: self.is_primary, ..span.seen_in(file) })
    }
}

impl Diagnostic {
    /// Whether it is an error of its own, not the count of them at the end.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.level == "error" && !self.message.starts_with("aborting due to")
    }

    /// Whether it is a warning of its own.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.level == "warning" && !self.message.ends_with("emitted")
    }

    /// The compiler's own code, if there is one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.code.as_str())
    }

    /// The whole message, as it is shown.
    #[must_use]
    pub fn rendered(&self) -> &str {
        self.rendered.as_deref().unwrap_or(&self.message).trim_end()
    }
}

/// Reads the compiler's standard error, a message a line; other lines are left out.
#[must_use]
pub fn read(json: &str) -> Vec<Diagnostic> {
    json.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}
