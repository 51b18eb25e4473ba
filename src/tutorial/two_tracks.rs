fn shown(d: Deferred<i32, (Timeout,)>) -> Deferred<String> {
    chain! {
        d;
        then |n| if n % 2 == 0 { Ok(n * 10) } else { Err(NotFound) },
        catch |_: NotFound| 0,
        catch |_: Timeout| -1,
        then |n| format!("<b>{n}</b>"),
    }
}
