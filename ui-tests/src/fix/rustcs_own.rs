//! Recipes for messages in the compiler's own words, by its codes.

use super::{At, Proposal, Recipe};

/// The recipes, where the compiler itself suggests no replacement.
pub const OF_RUSTCS_OWN: [(&str, Recipe); 11] = [
    ("E0107", |at| at.places_left_open()),
    ("E0271", |at| at.run_as_a_macro()),
    ("E0282", |at| at.result_with_no_error()),
    ("E0283", |at| at.errors_of_the_handler().or_else(|| at.async_map())),
    ("E0308", |at| at.widened_at_the_end().or_else(|| at.without_the_semicolon()).or_else(|| at.widened())),
    ("E0425", |at| at.similar_name()),
    ("E0515", |at| at.inserted(at.end, ".to_owned()")),
    ("E0599", |at| at.similar_name().or_else(|| at.name_from_twisted()).or_else(|| at.looks_before())),
    ("E0596", |at| at.keyword("inspect", "then")),
    ("syntax", |at| at.said.contains("cannot be sent between threads").then(|| at.made_for_threads())?),
    ("E0728", |at| at.async_callback()),
];

/// Twisted's names of methods.
const NAMES: [(&str, &str); 5] = [
    ("errback", "fail"),
    ("callback", "succeed"),
    ("add_callback", "map"),
    ("add_errback", "catch_all"),
    ("add_both", "both"),
];

impl At<'_> {
    /// `::<A>` as `::<A, _>`, where more are expected.
    fn places_left_open(&self) -> Option<Proposal> {
        let count = |words: &str| -> Option<usize> {
            self.message.split_once(words)?.1.split(' ').next()?.parse().ok()
        };
        let expected = count("takes ")?;
        let given = count("arguments but ").or_else(|| count("argument but "))?;
        let list = self.text[self.start..].find("::<")? + self.start;
        let end = list + self.text[list..].find(">(")?;
        self.inserted(end, &", _".repeat(expected.checked_sub(given)?))
    }

    fn run_as_a_macro(&self) -> Option<Proposal> {
        let call = self.text[..self.start].strip_suffix("run(").map(str::len)?;
        self.inserted(call + "run".len(), "!")
    }

    /// `Ok(value)`, where no error is ever given, as the value. Behind a `?` there may be one.
    fn result_with_no_error(&self) -> Option<Proposal> {
        let is_open = self.said.contains("parameter `E` declared on the enum `Result`");
        let inside = self.end + 1;
        let end = (self.here() == "Ok" && is_open).then(|| self.closes(inside))??;
        if self.text[self.body()..end].contains('?') {
            return self.run_as_a_function();
        }
        self.replaced(self.start, end + 1, &self.text[inside..end])
    }

    /// `run!` of the async block that the place is in, as the function `run`, which takes the set from the Deferred.
    fn run_as_a_function(&self) -> Option<Proposal> {
        let head = self.text[..self.body()].trim_end();
        let head = head.strip_suffix("async move").or_else(|| head.strip_suffix("async"))?;
        let bang = head.strip_suffix("!(").filter(|head| head.ends_with("run"))?.len();
        self.replaced(bang, bang + 1, "")
    }

    /// The beginning of the body around the place: behind a brace that a closure or `async` opens, or behind a
    /// closure's bar.
    fn body(&self) -> usize {
        let before = &self.text[..self.start];
        let mut depth = 0;
        let brace = before.rmatch_indices(['{', '}']).find(|(_, brace)| {
            depth += if *brace == "}" { 1 } else { -1 };
            depth < 0
        });
        let opens = |place: usize| {
            let head = before[..place].trim_end();
            head.ends_with('|') || head.ends_with("async") || head.ends_with("async move")
        };
        let brace = brace.map(|(place, _)| place).filter(|place| opens(*place));
        brace.or_else(|| before.rfind('|')).unwrap_or(0)
    }

    /// A handler says what it handles; if it does not, one of all that is in flight was meant.
    fn errors_of_the_handler(&self) -> Option<Proposal> {
        let set = self.said.split_once("cannot satisfy `Errors<(")?.1.split_once(")>")?.0;
        match set.strip_suffix(',') {
            Some(error) => self.inserted(self.end, &format!(": {error}")),
            None => self.keyword("catch", "catch_all"),
        }
    }

    fn async_map(&self) -> Option<Proposal> {
        let is_future = self.said.contains("NoFuture<");
        (is_future && self.here() == "map").then(|| self.replaced(self.start, self.end, "map_async"))?
    }

    /// The two sets of errors, of what is expected and of what is there.
    fn sets(&self) -> Option<[Vec<&str>; 2]> {
        let set = |words: &str| {
            let ty = self.said.split_once(words)?.1.lines().next()?;
            let set = ty.split_once("Deferred<")?.1.split_once(", (")?.1.split_once(')')?.0;
            Some(
                set.split(", ")
                    .map(|name| name.trim_end_matches(','))
                    .filter(|name| !name.is_empty())
                    .collect(),
            )
        };
        Some([set("expected struct `")?, set("found struct `")?])
    }

    /// A chain that raises less than is expected, or the same in another order, says what is expected.
    fn widened_at_the_end(&self) -> Option<Proposal> {
        let [expected, found] = self.sets()?;
        let is_part = found.iter().all(|error| expected.contains(error));
        let word = if expected.len() == found.len() { "raises" } else { "raises at most" };
        let is_stage = self.here().chars().all(|c| c.is_ascii_lowercase());
        let end = (is_part && is_stage).then(|| self.closes(self.start))??;
        let last = self.text[..end].trim_end();
        let comma = if last.ends_with(',') { "" } else { "," };
        self.inserted(last.len(), &format!("{comma} {word} {}", expected.join(" | ")))
    }

    /// [`widened_at_the_end`](Self::widened_at_the_end) for a Deferred in an expression.
    fn widened(&self) -> Option<Proposal> {
        let [expected, found] = self.sets()?;
        let is_part = found.iter().all(|error| expected.contains(error));
        is_part.then(|| self.inserted(self.end, ".raises_at_most()"))?
    }

    /// Removes the `;` behind the expression that the function was to return.
    fn without_the_semicolon(&self) -> Option<Proposal> {
        self.said.contains("remove this semicolon to return this value").then_some(())?;
        let body = self.end + self.text[self.end..].find('{')? + 1;
        let end = self.closes(body)?;
        let place = self.text[..end].trim_end().strip_suffix(';')?.len();
        self.replaced(place, place + 1, "")
    }

    /// The name that the compiler says is similar.
    fn similar_name(&self) -> Option<Proposal> {
        let help = self.said.split_once("with a similar name")?.1;
        let line = |sign: &str| help.lines().find_map(|line| line.split_once(sign).map(|(_, code)| code));
        let (old, new) = (line(" - ")?, line(" + ")?);
        let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let start = old[..same].trim_end_matches(is_word).len();
        let name: String = new[start..].chars().take_while(|c| is_word(*c)).collect();
        self.replaced(self.start, self.end, &name)
    }

    fn name_from_twisted(&self) -> Option<Proposal> {
        let (_, name) = NAMES.iter().find(|(twisted, _)| *twisted == self.here())?;
        self.replaced(self.start, self.end, name)
    }

    /// The callback before, which gives nothing, only looks.
    fn looks_before(&self) -> Option<Proposal> {
        let (start, _) = self.stage();
        let before =
            self.message.contains("for unit type `()`").then(|| self.text[..start].rfind("then "))??;
        self.replaced(before, before + "then".len(), "inspect")
    }

    /// A callback that awaits is async.
    fn async_callback(&self) -> Option<Proposal> {
        let (start, _) = self.callback()?;
        self.text[start..].starts_with('|').then(|| self.inserted(start, "async move "))?
    }
}
