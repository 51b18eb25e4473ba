//! The guide's "Basic Callback Functions": extra arguments, and `addBoth` for `finally:`-style blocks.
//!
//! The guide warns that the argument of `addBoth` is of indeterminate type. Here `both` is given an `Outcome`,
//! which is a `Result`, so looking at it means saying which of the two it is. For what has to be
//! done in any case there is `finally`: it can look, but it cannot lose the failure, and it runs even
//! where the chain never ends.

use deferred::{Deferred, chain};

#[derive(Debug)]
pub(crate) struct TornPage;

pub(crate) type Page = Deferred<&'static str, (TornPage,)>;

fn render(page: &str, tag: &str, indent: usize) -> String {
    format!("{:indent$}<{tag}>{page}</{tag}>", "")
}

/// `addCallback(render, tag, 2)`: `_` is where the result goes, and the other arguments are evaluated now.
pub(crate) fn extra_arguments(page: Page) -> Deferred<(), (TornPage,)> {
    let tag = String::from("h1");
    chain! {
        page;
        then render(_, &tag, 2),
        then |html| println!("{html}"),
    }
}

/// `addBoth`: one callback for both tracks. As in Python it returns the outcome, or the failure would end here.
pub(crate) fn with_both(page: Page) -> Page {
    chain! {
        page;
        both |outcome| {
            match &outcome {
                Ok(page) => println!("both: closing the book after {page:?}"),
                Err(failure) => println!("both: closing the book after {failure:?}"),
            }
            outcome
        },
    }
}

/// `finally`: the outcome passes it whatever it does.
pub(crate) fn with_finally(page: Page) -> Page {
    chain! {
        page;
        finally || println!("finally: closing the book"),
    }
}

pub(crate) fn read(page: Page) {
    chain! {
        page;
        then |page| println!("read {page:?}"),
        catch |TornPage: TornPage| println!("the page is torn"),
    }
    .detach();
}

fn main() {
    extra_arguments(Deferred::succeed("Chapter 1")).catch(|TornPage: TornPage| ()).detach();

    read(with_both(Deferred::succeed("Chapter 2")));
    read(with_both(Deferred::fail(TornPage)));

    read(with_finally(Deferred::succeed("Chapter 3")));
    read(with_finally(Deferred::fail(TornPage)));

    // Twisted's `addBoth` never runs here: nobody fires. `finally` does.
    let (resolver, page) = Page::pending();
    read(with_finally(page));
    println!("the author gives up");
    drop(resolver);
}
