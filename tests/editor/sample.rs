//! Chains that are right. The checks add one that is not, or not yet.

use deferred::{Deferred, Failure, chain, fail, list, succeed};

#[derive(Debug)]
pub struct Timeout;
#[derive(Debug)]
pub struct NotFound;
#[derive(Debug)]
pub struct Gone {
    pub since: u32,
}

pub struct Page {
    pub title: String,
    pub length: usize,
}

impl Page {
    pub fn heading(&self) -> String {
        self.title.clone()
    }

    pub fn words(&self) -> Vec<String> {
        self.title.split(' ').map(String::from).collect()
    }
}

pub fn fetch(url: &str) -> Deferred<Page, (Timeout, NotFound)> {
    if url.is_empty() { fail(NotFound).raises_at_most() } else { succeed(page(url)).raises_at_most() }
}

pub fn page(url: &str) -> Page {
    Page { title: String::from(url), length: url.len() }
}

pub fn check(page: Page) -> Result<Page, Gone> {
    if page.length > 0 { Ok(page) } else { Err(Gone { since: 1999 }) }
}

pub fn render(page: Page, theme: &str) -> String {
    format!("<{theme}>{}</{theme}>", page.title)
}

pub fn every_stage(url: &str) -> Deferred<usize> {
    let theme = String::from("b");
    chain! {
        fetch(url);
        inspect |page| println!("{}", page.title),
        then check,
        then |page| if page.length > 9 { Ok(page) } else { Err(Timeout) },
        catch |NotFound: NotFound| page("/nothing"),
        then render(_, &theme),
        then |text| text.len() else |failure| if failure.is::<Gone>() { 1 } else { 2 },
        finally || println!("closed"),
        finally |outcome| println!("{:?}", outcome.map(|outcome| outcome.is_ok())),
        raises nothing,
        both |outcome| outcome.unwrap_or(0),
    }
}

pub fn every_catch(url: &str) -> Deferred<usize> {
    chain! {
        fetch(url);
        then check,
        raises Timeout | NotFound | Gone,
        then |page| page.words(),
        catch |Gone { since }: Gone| vec![since.to_string()],
        catch Timeout | NotFound => |error| Err(error),
        catch |failure: Failure<(Timeout,)>| Err(failure),
        then |words| words.len(),
        raises at most NotFound | Timeout | Gone,
        catch |_| 0,
    }
}

pub fn pipelines(url: &str) -> Deferred<usize> {
    let words = chain! { for Page raises Timeout | NotFound; then |page| page.words() };
    words(fetch(url)).pipe(chain! { then |words| words.len(), catch |_| 0 })
}

pub fn that_wait(url: &str) -> Deferred<usize> {
    chain! {
        list([fetch(url), fetch(url)]);
        then |outcomes| outcomes.into_iter().flatten().map(|page| page.length).sum::<usize>(),
        then |length| chain! { fetch("/more"); then move |page| page.length + length },
        catch |_| 0,
    }
}

pub fn that_may_be_there(url: &str) -> Deferred<usize> {
    chain! { maybe page(url); then |page| page.length }
}
