//! `attribute_on_a_struct`, mended: it stands before the method.

use deferred::raises;

#[derive(Debug)]
struct Missing;

struct Page(&'static str);

impl Page {
    #[raises(Missing)]
    fn word(&self) -> &str {
        Ok(self.0.split(' ').next().ok_or(Missing)?)
    }
}

fn main() {
    assert_eq!(Page("page 1").word().unwrap(), "page");
}
