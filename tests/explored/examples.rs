//! The programs themselves.

#[path = "../../examples/crawl.rs"]
pub mod crawl;
#[path = "../../examples/guide_add_both.rs"]
pub mod guide_add_both;
#[path = "../../examples/guide_add_callbacks.rs"]
pub mod guide_add_callbacks;
#[path = "../../examples/guide_chaining.rs"]
pub mod guide_chaining;
#[path = "../../examples/guide_deferred_list.rs"]
pub mod guide_deferred_list;
#[path = "../../examples/guide_errbacks.rs"]
pub mod guide_errbacks;
#[path = "../../examples/guide_get_dummy_data.rs"]
pub mod guide_get_dummy_data;
#[path = "../../examples/guide_getter.rs"]
pub mod guide_getter;
#[path = "../../examples/guide_maybe_deferred.rs"]
pub mod guide_maybe_deferred;
#[path = "../../examples/guide_visual_explanation.rs"]
pub mod guide_visual_explanation;
#[path = "../../examples/plugins.rs"]
pub mod plugins;
#[path = "../../examples/script.rs"]
pub mod script;
