//! The rule that every message keeps, and how a file's messages break it.
//!
//! A program has one error and no warnings; at the user's own tokens, not at the whole macro; no internal name; at
//! most 15 lines; and a stable code that the message itself carries.

use crate::diagnostic::{Diagnostic, Span};
use crate::lines::{described, lines, unlisted};
use crate::page::Header;
use crate::rustcs_own::{Own, RUSTCS_OWN};
use serde::Serialize;
use std::collections::BTreeSet;

/// The largest number of lines of a message.
pub const MOST_LINES: usize = 15;

/// The macros that are held to the rule.
const MACROS: [&str; 5] = ["chain", "join", "list", "match_error", "run"];

/// Parts of internal names, wherever they stand in a line.
const INSIDE: [&str; 7] = [
    "deferred::__private",
    "deferred_core::",
    "deferred_macros::",
    "the following other types implement",
    "this error originates in the macro",
    "in this macro invocation",
    "in this expansion of",
];

/// Internal names, as whole words; the user's own names are not counted.
const NAMES: [&str; 70] = [
    "AddKnown",
    "AddNew",
    "Admits",
    "After",
    "At",
    "Awaits",
    "ByDeferred",
    "ByResult",
    "BySetResult",
    "ByValue",
    "Callback",
    "CanHappenIn",
    "Catches",
    "CellPayload",
    "CellReceiver",
    "CellSender",
    "Declared",
    "EachRaised",
    "ErrorOf",
    "Expected",
    "FailureRepr",
    "First",
    "Fits",
    "Found",
    "Given",
    "Gives",
    "Handler",
    "HasAll",
    "Impossible",
    "InFlight",
    "IncludedIn",
    "Index",
    "Indices",
    "IsCancelled",
    "Joining",
    "Lift",
    "Lifted",
    "Lifting",
    "List",
    "Loan",
    "Looks",
    "MaybeReady",
    "NoLonger",
    "OnlyHappening",
    "Payload",
    "Point",
    "Pool",
    "Push",
    "Query",
    "Repr",
    "SamePlaces",
    "Settled",
    "Several",
    "Split",
    "StageTypes",
    "Sum",
    "Trap",
    "Trapping",
    "Traps",
    "TupleSlots",
    "Union",
    "Unknown",
    "UnknownErrors",
    "Unreported",
    "Unsatisfiable",
    "Waiting",
    "Waits",
    "Widened",
    "WithTrace",
    "Wrap",
];

/// The breaches of the rule by a file's messages, a sentence each.
#[must_use]
pub fn breaches(file: &str, text: &str, said: &[Diagnostic]) -> Vec<String> {
    let header = Header::of(text);
    let errors: Vec<_> = said.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    let mut breaches = Vec::new();
    if errors.len() != header.count() {
        let each = errors.iter().map(|error| format!("\n    {}", error.message));
        breaches.push(format!(
            "{} errors, not {}:{}",
            errors.len(),
            header.count(),
            each.collect::<String>()
        ));
    }
    for warning in said.iter().filter(|diagnostic| diagnostic.is_warning()) {
        breaches.push(format!("a warning beside it: {}", warning.message));
    }
    for error in &errors {
        let of = |breach: String| format!("{breach} (`{}`)", error.message);
        breaches.extend(place(file, text, error).map(of));
        if !error.spans.iter().any(|span| is_empty_macro(text, &span.seen_in(file))) {
            breaches.extend(names(text, &named_in(error)).into_iter().map(of));
        }
        breaches.extend(length(&header, error).map(of));
        breaches.extend(code(&header, error).map(of));
    }
    breaches.extend(codes(&header, &errors));
    breaches
}

/// The message is about the user's own tokens. A chain that is ignored is ignored as a whole.
fn place(file: &str, text: &str, error: &Diagnostic) -> Option<String> {
    let primary: Vec<_> =
        error.spans.iter().filter(|span| span.is_primary).map(|span| span.seen_in(file)).collect();
    if primary.is_empty() {
        return Some("it is about no place".into());
    }
    primary.iter().find_map(|span| {
        if span.file_name != file {
            Some(format!("it is about a place in {}", span.file_name))
        } else if is_empty_macro(text, span) {
            None
        } else if is_written_by_chain(span) {
            Some("it is about what the macro wrote".into())
        } else if is_whole_macro(text, span)
            && !is_operand(text, span)
            && error.code() != Some("unused_must_use")
        {
            Some("it is about the whole macro".into())
        } else {
            None
        }
    })
}

/// Whether the macro wrote what is there. Other macros, such as `println!`, are the user's own.
fn is_written_by_chain(span: &Span) -> bool {
    let by = span.expansion.as_ref().and_then(|expansion| expansion["macro_decl_name"].as_str());
    by.is_some_and(|by| MACROS.iter().any(|name| by.trim_end_matches('!').ends_with(name)))
}

/// Whether the place is that of a whole `chain! { .. }`.
fn is_whole_macro(text: &str, span: &Span) -> bool {
    inside_of_macro(text, span).is_some()
}

/// Whether what is there is called upon, or handed to a function: then it is what the user's own call is about, and no macro wrote the place.
fn is_operand(text: &str, span: &Span) -> bool {
    let before = text[..span.byte_start].trim_end();
    let behind = text[span.byte_end..].trim_start();
    let is_argument = before.ends_with(['(', ',']) && behind.starts_with([')', ',']);
    span.expansion.is_none() && (behind.starts_with('.') || is_argument)
}

/// Whether the place is that of a `chain! {}` or a `join!()`: there are no words of the user's in it to point at.
fn is_empty_macro(text: &str, span: &Span) -> bool {
    inside_of_macro(text, span).is_some_and(|inside| inside.trim().is_empty())
}

/// The text between the braces, if the place is that of a whole macro.
fn inside_of_macro<'a>(text: &'a str, span: &Span) -> Option<&'a str> {
    let (path, rest) = text.get(span.byte_start..span.byte_end)?.split_once('!')?;
    let is_path = path.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':');
    let inside = rest.trim().strip_prefix(['{', '(', '['])?.strip_suffix(['}', ')', ']'])?;
    (is_path && MACROS.iter().any(|name| path.ends_with(name))).then_some(inside)
}

/// The part of a message that must have no internal names. The compiler's list of types that implement a trait of
/// the standard library stays as it is.
fn named_in(error: &Diagnostic) -> String {
    let is_ours = carried(error.rendered()).next().is_some();
    if is_ours { error.rendered().into() } else { unlisted(error.rendered()).collect::<Vec<_>>().join("\n") }
}

/// The message has no names of the inside.
fn names(text: &str, rendered: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.starts_with("// Breaks the rule: "));
    let own: BTreeSet<_> = code.flat_map(words).collect();
    let inside = INSIDE.iter().filter(|phrase| rendered.lines().any(|line| line.contains(**phrase)));
    let inside = inside.map(|phrase| (*phrase).to_owned());
    let named: BTreeSet<_> = words(rendered)
        .filter(|word| NAMES.contains(word) || (word.starts_with("__") && word.contains(char::is_alphabetic)))
        .filter(|word| !own.contains(word))
        .map(str::to_owned)
        .collect();
    inside.chain(named).map(|name| format!("it has `{name}` in it")).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The message is short.
fn length(header: &Header, error: &Diagnostic) -> Option<String> {
    let (lines, most) = match rustcs_own(header, error) {
        Some(own) => (described(error.rendered()).count(), own.lines),
        None => (lines(error.rendered()).count(), MOST_LINES),
    };
    (lines > most).then(|| format!("it has {lines} lines, more than {most}"))
}

/// The entry of the list that the file refers to, if the error is of that kind. A file that says nothing of itself may end in any of them.
fn rustcs_own(header: &Header, error: &Diagnostic) -> Option<&'static Own> {
    let code = error.code().unwrap_or("syntax");
    let is_announced = if header.rustcs_own.is_empty() {
        header.codes.is_empty()
    } else {
        header.rustcs_own.iter().any(|announced| announced == code)
    };
    let is_ours = carried(error.rendered()).next().is_some() && header.rustcs_own.is_empty();
    RUSTCS_OWN.iter().find(|own| own.code == code && is_announced && !is_ours)
}

/// The verdict of the check about a file, for machines.
#[derive(Debug, Serialize)]
pub struct Judgement {
    /// The file, by the name that the compiler was given.
    pub file: String,
    /// Whether it keeps the rule.
    pub keeps_the_rule: bool,
    /// The breaches, a sentence each.
    pub breaches: Vec<String>,
    /// The errors of the compiler.
    pub errors: Vec<Refusal>,
}

/// An error, as far as the rule asks.
#[derive(Debug, Serialize)]
pub struct Refusal {
    /// The first line of the error.
    pub message: String,
    /// The codes that it carries: `E-both-takes-outcome`.
    pub codes: Vec<String>,
    /// The compiler's code, if it has one.
    pub rustc_code: Option<String>,
    /// Set if the words are the compiler's own.
    pub is_rustcs_own: bool,
    /// The line of the file that it is about.
    pub line: Option<usize>,
    /// The number of lines that everybody sees.
    pub lines: usize,
}

/// Judges a file by the rule.
#[must_use]
pub fn judge(file: &str, text: &str, said: &[Diagnostic]) -> Judgement {
    let breaches = breaches(file, text, said);
    let errors = said.iter().filter(|diagnostic| diagnostic.is_error());
    let errors = errors.map(|error| {
        let codes: BTreeSet<_> = carried(error.rendered()).map(String::from).collect();
        Refusal {
            message: error.message.clone(),
            is_rustcs_own: codes.is_empty(),
            codes: codes.into_iter().collect(),
            rustc_code: error.code().map(String::from),
            line: error.spans.iter().find(|span| span.is_primary).map(|span| span.seen_in(file).line_start),
            lines: lines(error.rendered()).count(),
        }
    });
    let errors = errors.collect();
    Judgement { file: file.into(), keeps_the_rule: breaches.is_empty(), breaches, errors }
}

/// The message carries a code, unless the words are the compiler's own, and the file says so.
fn code(header: &Header, error: &Diagnostic) -> Option<String> {
    if carried(error.rendered()).next().is_some() || rustcs_own(header, error).is_some() {
        return None;
    }
    let code = error.code().unwrap_or("syntax");
    let listed = RUSTCS_OWN.iter().any(|own| own.code == code);
    let hint = if listed {
        format!("; if the words are rustc's own, the file says `// Words: rustc's own ({code})`")
    } else {
        String::new()
    };
    Some(format!("it carries no code{hint}"))
}

/// The codes are those that the file announces, if it announces any.
fn codes(header: &Header, errors: &[&Diagnostic]) -> Vec<String> {
    let found: BTreeSet<_> = errors.iter().flat_map(|error| carried(error.rendered())).collect();
    let known: BTreeSet<_> = header.codes.iter().map(String::as_str).collect();
    if known.is_empty() && header.rustcs_own.is_empty() {
        return Vec::new();
    }
    let missing = known.difference(&found).filter(|_| header.rustcs_own.is_empty());
    let missing = missing.map(|code| format!("the file announces {code}, which no message carries"));
    let others = found
        .difference(&known)
        .map(|code| format!("the message carries {code}, which the file does not announce"));
    missing.chain(others).collect()
}

/// The codes in a message: `E-both-takes-outcome`.
pub fn carried(rendered: &str) -> impl Iterator<Item = &str> {
    let tokens = rendered.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    tokens.filter(|token| {
        token.strip_prefix("E-").is_some_and(|name| {
            name.contains('-')
                && name
                    .split('-')
                    .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::diagnostic::Diagnostic;
    use serde_json::{Value, json};

    const TEXT: &str = "fn main() { chain! { source(); then |n: u8| n }; }";

    /// An error as it should be, at `u8`.
    fn good() -> Value {
        json!({
            "message": "this callback takes `u8` [E-then-takes-another-type]",
            "code": { "code": "E0277" },
            "level": "error",
            "spans": [span(40, 42)],
            "rendered": "error[E0277]: this callback takes `u8` [E-then-takes-another-type]\n --> a.rs:1:41\n",
        })
    }

    fn span(start: usize, end: usize) -> Value {
        json!({
            "file_name": "a.rs", "byte_start": start, "byte_end": end, "line_start": 1, "is_primary": true,
            "expansion": null,
        })
    }

    fn with(field: &str, value: Value) -> Value {
        let mut diagnostic = good();
        diagnostic[field] = value;
        diagnostic
    }

    fn judged(text: &str, said: &[Value]) -> Vec<String> {
        let said: Vec<Diagnostic> =
            said.iter().map(|said| serde_json::from_value(said.clone()).expect("a diagnostic")).collect();
        breaches("a.rs", text, &said)
    }

    fn assert_refused(said: &[Value], reason: &str) {
        let breaches = judged(TEXT, said);
        assert!(breaches.len() == 1 && breaches[0].contains(reason), "{reason}: {breaches:#?}");
    }

    #[test]
    fn a_good_message_is_accepted() {
        assert_eq!(judged(TEXT, &[good()]), Vec::<String>::new());
    }

    #[test]
    fn none_and_two_errors_are_refused() {
        assert_refused(&[], "0 errors, not 1");
        assert_refused(&[good(), good()], "2 errors, not 1");
    }

    #[test]
    fn two_errors_are_accepted_where_the_file_announces_two_mistakes() {
        assert!(judged(&format!("// Mistakes: 2\n{TEXT}"), &[good(), good()]).is_empty());
    }

    #[test]
    fn a_warning_beside_the_error_is_refused() {
        let warning =
            json!({ "message": "unused", "code": null, "level": "warning", "spans": [], "rendered": null });
        assert_refused(&[good(), warning], "a warning beside it");
    }

    #[test]
    fn a_place_that_is_the_whole_macro_is_refused() {
        let (start, end) = (TEXT.find("chain!").expect("it is there"), TEXT.rfind(';').expect("it is there"));
        assert_refused(&[with("spans", json!([span(start, end)]))], "the whole macro");
    }

    #[test]
    fn a_place_that_the_macro_wrote_is_refused() {
        let mut written = span(40, 42);
        written["expansion"] = json!({ "macro_decl_name": "chain!" });
        assert_refused(&[with("spans", json!([written]))], "what the macro wrote");
    }

    #[test]
    fn a_place_in_another_file_and_no_place_are_refused() {
        let mut elsewhere = span(40, 42);
        elsewhere["file_name"] = json!("deferred.rs");
        assert_refused(&[with("spans", json!([elsewhere]))], "a place in deferred.rs");
        assert_refused(&[with("spans", json!([]))], "about no place");
    }

    #[test]
    fn sixteen_lines_are_refused_and_fifteen_are_not() {
        let lines = |count: usize| with("rendered", json!("[E-too-long]\n".repeat(count)));
        assert_refused(&[lines(16)], "16 lines");
        assert!(judged(TEXT, &[lines(15)]).is_empty());
    }

    #[test]
    fn lines_of_the_standard_library_are_not_counted_and_others_are() {
        let excerpt = |place: &str| {
            let shown = format!("note: it takes\n --> {place}:3:1\n  |\n3 | fn\n  | ^^\n");
            with("rendered", json!("[E-too-long]\n".repeat(12) + &shown))
        };
        assert!(judged(TEXT, &[excerpt("/lib/rustlib/src/rust/library/alloc/src/string.rs")]).is_empty());
        assert_refused(&[excerpt("a.rs")], "17 lines");
    }

    #[test]
    fn what_is_proposed_is_not_counted_in_rustcs_own_words_and_is_in_ours() {
        let text = "// Words: rustc's own (E0425)\nfn main() {}";
        let proposal = "help: try\n  |\n3 -     a(1);\n3 +     b(1);\n  |\n";
        let said = |lines: usize| {
            let mut said = with("rendered", json!("note: it is\n".repeat(lines) + proposal));
            said["code"]["code"] = json!("E0425");
            said
        };
        assert!(judged(text, &[said(15)]).is_empty());
        assert_eq!(judged(text, &[said(16)]).len(), 1);
        let ours = with("rendered", json!("[E-too-long]\n".repeat(11) + proposal));
        assert_refused(&[ours], "16 lines");
        let shown = "help: it is there\n --> a.rs:1:1\n  |\n3 | struct A;\n  | -------\n";
        let mut shown = with("rendered", json!("note: it is\n".repeat(11) + shown));
        shown["code"]["code"] = json!("E0425");
        assert_eq!(judged(text, &[shown]).len(), 1, "an excerpt proposes nothing");
    }

    #[test]
    fn what_implements_a_trait_is_not_counted() {
        let text = "// Words: rustc's own (E0277)\nfn main() {}";
        let list = "   = help: the following other types implement trait `From<T>`:\n             `u32`\n"
            .to_owned();
        let list = list + &"             `u8`\n".repeat(20) + "   = note: so it is\n";
        let said = |before: usize| with("rendered", json!("note: it is\n".repeat(before) + &list));
        assert_eq!(judged(text, &[said(16)]).len(), 0);
        assert_eq!(judged(text, &[said(17)]).len(), 1);
    }

    #[test]
    fn a_macro_that_is_called_upon_or_handed_on_may_be_the_place() {
        for text in ["fn main() { chain! { f(); }.detach(); }", "fn main() { g(chain! { f(); }) }"] {
            let (start, end) = (text.find("chain!"), text.find('}').map(|end| end + 1));
            let at = span(start.expect("it is there"), end.expect("it is there"));
            assert!(judged(text, &[with("spans", json!([at]))]).is_empty(), "{text}");
            let mut written = at.clone();
            written["expansion"] = json!({ "macro_decl_name": "chain!" });
            assert_eq!(judged(text, &[with("spans", json!([written]))]).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_message_without_a_code_is_refused() {
        let of_no_list = |rendered: &str| {
            let mut said = with("rendered", json!(rendered));
            said["code"]["code"] = json!("E0000");
            said
        };
        assert_refused(&[of_no_list("error: wrong")], "no code");
        assert_refused(&[of_no_list("error: wrong [E-Wrong] [E-] [E0277]")], "no code");
    }

    #[test]
    fn a_code_that_the_file_does_not_announce_is_refused() {
        let text = format!("// Code: E-something-else\n{TEXT}");
        let breaches = judged(&text, &[good()]);
        assert!(
            breaches.len() == 2 && breaches.iter().all(|breach| breach.contains("announce")),
            "{breaches:#?}"
        );
    }

    #[test]
    fn rustcs_own_words_are_accepted_where_the_file_says_so_and_the_list_has_them() {
        let moved = json!({
            "message": "use of moved value", "code": { "code": "E0382" }, "level": "error", "spans": [span(40, 42)],
            "rendered": "error[E0382]: use of moved value",
        });
        assert!(
            judged(&format!("// Words: rustc's own (E0382)\n{TEXT}"), std::slice::from_ref(&moved))
                .is_empty()
        );
        assert!(judged(TEXT, std::slice::from_ref(&moved)).is_empty(), "a file without a header may end so");
        assert_eq!(judged(&format!("// Code: E-something-else\n{TEXT}"), &[moved]).len(), 2);
        let unlisted = with("rendered", json!("error[E0000]: own words"));
        let mut unlisted = unlisted;
        unlisted["code"]["code"] = json!("E0000");
        assert_eq!(judged(&format!("// Words: rustc's own (E0000)\n{TEXT}"), &[unlisted]).len(), 1);
    }

    #[test]
    fn names_of_the_inside_are_refused_unless_they_are_the_users_own() {
        for name in ["deferred::__private::Union", "`__add`", "Split<X>", "deferred_core::x", "Index"] {
            let said = with("rendered", json!(format!("[E-named-inside] {name}")));
            assert!(judged(TEXT, &[said]).iter().all(|breach| breach.contains("in it")), "{name}");
            let said = with("rendered", json!(format!("[E-named-inside] {name}")));
            assert!(!judged(TEXT, &[said]).is_empty(), "{name}");
        }
        let said = with("rendered", json!("[E-named-inside] Place"));
        assert!(judged("struct Place; fn main() { let n: u8 = Place; more }", &[said]).is_empty());
        let said = with("rendered", json!("[E-named-inside]\nthe following other types implement trait `X`"));
        assert_refused(&[said], "the following other types implement");
        let mut of_std = with(
            "rendered",
            json!("error[E0277]: no\nhelp: the following other types implement trait `Add<Rhs>`\n  `u8`"),
        );
        of_std["code"]["code"] = json!("E0277");
        assert!(
            judged(TEXT, &[of_std]).is_empty(),
            "what implements a trait of the standard library the compiler lists"
        );
    }
}
