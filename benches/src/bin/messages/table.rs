//! The verdicts as Markdown.

use crate::judge::{Place, Verdict};
use crate::program::{CONTENDERS, Contender, MISTAKES, Mistake, Program};
use std::collections::BTreeSet;
use std::fmt;

const START: &str = "<!-- messages: written by a program -->";
const END: &str = "<!-- messages: end -->";

/// All verdicts, in the order of the mistakes.
pub struct Table {
    versions: String,
    rows: Vec<Row>,
}

struct Row {
    mistake: &'static Mistake,
    contender: &'static Contender,
    has_to_name: Vec<String>,
    verdict: Verdict,
}

impl Table {
    pub fn new(versions: String) -> Self {
        Table { versions, rows: Vec::new() }
    }

    pub fn add(&mut self, program: &Program, verdict: Verdict) {
        let Program { mistake, contender, ref has_to_name, .. } = *program;
        self.rows.push(Row { mistake, contender, has_to_name: has_to_name.clone(), verdict });
    }

    fn overview(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| of {} mistakes | compile | give one error | point at it | name the types | give the fix | lines, most | strange names |",
            MISTAKES.len()
        )?;
        writeln!(f, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
        for contender in &CONTENDERS {
            let rows: Vec<_> = self.rows.iter().filter(|row| row.contender == contender).collect();
            let count = |holds: fn(&Row) -> bool| rows.iter().filter(|row| holds(row)).count();
            writeln!(
                f,
                "| {} | {} | {} | {} | {} | {} | {} | {} |",
                contender.name,
                count(|row| row.verdict.errors == 0),
                count(|row| row.verdict.errors == 1),
                count(|row| row.verdict.place == Some(Place::OnIt)),
                count(Row::names_all),
                count(|row| row.verdict.gives_the_fix),
                rows.iter().map(|row| row.verdict.lines).max().unwrap_or_default(),
                rows.iter().flat_map(|row| &row.verdict.strange).collect::<BTreeSet<_>>().len(),
            )?;
        }
        Ok(())
    }
}

impl Row {
    fn names_all(&self) -> bool {
        self.verdict.named == self.has_to_name
    }

    fn names(&self) -> String {
        match &self.verdict.named {
            named if *named == self.has_to_name => "yes".to_owned(),
            named if named.is_empty() => "no".to_owned(),
            named => format!("only `{}`", named.join("`, `")),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { errors, lines, place, strange, gives_the_fix, .. } = &self.verdict;
        let Some(place) = place else {
            return write!(f, "| {} | **compiles** | | | | | |", self.contender.name);
        };
        let place = match place {
            Place::OnIt => "at it",
            Place::AroundIt => "around it",
            Place::Elsewhere => "elsewhere",
            Place::InTheLibrary => "in the library",
        };
        let fix = if *gives_the_fix { "yes" } else { "no" };
        write!(
            f,
            "| {} | {errors} | {lines} | {place} | {} | {fix} | {} |",
            self.contender.name,
            self.names(),
            strange.len()
        )
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.overview(f)?;
        writeln!(f, "\nOne by one:\n")?;
        writeln!(
            f,
            "| mistake | with | errors | lines | points | names the types | gives the fix | strange names |"
        )?;
        writeln!(f, "| --- | --- | ---: | ---: | --- | --- | --- | ---: |")?;
        let mut before = None;
        for row in &self.rows {
            let again = before.replace(row.mistake.folder) == Some(row.mistake.folder);
            writeln!(f, "| {} {row}", if again { String::new() } else { row.mistake.title() })?;
        }
        writeln!(f, "\nWith {}.", self.versions)
    }
}

/// Replaces what stands between the two marks.
///
/// # Errors
///
/// If they are not there.
pub fn put_into(text: &str, table: &str) -> Result<String, String> {
    let missing = || format!("COMPARE.md has to have {START} and {END}");
    let (before, rest) = text.split_once(START).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{START}\n\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("a\n{START}\nold\n{END}\nb\n");
        let there = put_into(&text, "new\n").expect("the marks are there");
        assert_eq!(there, format!("a\n{START}\n\nnew\n\n{END}\nb\n"));
        assert_eq!(put_into(&there, "new\n"), Ok(there.clone()));
    }

    #[test]
    fn a_text_without_marks_is_refused() {
        assert!(put_into("nothing", "new").is_err());
    }
}
