//! The mistakes that do not compile: a page for each code that a message carries, as in `[E-both-takes-outcome]`.
//!
//! A page has what Twisted's user would see at run time, what the compiler says, and the program as it was meant.

#[doc = include_str!("E-alternatives-in-a-parameter.md")]
pub mod e_alternatives_in_a_parameter {}
#[doc = include_str!("E-angle-brackets.md")]
pub mod e_angle_brackets {}
#[doc = include_str!("E-argument-borrowed-from-the-caller.md")]
pub mod e_argument_borrowed_from_the_caller {}
#[doc = include_str!("E-arrow-in-a-closure.md")]
pub mod e_arrow_in_a_closure {}
#[doc = include_str!("E-async-callback.md")]
pub mod e_async_callback {}
#[doc = include_str!("E-async-callback-leaves-its-error-open.md")]
pub mod e_async_callback_leaves_its_error_open {}
#[doc = include_str!("E-bars-between-errors.md")]
pub mod e_bars_between_errors {}
#[doc = include_str!("E-body-does-not-compile.md")]
pub mod e_body_does_not_compile {}
#[doc = include_str!("E-body-missing.md")]
pub mod e_body_missing {}
#[doc = include_str!("E-both-takes-outcome.md")]
pub mod e_both_takes_outcome {}
#[doc = include_str!("E-both-uses-the-value.md")]
pub mod e_both_uses_the_value {}
#[doc = include_str!("E-branches-with-different-errors.md")]
pub mod e_branches_with_different_errors {}
#[doc = include_str!("E-call-without-the-result.md")]
pub mod e_call_without_the_result {}
#[doc = include_str!("E-callback-added-after-it-went-into-a-list.md")]
pub mod e_callback_added_after_it_went_into_a_list {}
#[doc = include_str!("E-callback-awaits.md")]
pub mod e_callback_awaits {}
#[doc = include_str!("E-callback-borrows.md")]
pub mod e_callback_borrows {}
#[doc = include_str!("E-callback-borrows-a-parameter.md")]
pub mod e_callback_borrows_a_parameter {}
#[doc = include_str!("E-callback-borrows-its-argument.md")]
pub mod e_callback_borrows_its_argument {}
#[doc = include_str!("E-callback-counts-in-a-borrow.md")]
pub mod e_callback_counts_in_a_borrow {}
#[doc = include_str!("E-callback-gives-a-plain-value.md")]
pub mod e_callback_gives_a_plain_value {}
#[doc = include_str!("E-callback-gives-another-type.md")]
pub mod e_callback_gives_another_type {}
#[doc = include_str!("E-callback-gives-nothing.md")]
pub mod e_callback_gives_nothing {}
#[doc = include_str!("E-callback-is-not-send.md")]
pub mod e_callback_is_not_send {}
#[doc = include_str!("E-callback-leaves-its-error-open.md")]
pub mod e_callback_leaves_its_error_open {}
#[doc = include_str!("E-callback-missing.md")]
pub mod e_callback_missing {}
#[doc = include_str!("E-callback-moves-what-is-used-again.md")]
pub mod e_callback_moves_what_is_used_again {}
#[doc = include_str!("E-callback-of-two.md")]
pub mod e_callback_of_two {}
#[doc = include_str!("E-callback-uses-two-kinds-of-error.md")]
pub mod e_callback_uses_two_kinds_of_error {}
#[doc = include_str!("E-cancel-of-what-cannot-be-cancelled.md")]
pub mod e_cancel_of_what_cannot_be_cancelled {}
#[doc = include_str!("E-catch-names-no-error.md")]
pub mod e_catch_names_no_error {}
#[doc = include_str!("E-catch-of-a-variant.md")]
pub mod e_catch_of_a_variant {}
#[doc = include_str!("E-catch-of-what-cannot-happen.md")]
pub mod e_catch_of_what_cannot_happen {}
#[doc = include_str!("E-catch-without-a-type.md")]
pub mod e_catch_without_a_type {}
#[doc = include_str!("E-closure-in-a-variable.md")]
pub mod e_closure_in_a_variable {}
#[doc = include_str!("E-comma-too-many.md")]
pub mod e_comma_too_many {}
#[doc = include_str!("E-commas-between-errors.md")]
pub mod e_commas_between_errors {}
#[doc = include_str!("E-deferred-cloned.md")]
pub mod e_deferred_cloned {}
#[doc = include_str!("E-deferred-ignored.md")]
pub mod e_deferred_ignored {}
#[doc = include_str!("E-downcast-of-no-dynamic-error.md")]
pub mod e_downcast_of_no_dynamic_error {}
#[doc = include_str!("E-else-apart.md")]
pub mod e_else_apart {}
#[doc = include_str!("E-empty-chain.md")]
pub mod e_empty_chain {}
#[doc = include_str!("E-enum-misses-an-error.md")]
pub mod e_enum_misses_an_error {}
#[doc = include_str!("E-error-is-not-debug.md")]
pub mod e_error_is_not_debug {}
#[doc = include_str!("E-error-is-not-static.md")]
pub mod e_error_is_not_static {}
#[doc = include_str!("E-errors-left.md")]
pub mod e_errors_left {}
#[doc = include_str!("E-errors-not-told.md")]
pub mod e_errors_not_told {}
#[doc = include_str!("E-fails-with-another-error.md")]
pub mod e_fails_with_another_error {}
#[doc = include_str!("E-failure-cannot-be-displayed.md")]
pub mod e_failure_cannot_be_displayed {}
#[doc = include_str!("E-failure-matched-as-the-error.md")]
pub mod e_failure_matched_as_the_error {}
#[doc = include_str!("E-finally-gives-a-value.md")]
pub mod e_finally_gives_a_value {}
#[doc = include_str!("E-finally-takes-a-value.md")]
pub mod e_finally_takes_a_value {}
#[doc = include_str!("E-fired-in-a-loop.md")]
pub mod e_fired_in_a_loop {}
#[doc = include_str!("E-fired-twice.md")]
pub mod e_fired_twice {}
#[doc = include_str!("E-fired-with-a-value-and-then-an-error.md")]
pub mod e_fired_with_a_value_and_then_an_error {}
#[doc = include_str!("E-fired-with-another-type.md")]
pub mod e_fired_with_another_type {}
#[doc = include_str!("E-flavour-is-open.md")]
pub mod e_flavour_is_open {}
#[doc = include_str!("E-future-gives-no-outcome.md")]
pub mod e_future_gives_no_outcome {}
#[doc = include_str!("E-future-is-not-send.md")]
pub mod e_future_is_not_send {}
#[doc = include_str!("E-future-not-awaited.md")]
pub mod e_future_not_awaited {}
#[doc = include_str!("E-handed-to-an-api-that-takes-no-errors.md")]
pub mod e_handed_to_an_api_that_takes_no_errors {}
#[doc = include_str!("E-handed-to-who-takes-no-errors.md")]
pub mod e_handed_to_who_takes_no_errors {}
#[doc = include_str!("E-handler-gives-another-type.md")]
pub mod e_handler_gives_another_type {}
#[doc = include_str!("E-handler-takes-another-error.md")]
pub mod e_handler_takes_another_error {}
#[doc = include_str!("E-inspect-changes-the-value.md")]
pub mod e_inspect_changes_the_value {}
#[doc = include_str!("E-inspect-consumes.md")]
pub mod e_inspect_consumes {}
#[doc = include_str!("E-inspect-gives-a-value.md")]
pub mod e_inspect_gives_a_value {}
#[doc = include_str!("E-inspect-moves-out.md")]
pub mod e_inspect_moves_out {}
#[doc = include_str!("E-inspect-takes-a-reference.md")]
pub mod e_inspect_takes_a_reference {}
#[doc = include_str!("E-join-given-to-what-takes-less.md")]
pub mod e_join_given_to_what_takes_less {}
#[doc = include_str!("E-join-of-no-deferred.md")]
pub mod e_join_of_no_deferred {}
#[doc = include_str!("E-join-of-nothing.md")]
pub mod e_join_of_nothing {}
#[doc = include_str!("E-join-of-too-many.md")]
pub mod e_join_of_too_many {}
#[doc = include_str!("E-lent-argument-used-again.md")]
pub mod e_lent_argument_used_again {}
#[doc = include_str!("E-match-arm.md")]
pub mod e_match_arm {}
#[doc = include_str!("E-match-misses-an-error.md")]
pub mod e_match_misses_an_error {}
#[doc = include_str!("E-match-of-no-error.md")]
pub mod e_match_of_no_error {}
#[doc = include_str!("E-match-of-what-cannot-happen.md")]
pub mod e_match_of_what_cannot_happen {}
#[doc = include_str!("E-maybe-in-the-middle.md")]
pub mod e_maybe_in_the_middle {}
#[doc = include_str!("E-method-adds-an-error.md")]
pub mod e_method_adds_an_error {}
#[doc = include_str!("E-method-on-one-that-went-into-a-list.md")]
pub mod e_method_on_one_that_went_into_a_list {}
#[doc = include_str!("E-named-twice.md")]
pub mod e_named_twice {}
#[doc = include_str!("E-no-arrow.md")]
pub mod e_no_arrow {}
#[doc = include_str!("E-no-callback.md")]
pub mod e_no_callback {}
#[doc = include_str!("E-no-chain.md")]
pub mod e_no_chain {}
#[doc = include_str!("E-no-clock.md")]
pub mod e_no_clock {}
#[doc = include_str!("E-no-comma.md")]
pub mod e_no_comma {}
#[doc = include_str!("E-no-errors-named.md")]
pub mod e_no_errors_named {}
#[doc = include_str!("E-no-executor.md")]
pub mod e_no_executor {}
#[doc = include_str!("E-no-items.md")]
pub mod e_no_items {}
#[doc = include_str!("E-no-lint.md")]
pub mod e_no_lint {}
#[doc = include_str!("E-no-semicolon.md")]
pub mod e_no_semicolon {}
#[doc = include_str!("E-no-set-of-errors.md")]
pub mod e_no_set_of_errors {}
#[doc = include_str!("E-no-source.md")]
pub mod e_no_source {}
#[doc = include_str!("E-no-source-where-a-deferred-is-needed.md")]
pub mod e_no_source_where_a_deferred_is_needed {}
#[doc = include_str!("E-no-such-method.md")]
pub mod e_no_such_method {}
#[doc = include_str!("E-not-a-std-error.md")]
pub mod e_not_a_std_error {}
#[doc = include_str!("E-not-send.md")]
pub mod e_not_send {}
#[doc = include_str!("E-nothing-to-catch.md")]
pub mod e_nothing_to_catch {}
#[doc = include_str!("E-pair-expected-to-handle-its-own-error-return.md")]
pub mod e_pair_expected_to_handle_its_own_error_return {}
#[doc = include_str!("E-pair-gives-two-types.md")]
pub mod e_pair_gives_two_types {}
#[doc = include_str!("E-parameters-have-no-end.md")]
pub mod e_parameters_have_no_end {}
#[doc = include_str!("E-pipeline-not-told-what-it-takes.md")]
pub mod e_pipeline_not_told_what_it_takes {}
#[doc = include_str!("E-pipeline-of-no-type.md")]
pub mod e_pipeline_of_no_type {}
#[doc = include_str!("E-pipeline-takes-another-deferred.md")]
pub mod e_pipeline_takes_another_deferred {}
#[doc = include_str!("E-place-left-away.md")]
pub mod e_place_left_away {}
#[doc = include_str!("E-plugin-lets-an-error-through.md")]
pub mod e_plugin_lets_an_error_through {}
#[doc = include_str!("E-question-mark-before-the-type.md")]
pub mod e_question_mark_before_the_type {}
#[doc = include_str!("E-question-mark-on-a-deferred.md")]
pub mod e_question_mark_on_a_deferred {}
#[doc = include_str!("E-raises-asks.md")]
pub mod e_raises_asks {}
#[doc = include_str!("E-raises-before-no-function.md")]
pub mod e_raises_before_no_function {}
#[doc = include_str!("E-raises-gives-a-result.md")]
pub mod e_raises_gives_a_result {}
#[doc = include_str!("E-raises-too-little.md")]
pub mod e_raises_too_little {}
#[doc = include_str!("E-raises-too-much.md")]
pub mod e_raises_too_much {}
#[doc = include_str!("E-resolver-cloned.md")]
pub mod e_resolver_cloned {}
#[doc = include_str!("E-resolver-ignored.md")]
pub mod e_resolver_ignored {}
#[doc = include_str!("E-result-inside-a-call.md")]
pub mod e_result_inside_a_call {}
#[doc = include_str!("E-result-twice.md")]
pub mod e_result_twice {}
#[doc = include_str!("E-retry-of-what-cannot-be-cancelled.md")]
pub mod e_retry_of_what_cannot_be_cancelled {}
#[doc = include_str!("E-returned-in-another-order.md")]
pub mod e_returned_in_another_order {}
#[doc = include_str!("E-returned-to-two-chains.md")]
pub mod e_returned_to_two_chains {}
#[doc = include_str!("E-returned-where-none-is-promised.md")]
pub mod e_returned_where_none_is_promised {}
#[doc = include_str!("E-returned-where-others-are-promised.md")]
pub mod e_returned_where_others_are_promised {}
#[doc = include_str!("E-returned-with-fewer-than-promised.md")]
pub mod e_returned_with_fewer_than_promised {}
#[doc = include_str!("E-run-leaves-its-error-open.md")]
pub mod e_run_leaves_its_error_open {}
#[doc = include_str!("E-run-of-no-outcome.md")]
pub mod e_run_of_no_outcome {}
#[doc = include_str!("E-run-of-nothing.md")]
pub mod e_run_of_nothing {}
#[doc = include_str!("E-semicolon-behind-the-chain.md")]
pub mod e_semicolon_behind_the_chain {}
#[doc = include_str!("E-set-is-not-known.md")]
pub mod e_set_is_not_known {}
#[doc = include_str!("E-share-of-what-is-not-clone.md")]
pub mod e_share_of_what_is_not_clone {}
#[doc = include_str!("E-stays-on-its-thread.md")]
pub mod e_stays_on_its_thread {}
#[doc = include_str!("E-step-gives-no-control-flow.md")]
pub mod e_step_gives_no_control_flow {}
#[doc = include_str!("E-task-stays-on-its-thread.md")]
pub mod e_task_stays_on_its_thread {}
#[doc = include_str!("E-then-calls-with-arguments-another-type.md")]
pub mod e_then_calls_with_arguments_another_type {}
#[doc = include_str!("E-then-takes-another-type.md")]
pub mod e_then_takes_another_type {}
#[doc = include_str!("E-then-uses-another-type.md")]
pub mod e_then_uses_another_type {}
#[doc = include_str!("E-timeout-arguments.md")]
pub mod e_timeout_arguments {}
#[doc = include_str!("E-timeout-handler-takes-another-type.md")]
pub mod e_timeout_handler_takes_another_type {}
#[doc = include_str!("E-timeout-of-what-cannot-be-cancelled.md")]
pub mod e_timeout_of_what_cannot_be_cancelled {}
#[doc = include_str!("E-timer-ignored.md")]
pub mod e_timer_ignored {}
#[doc = include_str!("E-too-few-parameters.md")]
pub mod e_too_few_parameters {}
#[doc = include_str!("E-too-many-errors.md")]
pub mod e_too_many_errors {}
#[doc = include_str!("E-too-many-parameters.md")]
pub mod e_too_many_parameters {}
#[doc = include_str!("E-two-flavours.md")]
pub mod e_two_flavours {}
#[doc = include_str!("E-two-lists-of-errors-in-one-list.md")]
pub mod e_two_lists_of_errors_in_one_list {}
#[doc = include_str!("E-unclosed-brace.md")]
pub mod e_unclosed_brace {}
#[doc = include_str!("E-unfinished-body.md")]
pub mod e_unfinished_body {}
#[doc = include_str!("E-unknown-error.md")]
pub mod e_unknown_error {}
#[doc = include_str!("E-unknown-function.md")]
pub mod e_unknown_function {}
#[doc = include_str!("E-unknown-stage.md")]
pub mod e_unknown_stage {}
#[doc = include_str!("E-unwrap-of-a-deferred.md")]
pub mod e_unwrap_of_a_deferred {}
#[doc = include_str!("E-used-after-chain-into.md")]
pub mod e_used_after_chain_into {}
#[doc = include_str!("E-used-after-it-was-chained.md")]
pub mod e_used_after_it_was_chained {}
#[doc = include_str!("E-used-after-it-was-detached.md")]
pub mod e_used_after_it_was_detached {}
#[doc = include_str!("E-used-after-it-was-returned.md")]
pub mod e_used_after_it_was_returned {}
#[doc = include_str!("E-value-is-not-send.md")]
pub mod e_value_is_not_send {}
#[doc = include_str!("E-value-is-not-static.md")]
pub mod e_value_is_not_static {}
