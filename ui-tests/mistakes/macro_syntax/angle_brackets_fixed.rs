//! `angle_brackets`, mended: the chain is in braces.

fn main() {
    let shout = deferred::chain! { for String; then |page| page.to_uppercase() };
    let page = deferred::succeed(String::from("a page")).pipe(shout);
    assert_eq!(deferred::testing::success_result_of(page), "A PAGE");
}
