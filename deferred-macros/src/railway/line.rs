//! A chain as a railway line: its stops, and what each does to the two tracks.

use crate::parse;
use crate::parse::{Argument, Callback, Chain, Closure, Input, Stage, StageKind, Trap, annotation, is_punct};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

/// A chain, as far as its words say.
pub struct Line {
    /// The function around the chain, if one is known.
    pub name: Option<String>,
    /// The source of the chain.
    pub source: String,
    pub stops: Vec<Stop>,
    /// The value's type and the errors' types at the end, where the function names them.
    pub end: Option<(String, Vec<String>)>,
}

impl Line {
    /// The words of the source, and of each stop.
    pub fn words(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let source = ("", self.source.as_str());
        std::iter::once(source).chain(self.stops.iter().map(|stop| (stop.word, stop.what.as_str())))
    }
}

/// A stage.
pub struct Stop {
    pub word: &'static str,
    /// The callback, or what else the stop names.
    pub what: String,
    pub track: Track,
    /// Whether a failure may come from the stop.
    pub may_fail: bool,
}

impl Stop {
    /// Whether the stop is at the track of failures.
    pub fn is_at_failures(&self) -> bool {
        matches!(self.track, Track::SomeFailures | Track::Failures)
    }
}

/// Which results come to a stage, and where they go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Track {
    /// Values, which go on as values.
    Values,
    /// Values, which are shown to a callback.
    Look,
    /// Some failures, which go on as values; the others pass.
    SomeFailures,
    /// All failures, which go on as values.
    Failures,
    /// Both, which go on as values.
    Both,
    /// Both, and both pass.
    Pass,
    /// A sign with the errors in flight; `ends` if there are none.
    Sign { ends: bool },
}

/// The chains in these tokens, in their order, with the function around each.
pub fn lines(tokens: TokenStream) -> Vec<Line> {
    let mut found = Vec::new();
    search(tokens, None, &mut found);
    found
}

/// The name of a function, and its return type.
pub type Function = (String, TokenStream);

fn search(tokens: TokenStream, mut around: Option<Function>, found: &mut Vec<Line>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if matches!(token, TokenTree::Ident(word) if word == "fn") {
            around = function(&tokens[at + 1..]).or(around);
        }
        let TokenTree::Group(group) = token else { continue };
        let is_chain = at >= 2
            && is_punct(&tokens[at - 1], '!')
            && matches!(&tokens[at - 2], TokenTree::Ident(word) if word == "chain");
        if is_chain {
            let line = of(&parse::parse(group.stream()), around.as_ref());
            found.extend((!line.stops.is_empty()).then_some(line));
        }
        search(group.stream(), around.clone(), found);
    }
}

/// Reads the tokens after `fn`: the name, and the return type up to the body.
fn function(tokens: &[TokenTree]) -> Option<Function> {
    let name = tokens.first()?.to_string();
    let arrow = tokens.windows(2).position(|pair| is_punct(&pair[0], '-') && is_punct(&pair[1], '>'));
    let ends = |token: &TokenTree| {
        matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
            || matches!(token, TokenTree::Ident(word) if word == "where" || word == "fn")
    };
    let end = tokens.iter().position(ends)?;
    let gives = match arrow {
        Some(arrow) if arrow < end => tokens[arrow + 2..end].iter().cloned().collect(),
        _ => TokenStream::new(),
    };
    Some((name, gives))
}

/// The line of a chain in the function around it.
pub fn of(chain: &Chain, around: Option<&Function>) -> Line {
    let source = match &chain.input {
        Input::Source { maybe: true, tokens } => format!("maybe {}", text(tokens.clone())),
        Input::Source { maybe: false, tokens } => text(tokens.clone()),
        Input::Stated { value, errors } if errors.is_empty() => text(value.to_token_stream()),
        Input::Stated { value, errors } => {
            format!("{} raises {}", text(value.to_token_stream()), names(errors).join(" | "))
        }
        Input::Implied | Input::Missing => "what it is given".to_owned(),
    };
    Line {
        name: around.map(|(name, _)| name.clone()),
        source,
        stops: chain.stages.iter().filter_map(stop).collect(),
        end: around.and_then(|(_, gives)| end(gives)),
    }
}

/// The value and the errors of a type such as `Deferred<Page, (Timeout, NotFound)>`.
fn end(gives: &TokenStream) -> Option<(String, Vec<String>)> {
    let Type::Path(path) = syn::parse2(gives.clone()).ok()? else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Deferred")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(of) => Some(of),
        _ => None,
    });
    let value = text(types.next()?.to_token_stream());
    let errors = match types.next() {
        None => Vec::new(),
        Some(Type::Tuple(errors)) => errors.elems.iter().map(|of| text(of.to_token_stream())).collect(),
        Some(other) => vec![text(other.to_token_stream())],
    };
    Some((value, errors))
}

fn stop(stage: &Stage) -> Option<Stop> {
    let (word, what, track, may_fail) = match &stage.kind {
        StageKind::Then(callback) => ("then", called(callback), Track::Values, may_fail(callback)),
        StageKind::ThenElse { callback, errback, .. } => {
            let what = format!("{} else {}", called(callback), called(errback));
            ("then", what, Track::Both, may_fail(callback) || may_fail(errback))
        }
        StageKind::Catch { trap, handler } => match trap {
            Trap::All | Trap::Any => ("catch", called(handler), Track::Failures, may_fail(handler)),
            Trap::Listed(errors) => {
                ("catch", names(errors).join(" | "), Track::SomeFailures, may_fail(handler))
            }
            Trap::Annotated => ("catch", annotated(handler), Track::SomeFailures, may_fail(handler)),
        },
        StageKind::Both(callback) => ("both", called(callback), Track::Both, may_fail(callback)),
        StageKind::Inspect(callback) => ("inspect", called(callback), Track::Look, false),
        StageKind::Finally { callback, .. } => ("finally", called(callback), Track::Pass, false),
        StageKind::Timeout(Some([_, time])) => ("timeout", text(time.clone()), Track::Pass, true),
        StageKind::Raises { errors, at_most } => {
            let named = if errors.is_empty() { "nothing".to_owned() } else { names(errors).join(" | ") };
            let what = if *at_most { format!("at most {named}") } else { named };
            ("raises", what, Track::Sign { ends: errors.is_empty() }, false)
        }
        StageKind::Timeout(None) | StageKind::Hole(_) | StageKind::Word(_) | StageKind::Unknown(_) => {
            return None;
        }
    };
    Some(Stop { word, what, track, may_fail })
}

fn names(errors: &[Type]) -> Vec<String> {
    errors.iter().map(|error| text(error.to_token_stream())).collect()
}

/// The name of a callback, or a text of what it does.
fn called(callback: &Callback) -> String {
    match callback {
        Callback::Closure(closure) => match closure.body.as_slice() {
            [TokenTree::Group(block)] if block.delimiter() == Delimiter::Brace => text(block.stream()),
            body => text(body.iter().cloned().collect()),
        },
        Callback::Function(path) => text(path.clone()),
        Callback::Call { callee, arguments, .. } => {
            let arguments = arguments.iter().map(|argument| match argument {
                Argument::Result { by, .. } => format!("{}_", text(by.clone())),
                Argument::Value(value) => text(value.clone()),
                Argument::Lent { by, place } => format!("{}{}", text(by.clone()), text(place.clone())),
            });
            format!("{}({})", text(callee.clone()), arguments.collect::<Vec<_>>().join(", "))
        }
        Callback::Missing | Callback::Bodiless(_) | Callback::Wrong(_) => String::new(),
    }
}

/// The type that the parameter of a handler says.
fn annotated(handler: &Callback) -> String {
    match handler {
        Callback::Closure(Closure { parameters, .. }) => {
            let named = parameters.first().and_then(|parameter| annotation(parameter));
            text(named.unwrap_or_default().iter().cloned().collect())
        }
        other => called(other),
    }
}

/// Whether a callback may fail as far as its tokens show: a closure that calls nothing does not.
fn may_fail(callback: &Callback) -> bool {
    fn calls(tokens: TokenStream) -> bool {
        let tokens: Vec<_> = tokens.into_iter().collect();
        tokens.iter().enumerate().any(|(at, token)| match token {
            TokenTree::Group(group) => {
                let called = at.checked_sub(1).map(|before| &tokens[before]);
                let is_call = group.delimiter() == Delimiter::Parenthesis
                    && matches!(called, Some(TokenTree::Ident(_)));
                is_call || calls(group.stream())
            }
            TokenTree::Punct(punct) => punct.as_char() == '?',
            _ => false,
        })
    }
    match callback {
        Callback::Closure(closure) => calls(closure.body.iter().cloned().collect()),
        _ => true,
    }
}

/// The tokens as one would write them.
fn text(tokens: TokenStream) -> String {
    let mut written = String::new();
    write(tokens, &mut written);
    written
}

fn write(tokens: TokenStream, written: &mut String) {
    const TIGHT_BEFORE: &str = ".,;:?!)]>";
    const TIGHT_AFTER: &str = ".:!([<";
    // Whether the token is between the bars of a closure's parameters.
    let mut in_bars = false;
    let mut is_tight = true;
    // Whether a `-`, `&` or `*` has no operand before it.
    let mut is_prefix = true;
    for token in tokens {
        let piece = token.to_string();
        let after_word = written.ends_with(|last: char| last.is_alphanumeric() || "_>!)]".contains(last));
        let is_bar = piece == "|";
        let is_or = is_tight && written.ends_with('|');
        let opens_bars = is_bar && !in_bars && !is_or && (!after_word || written.ends_with("move"));
        let first = piece.chars().next().unwrap_or(' ');
        let calls = matches!(&token, TokenTree::Group(group) if group.delimiter() != Delimiter::Brace);
        if !(is_tight
            || is_prefix
            || is_bar && in_bars
            || after_word && (calls || first == '<')
            || TIGHT_BEFORE.contains(first)
            || written.ends_with(|last: char| TIGHT_AFTER.contains(last)))
        {
            written.push(' ');
        }
        is_prefix = "-&*".contains(first) && (if is_tight { is_prefix } else { !after_word });
        is_tight =
            opens_bars || matches!(&token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
        in_bars = opens_bars || in_bars && !is_bar;
        let TokenTree::Group(group) = token else {
            written.push_str(&piece);
            continue;
        };
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let mut inside = String::new();
        write(group.stream(), &mut inside);
        written.extend([open, &inside, close]);
    }
}

#[cfg(test)]
mod tests {
    use super::{Track, lines, text};
    use quote::quote;

    #[test]
    fn tokens_are_written_as_one_would_write_them() {
        for (tokens, written) in [
            (quote!(page.len()), "page.len()"),
            (quote!(String::from_utf8), "String::from_utf8"),
            (quote!(render(_, &theme)), "render(_, &theme)"),
            (quote!(outcome.map_err(|_| Offline)), "outcome.map_err(|_| Offline)"),
            (quote!(move |a, b| a + b), "move |a, b| a + b"),
            (quote!(a | b), "a | b"),
            (quote!(a * 2 - *b && f(&c, -1)), "a * 2 - *b && f(&c, -1)"),
            (quote!(x == -1 || &mut y.z), "x == -1 || &mut y.z"),
            (quote!(Vec::<Option<u8>>::new()), "Vec::<Option<u8>>::new()"),
            (quote!(println!("{n}")), "println!(\"{n}\")"),
            (
                quote!({
                    first();
                    second?
                }),
                "{ first(); second? }",
            ),
            (quote!([1, 2][0]), "[1, 2][0]"),
        ] {
            assert_eq!(text(tokens), written);
        }
    }

    #[test]
    fn a_line_says_where_failures_enter_and_where_they_leave() {
        let lines = lines(quote! {
            fn page(url: Url) -> Deferred<Html, (Offline, Gone)> {
                chain! {
                    fetch(url);
                    then parse,
                    then |tree| tree,
                    then |tree| (tree),
                    then |tree| tree?,
                    then |tree| tree else g,
                    catch Timeout | NotFound => |_| Tree::EMPTY,
                    inspect look,
                    then f else g,
                    finally || close(),
                    both |outcome| outcome,
                    catch |failure| Err(Gone),
                    raises Offline | Gone,
                }
            }
        });
        let [line] = lines.as_slice() else { panic!("one chain") };
        assert_eq!((line.name.as_deref(), line.source.as_str()), (Some("page"), "fetch(url)"));
        let (value, errors) = line.end.clone().expect("the function says it");
        assert_eq!((value.as_str(), errors), ("Html", vec!["Offline".to_owned(), "Gone".to_owned()]));
        let stops: Vec<_> = line
            .stops
            .iter()
            .map(|stop| (stop.word, stop.what.as_str(), stop.track, stop.may_fail))
            .collect();
        assert_eq!(
            stops,
            [
                ("then", "parse", Track::Values, true),
                ("then", "tree", Track::Values, false),
                ("then", "(tree)", Track::Values, false),
                ("then", "tree?", Track::Values, true),
                ("then", "tree else g", Track::Both, true),
                ("catch", "Timeout | NotFound", Track::SomeFailures, false),
                ("inspect", "look", Track::Look, false),
                ("then", "f else g", Track::Both, true),
                ("finally", "close()", Track::Pass, false),
                ("both", "outcome", Track::Both, false),
                ("catch", "Err(Gone)", Track::Failures, true),
                ("raises", "Offline | Gone", Track::Sign { ends: false }, false),
            ]
        );
    }

    #[test]
    fn chains_are_found_wherever_they_stand() {
        let found = lines(quote! {
            mod inner {
                impl Site {
                    fn a(self) -> Deferred<u8> { self.run(|| { deferred::chain! { d; then f } }) }
                    const fn b() where u8: Copy { let c = chain! { for u8 raises Gone; catch Gone => |_| 0 }; chain! { then g }; }
                    fn c<T>(t: T) -> Deferred<T, Gone> { chain! { t; then f } }
                    fn d() { vec! { d; then f }; chain { d; then f } }
                }
            }
        });
        let declared_by: Vec<_> =
            found.iter().map(|line| (line.name.as_deref(), line.source.as_str())).collect();
        assert_eq!(
            declared_by,
            [
                (Some("a"), "d"),
                (Some("b"), "u8 raises Gone"),
                (Some("b"), "what it is given"),
                (Some("c"), "t")
            ]
        );
        assert_eq!(found[3].end, Some(("T".to_owned(), vec!["Gone".to_owned()])));
    }
}
