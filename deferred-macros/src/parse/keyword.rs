//! The keywords of stages, and the words that people write in their place.

use proc_macro2::{Ident, Span};
use syn::Error;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    Then,
    Catch,
    Both,
    Inspect,
    Finally,
    Timeout,
    Raises,
}

const WORDS: [(&str, Keyword); 7] = [
    ("then", Keyword::Then),
    ("catch", Keyword::Catch),
    ("both", Keyword::Both),
    ("inspect", Keyword::Inspect),
    ("finally", Keyword::Finally),
    ("timeout", Keyword::Timeout),
    ("raises", Keyword::Raises),
];

/// Words of other languages and libraries, in lower case without underscores.
const FOREIGN: [(&str, &str); 42] = [
    ("addcallback", "then"),
    ("callback", "then"),
    ("andthen", "then"),
    ("mapasync", "then"),
    ("map", "then"),
    ("await", "then"),
    ("thenvalue", "then"),
    ("adderrback", "catch"),
    ("errback", "catch"),
    ("except", "catch"),
    ("rescue", "catch"),
    ("trap", "catch"),
    ("handle", "catch"),
    ("recover", "catch"),
    ("onerror", "catch"),
    ("orelse", "catch"),
    ("catchall", "catch"),
    ("maperr", "catch"),
    ("thenerror", "catch"),
    ("addboth", "both"),
    ("always", "both"),
    ("settled", "both"),
    ("allsettled", "both"),
    ("transform", "both"),
    ("tap", "inspect"),
    ("peek", "inspect"),
    ("look", "inspect"),
    ("ensure", "finally"),
    ("defer", "finally"),
    ("cleanup", "finally"),
    ("finallywith", "finally"),
    ("lastly", "finally"),
    ("addtimeout", "timeout"),
    ("deadline", "timeout"),
    ("raise", "raises"),
    ("raisesatmost", "raises at most"),
    ("throws", "raises"),
    ("throw", "raises"),
    ("errors", "raises"),
    ("addcallbacks", "then .. else .."),
    ("thenelse", "then .. else .."),
    ("fold", "then .. else .."),
];

/// Methods of a Deferred that no stage stands for.
const METHODS: [&str; 10] = [
    "attempt",
    "context",
    "give_up_after",
    "paused",
    "pipe",
    "protect",
    "share",
    "timeout_with",
    "uncancellable",
    "via",
];

impl Keyword {
    pub fn of(word: &Ident) -> Option<Keyword> {
        WORDS.iter().find(|(known, _)| word == known).map(|&(_, keyword)| keyword)
    }

    /// The keyword that `word` was probably meant to be.
    pub fn meant_by(word: &Ident) -> Option<Keyword> {
        let right = meant(&word.to_string())?;
        WORDS.iter().find(|(known, _)| right.split(' ').next() == Some(known)).map(|&(_, keyword)| keyword)
    }

    pub fn word(self) -> &'static str {
        WORDS[self as usize].0
    }
}

/// The mistake of a stage that begins with another word.
pub fn unknown(word: &Ident) -> Error {
    let written = word.to_string();
    if written == "else" {
        return mistake(
            word.span(),
            "`else` belongs to the `then` before it: write `then f else g`, with no comma between them [E-else-apart]",
        );
    }
    if written == "maybe" {
        return mistake(
            word.span(),
            "`maybe` belongs to the source: write `maybe f(x);` before the stages [E-maybe-in-the-middle]",
        );
    }
    if METHODS.contains(&&*written) {
        return mistake(
            word.span(),
            format!(
                "`{written}` is no stage, but a method: write it behind the chain, `chain! {{ .. }}.{written}(..)`, and go on in another chain [E-unknown-stage]"
            ),
        );
    }
    let text = match meant(&written) {
        Some(right) => format!("there is no stage `{written}`; did you mean `{right}`? [E-unknown-stage]"),
        None => format!(
            "there is no stage `{written}`; expected one of `then`, `catch`, `both`, `inspect`, `finally`, `timeout`, `raises` [E-unknown-stage]"
        ),
    };
    mistake(word.span(), text)
}

/// The keyword that `written` stands for, by meaning or by its letters.
fn meant(written: &str) -> Option<&'static str> {
    let plain = written.to_lowercase().replace('_', "");
    let foreign = FOREIGN.iter().find(|(word, _)| *word == plain).map(|&(_, right)| right);
    let begun =
        WORDS.iter().map(|&(word, _)| word).filter(|word| plain.len() > 1 && word.starts_with(&plain));
    foreign.or(begun.min()).or_else(|| {
        let words = WORDS.iter().map(|&(word, _)| (distance(&plain, word), word));
        words.filter(|&(far, _)| far <= 2).min().map(|(_, word)| word)
    })
}

/// The edit distance of two words: how many letters must be inserted, removed, changed or swapped with their
/// neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// A mistake at `span`. The message ends with the page of its code.
pub fn mistake(span: Span, text: impl std::fmt::Display) -> Error {
    let text = text.to_string();
    let code = text.rsplit_once("[E-").and_then(|(_, code)| code.strip_suffix(']'));
    let page = code.map(|code| format!("\nsee `deferred::mistakes::e_{}`", code.replace('-', "_")));
    Error::new(span, text + page.as_deref().unwrap_or_default())
}
