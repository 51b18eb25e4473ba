//! Recipes for a stage, an arm or a bound.

use super::{At, Edit, Proposal};

impl At<'_> {
    /// Replaces the closure's body by its parameter.
    pub(super) fn parameter_as_the_body(&self) -> Option<Proposal> {
        let parameters = self.text[..self.end].trim_end().strip_suffix('|')?;
        let name = parameters.rsplit('|').next()?.split(':').next()?.trim();
        self.inserted(self.end, &format!(" {name}"))
    }

    /// The closure's body, with a `;` behind it.
    pub(super) fn statement_as_the_body(&self) -> Option<Proposal> {
        let (start, end) = self.callback()?;
        let parameters = self.text[start..end].find('|')? + 1;
        let body = start + parameters + self.text[start + parameters..end].find('|')? + 1;
        let expression = self.text[body..end].trim();
        self.replaced(body, end, &format!(" {{ {expression}; }}"))
    }

    /// `join!(..)` as one that takes any number of one type.
    pub(super) fn gathered(&self) -> Option<Proposal> {
        let start = self.text[..self.start].rfind("join!(")?;
        let inside = start + "join!(".len();
        let end = self.closes(inside)?;
        let members = &self.text[inside..end];
        self.replaced(start, end + 1, &format!("deferred::gather([{members}])"))
    }

    /// The first two arguments of the call, one in the place of the other.
    pub(super) fn swapped(&self) -> Option<Proposal> {
        let mut depth = 0;
        let is_outside = |(_, c): &(usize, char)| {
            depth += i32::from(matches!(c, ')' | ']' | '}')) - i32::from(matches!(c, '(' | '[' | '{'));
            depth < 0
        };
        let begin = self.text[..self.start].char_indices().rev().find(is_outside)?.0 + 1;
        let arguments = &self.text[begin..self.closes(begin)?];
        let mut depth = 0;
        let ends = arguments.char_indices().filter(|(_, c)| {
            depth += i32::from(matches!(c, '(' | '[' | '{')) - i32::from(matches!(c, ')' | ']' | '}'));
            depth == 0 && *c == ','
        });
        let mut ends = ends.map(|(at, _)| at).chain([arguments.len()]);
        let (first, second) = (ends.next()?, ends.next()?);
        let (one, other) = (&arguments[..first], arguments[first + 1..second].trim());
        self.replaced(begin, begin + second, &format!("{other}, {one}"))
    }

    /// A variable for the resolver beside that of the Deferred, which keeps its type.
    pub(super) fn pair(&self) -> Option<Proposal> {
        let made = self.text[self.start..self.end].rfind("new")? + self.start;
        let name = self.text[..self.start].rfind("let ")? + "let ".len();
        let name_end = name + self.text[name..self.start].find([':', ' '])?;
        let mut edits =
            self.replaced(name, name_end, &format!("(_resolver, {})", &self.text[name..name_end]))?;
        if self.text[name_end..].starts_with(": ") {
            let type_end = self.text[..self.start].rfind(" =")?;
            let written = &self.text[name_end + 2..type_end];
            edits.extend(self.replaced(name_end + 2, type_end, &format!("(_, {written})"))?);
        }
        edits.extend(self.replaced(made, made + "new".len(), "pending")?);
        Some(edits)
    }

    /// Makes the attempt, which is the last argument of the call, one that can be cancelled.
    pub(super) fn attempt_that_can_be_cancelled(&self) -> Option<Proposal> {
        let call = self.text.get(self.start..self.end)?;
        let begin = self.start + call.rfind(", ")? + ", ".len();
        let attempt = self.text[begin..self.end].strip_suffix(')')?;
        let (_, set) = self.said.split_once("it fails with one of `(")?;
        let (errors, _) = set.split_once(")`")?;
        let errors = errors.trim_end_matches(',');
        let with = format!("|| {attempt}().raises_at_most::<({errors}, deferred::Cancelled), _>()");
        self.replaced(begin, self.end - 1, &with)
    }

    /// An arm more behind the others. What it gives only the user knows: what is written compiles, and says so when it is reached.
    pub(super) fn arm(&self, pattern: &str) -> Option<Proposal> {
        let end = self.closes(self.end)?;
        let last = self.text[..end].trim_end();
        let comma = if last.ends_with([',', ';']) { "" } else { "," };
        self.inserted(last.len(), &format!("{comma} {pattern} => todo!(),"))
    }

    pub(super) fn without_the_arm(&self) -> Option<Proposal> {
        let start = self.text[..self.start].trim_end().len();
        let end = self.ends(self.start);
        self.replaced(start, end + usize::from(self.text[end..].starts_with(',')), "")
    }

    pub(super) fn without_the_attribute(&self) -> Option<Proposal> {
        let start = self.text[..self.end].rfind('#')?;
        self.replaced(start, start + self.text[start..].find(']')? + 1, "")
    }

    /// A `|` behind the closure's first word.
    pub(super) fn end_of_the_parameters(&self) -> Option<Proposal> {
        let word = self.text[self.end..].find(|c: char| !c.is_alphanumeric() && c != '_')?;
        let is_all = self.text[self.end + word..].starts_with(' ');
        is_all.then(|| self.inserted(self.end + word, "|"))?
    }

    /// `Result<T, X>` as `T`.
    pub(super) fn value_of_the_result(&self) -> Option<Proposal> {
        let end = self.text[self.start..].find('{')? + self.start;
        let types = self.text[self.start..end].trim().strip_prefix("Result<")?.strip_suffix('>')?;
        self.replaced(self.start, end, &format!("{} ", types.rsplit_once(", ")?.0))
    }

    /// `(A, B)` as `A | B`.
    pub(super) fn named_with_bars(&self, set: &str) -> String {
        let names = set.trim_start_matches('(').trim_end_matches(')').trim_end_matches(',');
        if names.is_empty() { "nothing".into() } else { names.replace(", ", " | ") }
    }

    /// Removes one of the errors that a `raises` names.
    pub(super) fn one_name_less(&self) -> Option<Proposal> {
        let error = self.quoted(1).filter(|_| self.message.starts_with("`raises`"))?;
        let end = self.start + error.len();
        let (before, behind) = (self.text[..self.start].trim_end(), self.text[end..].trim_start());
        if let Some(before) = before.strip_suffix('|') {
            return self.replaced(before.trim_end().len(), end, "");
        }
        match behind.strip_prefix('|') {
            Some(rest) => self.replaced(self.start, self.text.len() - rest.trim_start().len(), ""),
            None => self.replaced(self.start, end, "nothing"),
        }
    }

    /// Removes the second parameter.
    pub(super) fn one_parameter_less(&self) -> Option<Proposal> {
        let start = self.text[..self.start].rfind(',')?;
        let end = self.end + self.text[self.end..].find('|')?;
        self.replaced(start, end, "")
    }

    /// The bound that the function needs on a set that is a type parameter.
    pub(super) fn bound_of_the_set(&self) -> Option<Proposal> {
        let set = self.quoted(0).filter(|set| !set.starts_with('('))?;
        let function = self.text[..self.start].rfind("fn ")?;
        let bounded = [format!("{set}: ErrorSet"), format!("{set}: deferred::ErrorSet")];
        let place = |bound: &String| self.text[function..self.start].find(bound).map(|at| at + bound.len());
        let bound = function + bounded.iter().find_map(place)?;
        let parameters = function + self.text[function..].find('(')?;
        if !self.message.contains("the error `") {
            let body = function + self.text[function..].find('{')?;
            let word = if self.text[function..body].contains("where") { "" } else { "where " };
            return self.inserted(body, &format!("{word}deferred::Errors<{set}>: deferred::NotEmpty "));
        }
        let generics = self.text[..parameters].rfind('>')?;
        let mut edits = self.inserted(generics, ", P: 'static")?;
        let with = format!(" + deferred::Has<{}, P>", self.quoted(1)?);
        edits.push(Edit { start: bound, end: bound, with });
        Some(edits)
    }

    /// The place where the bracket that is open at `from` is closed.
    pub(super) fn closes(&self, from: usize) -> Option<usize> {
        let mut depth = 0;
        for (place, c) in self.text[from..].char_indices() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => return Some(from + place),
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
        }
        None
    }
}
