//! Counts the lines of a message that the rule is about.

/// The lines of a message that everybody sees.
///
/// Where the file made a lint an error is the file's own doing: by default it is a warning, which has no such lines.
/// The standard library's own lines are shown to those who have its source.
pub fn lines(rendered: &str) -> impl Iterator<Item = &str> {
    let mut lint = 0;
    let mut of_std = false;
    rendered.lines().filter(move |line| {
        if line.starts_with("note: the lint level is defined here") {
            lint = 5;
        }
        lint = usize::saturating_sub(lint, 1);
        let is_excerpt = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('|');
        let skipped = lint > 0 || (of_std && is_excerpt);
        of_std = line.contains("--> ") && line.contains("/library/") || (of_std && is_excerpt);
        !skipped
    })
}

/// The lines of a message in the compiler's own words that tell what is wrong.
///
/// Not what it proposes to write instead, nor its lists of what implements a trait, nor what a macro of the standard library has
/// written: these are as long as they are, and no library can make them shorter.
pub fn described(rendered: &str) -> impl Iterator<Item = &str> {
    without(lines(rendered), |block| {
        block[0].starts_with("help: ") && block.iter().any(|line| is_proposed(line))
    })
}

/// The lines of a message without the compiler's lists of what implements a trait.
pub fn unlisted(rendered: &str) -> impl Iterator<Item = &str> {
    without(rendered.lines(), |_| false)
}

fn without<'a>(
    lines: impl Iterator<Item = &'a str>,
    is_left_out: impl Fn(&[&str]) -> bool,
) -> impl Iterator<Item = &'a str> {
    let all: Vec<_> = lines.collect();
    let mut described: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let begins = |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let end = (at + 1..all.len()).find(|next| begins(all[*next])).unwrap_or(all.len());
        let block = &all[at..end];
        let is_list = block[0].contains("the following other types implement trait");
        if !((block[0].starts_with("help: ") && is_list) || is_left_out(block)) {
            let mut of_list = false;
            described.extend(block.iter().filter(|line| {
                let is_note = line.trim_start().starts_with("= ");
                of_list = line.contains("types implement trait `") || (of_list && !is_note);
                !of_list
            }));
        }
        at = end;
    }
    described.into_iter()
}

/// Whether it is a line of code that the compiler proposes, or what marks the new part of one.
fn is_proposed(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_numbered = line.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let marks = behind.strip_prefix('|').map(str::trim).filter(|marks| !marks.is_empty());
    let is_marked = marks.is_some_and(|marks| marks.chars().all(|c| matches!(c, '+' | '~' | ' ')));
    is_marked || (is_numbered && behind.starts_with(['+', '-', '~']))
}
