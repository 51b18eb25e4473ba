// Code: E-async-callback-leaves-its-error-open
// Words: rustc's own (E0282)
//! An async callback with a `?` in it, which ends with `Ok(..)` and never says of which `Result`.
//!
//! In Twisted a coroutine raises whatever it raises, and the Deferred fails with that.
//!
//! A `?` turns the error that it is given into one of what the callback gives, and from `Ok(size)` alone nobody can know what that is. It is the same
//! with a `?` in a callback that is not async.
//!
//! The fix: say it, `Ok::<_, Gone>(size)`. Or write an async function with `#[raises(Gone)]` before it, whose `?` merges several errors.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Gone;

async fn size_of(page: &str) -> Result<usize, Gone> {
    Ok(page.len())
}

fn main() {
    let size = chain! {
        Deferred::<&str>::succeed("page");
        then async |page| {
            let size = size_of(page).await?;
            Ok(size + 1)
        },
        catch |_: Gone| 0,
    };
    size.detach();
}
