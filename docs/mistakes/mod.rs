//! The mistakes that do not compile: a page for each code that a message carries, as in `[E-both-takes-outcome]`.
//!
//! A page has what Twisted's user would see at run time, what the compiler says, and the program as it was meant.

/// Several errors in the parameter of a handler.
///
#[doc = include_str!("E-alternatives-in-a-parameter.md")]
pub mod e_alternatives_in_a_parameter {}
/// A chain in angle brackets.
///
#[doc = include_str!("E-angle-brackets.md")]
pub mod e_angle_brackets {}
/// A further argument of a call, borrowed from the caller.
///
#[doc = include_str!("E-argument-borrowed-from-the-caller.md")]
pub mod e_argument_borrowed_from_the_caller {}
/// A closure with an arrow between its parameter and its body.
///
#[doc = include_str!("E-arrow-in-a-closure.md")]
pub mod e_arrow_in_a_closure {}
/// An async callback that is lent what it looks at.
///
#[doc = include_str!("E-async-callback.md")]
pub mod e_async_callback {}
/// An async callback with a `?` in it, which ends with `Ok(..)` and never says of which `Result`.
///
#[doc = include_str!("E-async-callback-leaves-its-error-open.md")]
pub mod e_async_callback_leaves_its_error_open {}
/// `#[raises(..)]` with its errors separated by `|`.
///
#[doc = include_str!("E-bars-between-errors.md")]
pub mod e_bars_between_errors {}
/// A typing error in the body of a callback.
///
#[doc = include_str!("E-body-does-not-compile.md")]
pub mod e_body_does_not_compile {}
/// A closure without a body.
///
#[doc = include_str!("E-body-missing.md")]
pub mod e_body_missing {}
/// `both` as a method, with a function that takes the value.
///
#[doc = include_str!("E-both-takes-outcome.md")]
pub mod e_both_takes_outcome {}
/// `both` as a method, with a callback whose body uses the outcome as the value.
///
#[doc = include_str!("E-both-uses-the-value.md")]
pub mod e_both_uses_the_value {}
/// A callback whose branches give Deferreds with different errors.
///
#[doc = include_str!("E-branches-with-different-errors.md")]
pub mod e_branches_with_different_errors {}
/// A call with further arguments, that does not say where the result goes.
///
#[doc = include_str!("E-call-without-the-result.md")]
pub mod e_call_without_the_result {}
/// A callback added to a Deferred, after it went into a list (case 38 of Twisted's edge cases).
///
#[doc = include_str!("E-callback-added-after-it-went-into-a-list.md")]
pub mod e_callback_added_after_it_went_into_a_list {}
/// A callback that awaits another Deferred.
///
#[doc = include_str!("E-callback-awaits.md")]
pub mod e_callback_awaits {}
/// A callback that borrows a variable of the function that attached it.
///
#[doc = include_str!("E-callback-borrows.md")]
pub mod e_callback_borrows {}
/// A callback that keeps a reference which its function was given.
///
#[doc = include_str!("E-callback-borrows-a-parameter.md")]
pub mod e_callback_borrows_a_parameter {}
/// A callback that gives a reference into the value that it was given.
///
#[doc = include_str!("E-callback-borrows-its-argument.md")]
pub mod e_callback_borrows_its_argument {}
/// A callback that counts in a variable of the function that attached it.
///
#[doc = include_str!("E-callback-counts-in-a-borrow.md")]
pub mod e_callback_counts_in_a_borrow {}
/// `then` as a method, with a callback that gives a plain value.
///
#[doc = include_str!("E-callback-gives-a-plain-value.md")]
pub mod e_callback_gives_a_plain_value {}
/// A handler as a method, which gives a number where the chain carries a page.
///
#[doc = include_str!("E-callback-gives-another-type.md")]
pub mod e_callback_gives_another_type {}
/// A callback that looks at the value, and forgets to pass it on.
///
#[doc = include_str!("E-callback-gives-nothing.md")]
pub mod e_callback_gives_nothing {}
/// A callback of a chain that crosses threads holds an `Rc`.
///
#[doc = include_str!("E-callback-is-not-send.md")]
pub mod e_callback_is_not_send {}
/// A callback that gives `Ok(..)`, and never says of which `Result`.
///
#[doc = include_str!("E-callback-leaves-its-error-open.md")]
pub mod e_callback_leaves_its_error_open {}
/// A stage without a callback.
///
#[doc = include_str!("E-callback-missing.md")]
pub mod e_callback_missing {}
/// A variable moved into two callbacks.
///
#[doc = include_str!("E-callback-moves-what-is-used-again.md")]
pub mod e_callback_moves_what_is_used_again {}
/// A method's callback with two parameters.
///
#[doc = include_str!("E-callback-of-two.md")]
pub mod e_callback_of_two {}
/// A callback in which two operations fail with different errors.
///
#[doc = include_str!("E-callback-uses-two-kinds-of-error.md")]
pub mod e_callback_uses_two_kinds_of_error {}
/// Cancelling a chain behind the handler of that very cancel.
///
#[doc = include_str!("E-cancel-of-what-cannot-be-cancelled.md")]
pub mod e_cancel_of_what_cannot_be_cancelled {}
/// A handler whose parameter is its error's pattern, without a type.
///
#[doc = include_str!("E-catch-names-no-error.md")]
pub mod e_catch_names_no_error {}
/// A handler for one variant of an error.
///
#[doc = include_str!("E-catch-of-a-variant.md")]
pub mod e_catch_of_a_variant {}
/// A handler of a cancel, in a chain that cannot be cancelled.
///
#[doc = include_str!("E-catch-of-what-cannot-happen.md")]
pub mod e_catch_of_what_cannot_happen {}
/// `catch` as a method, with a handler that does not say which error it takes.
///
#[doc = include_str!("E-catch-without-a-type.md")]
pub mod e_catch_without_a_type {}
/// A closure kept in a variable, and then named in a chain.
///
#[doc = include_str!("E-closure-in-a-variable.md")]
pub mod e_closure_in_a_variable {}
/// A comma too many.
///
#[doc = include_str!("E-comma-too-many.md")]
pub mod e_comma_too_many {}
/// Errors separated by commas, in a handler of several.
///
#[doc = include_str!("E-commas-between-errors.md")]
pub mod e_commas_between_errors {}
/// A Deferred cloned, to be used twice.
///
#[doc = include_str!("E-deferred-cloned.md")]
pub mod e_deferred_cloned {}
/// A chain that nobody looks at.
///
#[doc = include_str!("E-deferred-ignored.md")]
pub mod e_deferred_ignored {}
/// A concrete error that is taken out of another concrete one.
///
#[doc = include_str!("E-downcast-of-no-dynamic-error.md")]
pub mod e_downcast_of_no_dynamic_error {}
/// An `else` set off from its `then` by a comma.
///
#[doc = include_str!("E-else-apart.md")]
pub mod e_else_apart {}
/// A chain of nothing.
///
#[doc = include_str!("E-empty-chain.md")]
pub mod e_empty_chain {}
/// Errors of a set made into an error of another kind, for which one of them has no `From`.
///
#[doc = include_str!("E-enum-misses-an-error.md")]
pub mod e_enum_misses_an_error {}
/// A callback that fails with an error that cannot be printed.
///
#[doc = include_str!("E-error-is-not-debug.md")]
pub mod e_error_is_not_debug {}
/// An error that borrows.
///
#[doc = include_str!("E-error-is-not-static.md")]
pub mod e_error_is_not_static {}
/// A chain let go of while an error may still be in flight.
///
#[doc = include_str!("E-errors-left.md")]
pub mod e_errors_left {}
/// A pair made without saying with which errors, and a handler of one of them.
///
#[doc = include_str!("E-errors-not-told.md")]
pub mod e_errors_not_told {}
/// One of several errors made of an error that is none of them.
///
#[doc = include_str!("E-fails-with-another-error.md")]
pub mod e_fails_with_another_error {}
/// A handler prints the failure with `{}`, and its errors are not `Display`.
///
#[doc = include_str!("E-failure-cannot-be-displayed.md")]
pub mod e_failure_cannot_be_displayed {}
/// A failure matched as if it were the error.
///
#[doc = include_str!("E-failure-matched-as-the-error.md")]
pub mod e_failure_matched_as_the_error {}
/// A `finally` that wants to go on with something else.
///
#[doc = include_str!("E-finally-gives-a-value.md")]
pub mod e_finally_gives_a_value {}
/// A `finally` that takes the value, and behind it a `then` that takes something else.
///
#[doc = include_str!("E-finally-takes-a-value.md")]
pub mod e_finally_takes_a_value {}
/// A Deferred fired in a loop.
///
#[doc = include_str!("E-fired-in-a-loop.md")]
pub mod e_fired_in_a_loop {}
/// A Deferred fired twice (case 5 of Twisted's edge cases).
///
#[doc = include_str!("E-fired-twice.md")]
pub mod e_fired_twice {}
/// A Deferred fired with a value, and then with an error.
///
#[doc = include_str!("E-fired-with-a-value-and-then-an-error.md")]
pub mod e_fired_with_a_value_and_then_an_error {}
/// A Deferred fired with a value of another type than was promised.
///
#[doc = include_str!("E-fired-with-another-type.md")]
pub mod e_fired_with_another_type {}
/// A chain in a function that is generic over the flavour.
///
#[doc = include_str!("E-flavour-is-open.md")]
pub mod e_flavour_is_open {}
/// A Deferred made of a future that gives a `Result` with a plain error.
///
#[doc = include_str!("E-future-gives-no-outcome.md")]
pub mod e_future_gives_no_outcome {}
/// A chain that crosses threads, with an async callback whose future holds an `Rc`.
///
#[doc = include_str!("E-future-is-not-send.md")]
pub mod e_future_is_not_send {}
/// A callback of the method `map` that gives a future.
///
#[doc = include_str!("E-future-not-awaited.md")]
pub mod e_future_not_awaited {}
/// A pipeline that lets an error escape, handed to a function which allows none.
///
#[doc = include_str!("E-handed-to-an-api-that-takes-no-errors.md")]
pub mod e_handed_to_an_api_that_takes_no_errors {}
/// A Deferred that may fail, handed to a function that takes only such as cannot.
///
#[doc = include_str!("E-handed-to-who-takes-no-errors.md")]
pub mod e_handed_to_who_takes_no_errors {}
/// A handler that answers with a Deferred of another type than the chain carries.
///
#[doc = include_str!("E-handler-gives-another-type.md")]
pub mod e_handler_gives_another_type {}
/// A handler given as a function of one error, with no error named before it.
///
#[doc = include_str!("E-handler-takes-another-error.md")]
pub mod e_handler_takes_another_error {}
/// An `inspect` that changes the value.
///
#[doc = include_str!("E-inspect-changes-the-value.md")]
pub mod e_inspect_changes_the_value {}
/// An `inspect` that hands the value to a function that takes it.
///
#[doc = include_str!("E-inspect-consumes.md")]
pub mod e_inspect_consumes {}
/// An `inspect` that gives a value.
///
#[doc = include_str!("E-inspect-gives-a-value.md")]
pub mod e_inspect_gives_a_value {}
/// An `inspect` that takes the value apart.
///
#[doc = include_str!("E-inspect-moves-out.md")]
pub mod e_inspect_moves_out {}
/// An `inspect` whose parameter is annotated with the value's type.
///
#[doc = include_str!("E-inspect-takes-a-reference.md")]
pub mod e_inspect_takes_a_reference {}
/// A promise of fewer errors than the members have together.
///
#[doc = include_str!("E-join-given-to-what-takes-less.md")]
pub mod e_join_given_to_what_takes_less {}
/// Deferreds of two types, gathered as a tuple.
///
#[doc = include_str!("E-join-of-no-deferred.md")]
pub mod e_join_of_no_deferred {}
/// Waiting for nothing at all. Twisted's case 30.
///
#[doc = include_str!("E-join-of-nothing.md")]
pub mod e_join_of_nothing {}
/// More members of different types than a tuple has places here.
///
#[doc = include_str!("E-join-of-too-many.md")]
pub mod e_join_of_too_many {}
/// A further argument, used again after it was given to a call in the chain.
///
#[doc = include_str!("E-lent-argument-used-again.md")]
pub mod e_lent_argument_used_again {}
/// A `match_error!` with an arm that takes whatever is left, as that of a `match` may.
///
#[doc = include_str!("E-match-arm.md")]
pub mod e_match_arm {}
/// A `match_error!` that has forgotten one of the errors.
///
#[doc = include_str!("E-match-misses-an-error.md")]
pub mod e_match_misses_an_error {}
/// `match_error!` of a single error, or of an outcome without an arm for its value.
///
#[doc = include_str!("E-match-of-no-error.md")]
pub mod e_match_of_no_error {}
/// A `match_error!` with an arm for an error that cannot be there.
///
#[doc = include_str!("E-match-of-what-cannot-happen.md")]
pub mod e_match_of_what_cannot_happen {}
/// `maybe` as a stage.
///
#[doc = include_str!("E-maybe-in-the-middle.md")]
pub mod e_maybe_in_the_middle {}
/// `then` as a method, with a callback that fails with an error which was not in flight.
///
#[doc = include_str!("E-method-adds-an-error.md")]
pub mod e_method_adds_an_error {}
/// A method called on a Deferred, after it went into a list.
///
#[doc = include_str!("E-method-on-one-that-went-into-a-list.md")]
pub mod e_method_on_one_that_went_into_a_list {}
/// A `catch` that lists an error under two names.
///
#[doc = include_str!("E-named-twice.md")]
pub mod e_named_twice {}
/// A handler of several errors, without the arrow.
///
#[doc = include_str!("E-no-arrow.md")]
pub mod e_no_arrow {}
/// A value, where a callback is expected.
///
#[doc = include_str!("E-no-callback.md")]
pub mod e_no_callback {}
/// A picture of a function in which there is no chain.
///
#[doc = include_str!("E-no-chain.md")]
pub mod e_no_chain {}
/// A wait by something that is no clock.
///
#[doc = include_str!("E-no-clock.md")]
pub mod e_no_clock {}
/// No comma between two stages.
///
#[doc = include_str!("E-no-comma.md")]
pub mod e_no_comma {}
/// A `catch` with `_` where the errors are named, as in the last arm of a `match`.
///
#[doc = include_str!("E-no-errors-named.md")]
pub mod e_no_errors_named {}
/// `via` something that runs no jobs.
///
#[doc = include_str!("E-no-executor.md")]
pub mod e_no_executor {}
/// A `fold` whose start stands before the items.
///
#[doc = include_str!("E-no-items.md")]
pub mod e_no_items {}
/// An attribute that would take a stage away.
///
#[doc = include_str!("E-no-lint.md")]
pub mod e_no_lint {}
/// A Deferred that is made alone.
///
#[doc = include_str!("E-no-resolver.md")]
pub mod e_no_resolver {}
/// A comma after the source, as between stages.
///
#[doc = include_str!("E-no-semicolon.md")]
pub mod e_no_semicolon {}
/// A single error, written without the tuple.
///
#[doc = include_str!("E-no-set-of-errors.md")]
pub mod e_no_set_of_errors {}
/// A semicolon, and no source before it.
///
#[doc = include_str!("E-no-source.md")]
pub mod e_no_source {}
/// A chain whose source was forgotten, used as a Deferred.
///
#[doc = include_str!("E-no-source-where-a-deferred-is-needed.md")]
pub mod e_no_source_where_a_deferred_is_needed {}
/// A resolver fired by the name that Twisted has for it.
///
#[doc = include_str!("E-no-such-method.md")]
pub mod e_no_such_method {}
/// Asking a report for its error as `&dyn Error`, with a type among those named that is none.
///
#[doc = include_str!("E-not-a-std-error.md")]
pub mod e_not_a_std_error {}
/// The callback of a method holds an `Rc`, and the Deferred crosses threads.
///
#[doc = include_str!("E-not-send.md")]
pub mod e_not_send {}
/// A handler for whatever is left, where nothing is left.
///
#[doc = include_str!("E-nothing-to-catch.md")]
pub mod e_nothing_to_catch {}
/// An errback beside a callback, in a function that promises that nothing can go wrong.
///
#[doc = include_str!("E-pair-expected-to-handle-its-own-error-return.md")]
pub mod e_pair_expected_to_handle_its_own_error_return {}
/// `then_else` as a method, with two sides that give different types.
///
#[doc = include_str!("E-pair-gives-two-types.md")]
pub mod e_pair_gives_two_types {}
/// A closure whose parameters have no end.
///
#[doc = include_str!("E-parameters-have-no-end.md")]
pub mod e_parameters_have_no_end {}
/// A pipeline that stands by itself, and does not say what it takes.
///
#[doc = include_str!("E-pipeline-not-told-what-it-takes.md")]
pub mod e_pipeline_not_told_what_it_takes {}
/// A pipeline that says `for`, but not of what.
///
#[doc = include_str!("E-pipeline-of-no-type.md")]
pub mod e_pipeline_of_no_type {}
/// A pipeline made for another value than comes to it.
///
#[doc = include_str!("E-pipeline-takes-another-deferred.md")]
pub mod e_pipeline_takes_another_deferred {}
/// `trap` with the error alone: "method takes 2 generic arguments but 1 generic argument was supplied".
///
#[doc = include_str!("E-place-left-away.md")]
pub mod e_place_left_away {}
/// A plug-in for a host whose trait demands that no error escapes, and one does.
///
#[doc = include_str!("E-plugin-lets-an-error-through.md")]
pub mod e_plugin_lets_an_error_through {}
/// A `?` in a function with `#[raises(..)]` that is asked of something whose type is found out only behind it.
///
#[doc = include_str!("E-question-mark-before-the-type.md")]
pub mod e_question_mark_before_the_type {}
/// A callback that takes the value out of another Deferred with `?`.
///
#[doc = include_str!("E-question-mark-on-a-deferred.md")]
pub mod e_question_mark_on_a_deferred {}
/// `raises ?`: which errors can be in flight at this point?
///
#[doc = include_str!("E-raises-asks.md")]
pub mod e_raises_asks {}
/// `#[raises(..)]` before something that is no function.
///
#[doc = include_str!("E-raises-before-no-function.md")]
pub mod e_raises_before_no_function {}
/// A function with `#[raises(..)]` that says it gives a `Result`.
///
#[doc = include_str!("E-raises-gives-a-result.md")]
pub mod e_raises_gives_a_result {}
/// `raises_at_most` where the signature promises less than can happen.
///
#[doc = include_str!("E-raises-too-little.md")]
pub mod e_raises_too_little {}
/// `raises` as a method, which names an error that cannot be in flight.
///
#[doc = include_str!("E-raises-too-much.md")]
pub mod e_raises_too_much {}
/// A resolver cloned, so that two may fire.
///
#[doc = include_str!("E-resolver-cloned.md")]
pub mod e_resolver_cloned {}
/// A resolver that nobody keeps.
///
#[doc = include_str!("E-resolver-ignored.md")]
pub mod e_resolver_ignored {}
/// The `_` of a call stands inside another call.
///
#[doc = include_str!("E-result-inside-a-call.md")]
pub mod e_result_inside_a_call {}
/// A call that asks for the result twice.
///
#[doc = include_str!("E-result-twice.md")]
pub mod e_result_twice {}
/// Attempting again and again what nothing can cancel.
///
#[doc = include_str!("E-retry-of-what-cannot-be-cancelled.md")]
pub mod e_retry_of_what_cannot_be_cancelled {}
/// A function that promises the right errors, in another order than the chain has them.
///
#[doc = include_str!("E-returned-in-another-order.md")]
pub mod e_returned_in_another_order {}
/// One Deferred returned from the callbacks of two chains (case 14 of Twisted's edge cases).
///
#[doc = include_str!("E-returned-to-two-chains.md")]
pub mod e_returned_to_two_chains {}
/// A function that promises that nothing can go wrong, and returns a chain that can fail.
///
#[doc = include_str!("E-returned-where-none-is-promised.md")]
pub mod e_returned_where_none_is_promised {}
/// A function that promises one error, and returns a chain with another.
///
#[doc = include_str!("E-returned-where-others-are-promised.md")]
pub mod e_returned_where_others_are_promised {}
/// A function that promises more errors than its chain can raise.
///
#[doc = include_str!("E-returned-with-fewer-than-promised.md")]
pub mod e_returned_with_fewer_than_promised {}
/// An async block in `run!`, which ends with `Ok(..)` and never says of which `Result`.
///
#[doc = include_str!("E-run-leaves-its-error-open.md")]
pub mod e_run_leaves_its_error_open {}
/// The function `run` on a future that gives a `Result` with a plain error, or with one of several.
///
#[doc = include_str!("E-run-of-no-outcome.md")]
pub mod e_run_of_no_outcome {}
/// `run!` without a future.
///
#[doc = include_str!("E-run-of-nothing.md")]
pub mod e_run_of_nothing {}
/// A function that ends in a chain, with a semicolon behind it.
///
#[doc = include_str!("E-semicolon-behind-the-chain.md")]
pub mod e_semicolon_behind_the_chain {}
/// A function for whatever can be in flight, which handles all of it.
///
#[doc = include_str!("E-set-is-not-known.md")]
pub mod e_set_is_not_known {}
/// A Deferred is shared whose error cannot be cloned.
///
#[doc = include_str!("E-share-of-what-is-not-clone.md")]
pub mod e_share_of_what_is_not_clone {}
/// A plain Deferred, cancelled from another thread.
///
#[doc = include_str!("E-stays-on-its-thread.md")]
pub mod e_stays_on_its_thread {}
/// A step of a loop that waits for nothing.
///
#[doc = include_str!("E-step-gives-no-control-flow.md")]
pub mod e_step_gives_no_control_flow {}
/// A task that runs on any thread awaits a plain Deferred, as with `tokio::spawn`.
///
#[doc = include_str!("E-task-stays-on-its-thread.md")]
pub mod e_task_stays_on_its_thread {}
/// A call with further arguments, whose first parameter is of another type than the chain carries.
///
#[doc = include_str!("E-then-calls-with-arguments-another-type.md")]
pub mod e_then_calls_with_arguments_another_type {}
/// A `finally` that takes the value, and behind it a `then` that takes something else.
///
#[doc = include_str!("E-then-takes-another-type.md")]
pub mod e_then_takes_another_type {}
/// A callback whose body takes its argument for something else.
///
#[doc = include_str!("E-then-uses-another-type.md")]
pub mod e_then_uses_another_type {}
/// A `timeout` in a chain that has no clock.
///
#[doc = include_str!("E-timeout-arguments.md")]
pub mod e_timeout_arguments {}
/// A handler of `timeout_with` that takes only the outcome.
///
#[doc = include_str!("E-timeout-handler-takes-another-type.md")]
pub mod e_timeout_handler_takes_another_type {}
/// A timeout on a chain that has handled its cancel already.
///
#[doc = include_str!("E-timeout-of-what-cannot-be-cancelled.md")]
pub mod e_timeout_of_what_cannot_be_cancelled {}
/// A call that is to come later, and whose timer nobody keeps.
///
#[doc = include_str!("E-timer-ignored.md")]
pub mod e_timer_ignored {}
/// A callback without a parameter.
///
#[doc = include_str!("E-too-few-parameters.md")]
pub mod e_too_few_parameters {}
/// A chain in which more than sixteen errors would be in flight.
///
#[doc = include_str!("E-too-many-errors.md")]
pub mod e_too_many_errors {}
/// A `finally` that wants the value and the failure in two parameters.
///
#[doc = include_str!("E-too-many-parameters.md")]
pub mod e_too_many_parameters {}
/// A callback of a chain that crosses threads gives a Deferred that stays on its thread.
///
#[doc = include_str!("E-two-flavours.md")]
pub mod e_two_flavours {}
/// Two Deferreds with different errors, put into one list.
///
#[doc = include_str!("E-two-lists-of-errors-in-one-list.md")]
pub mod e_two_lists_of_errors_in_one_list {}
/// A callback whose block is never closed.
///
#[doc = include_str!("E-unclosed-brace.md")]
pub mod e_unclosed_brace {}
/// A body that ends with a dot, as while somebody types.
///
#[doc = include_str!("E-unfinished-body.md")]
pub mod e_unfinished_body {}
/// An error that does not exist.
///
#[doc = include_str!("E-unknown-error.md")]
pub mod e_unknown_error {}
/// A function that does not exist.
///
#[doc = include_str!("E-unknown-function.md")]
pub mod e_unknown_function {}
/// A stage by the name of Twisted's method.
///
#[doc = include_str!("E-unknown-stage.md")]
pub mod e_unknown_stage {}
/// The value taken out of a Deferred with `unwrap`, as out of a `Result`.
///
#[doc = include_str!("E-unwrap-of-a-deferred.md")]
pub mod e_unwrap_of_a_deferred {}
/// A Deferred used again, after its result was sent on to another one.
///
#[doc = include_str!("E-used-after-chain-into.md")]
pub mod e_used_after_chain_into {}
/// A Deferred used again, after callbacks were attached to it, perhaps by one of them (case 3 of Twisted's edge cases).
///
#[doc = include_str!("E-used-after-it-was-chained.md")]
pub mod e_used_after_it_was_chained {}
/// A Deferred used again, after it was let go of.
///
#[doc = include_str!("E-used-after-it-was-detached.md")]
pub mod e_used_after_it_was_detached {}
/// A Deferred used again, after it was returned from a callback (case 13 of Twisted's edge cases).
///
#[doc = include_str!("E-used-after-it-was-returned.md")]
pub mod e_used_after_it_was_returned {}
/// A chain that crosses threads comes to an `Rc`.
///
#[doc = include_str!("E-value-is-not-send.md")]
pub mod e_value_is_not_send {}
/// A Deferred of a reference into a local variable.
///
#[doc = include_str!("E-value-is-not-static.md")]
pub mod e_value_is_not_static {}
