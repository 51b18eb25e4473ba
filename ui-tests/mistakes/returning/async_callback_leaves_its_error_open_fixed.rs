//! `async_callback_leaves_its_error_open`, mended: the `Ok(..)` says of which `Result` it is.

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
            Ok::<_, Gone>(size + 1)
        },
        catch |_: Gone| 0,
    };
    assert_eq!(deferred::testing::success_result_of(size), 5);
}
