use deferred::Deferred;

fn log(page: &String) {
    println!("{page}");
}

fn main() {
    let page = Deferred::<_>::succeed(String::from("page"));
    page.inspect(log).detach();
}
