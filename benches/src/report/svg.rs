//! The report as a picture: a panel for each workload, a bar for each contender, as long as its time beside the
//! shortest one on a logarithmic scale.

use super::{Entry, Measured, Report};
use crate::contenders::Kind;
use std::fmt::{self, Display};

const COLUMNS: usize = 2;
const PANEL_WIDTH: f64 = 560.0;
const LABELS: f64 = 235.0;
const FIGURES: f64 = 105.0;
const ROW: f64 = 19.0;
const HEADING: f64 = 30.0;
const GAP: f64 = 20.0;
const TOP: f64 = 52.0;

/// A page may be light or dark: the picture follows it.
const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 }
.heading { font-weight: 600 }
.quiet { fill: #59636e }
.end { text-anchor: end }
.ours { fill: #1a7f37 }
.by-hand { fill: #6e7781 }
.crate { fill: #0969da }
.peer { fill: #bc4c00 }
.line { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.quiet { fill: #9198a1 }
.ours { fill: #3fb950 }
.by-hand { fill: #8b949e }
.crate { fill: #4493f8 }
.peer { fill: #db6d28 }
.line { stroke: #3d444d }
}";

impl Report {
    /// An SVG document.
    pub fn svg(&self) -> String {
        let mut heights = vec![TOP; COLUMNS];
        let mut panels = Vec::new();
        for measured in &self.workloads {
            let column = (0..COLUMNS).min_by(|a, b| heights[*a].total_cmp(&heights[*b])).unwrap_or(0);
            let x = GAP + column as f64 * (PANEL_WIDTH + GAP);
            panels.push(Panel { measured, x, y: heights[column] });
            heights[column] += HEADING + ROW * measured.results.len() as f64 + GAP;
        }
        let width = GAP + COLUMNS as f64 * (PANEL_WIDTH + GAP);
        let height = heights.into_iter().fold(TOP, f64::max);
        let panels: String = panels.iter().map(Panel::to_string).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-label=\"Nanoseconds and ratios of each contender in each workload\">\n\
             <style>\n{STYLE}\n</style>\n{}{panels}</svg>\n",
            self.legend()
        )
    }

    fn legend(&self) -> String {
        let line = text(
            GAP,
            42.0,
            "quiet",
            &format!(
                "bars: time on a logarithmic scale; figures: ns for one operation, and the ratio to chain!. {}, {}",
                self.machine.processor, self.machine.rustc
            ),
        );
        text(GAP, 22.0, "title", "A chain of ten stages, beside others") + &line
    }
}

struct Panel<'a> {
    measured: &'a Measured,
    x: f64,
    y: f64,
}

impl Panel<'_> {
    /// The shortest time still has a bar; the longest fills the place that there is.
    fn bar(&self, nanoseconds: f64) -> f64 {
        let times = || self.measured.results.iter().map(|entry| entry.nanoseconds);
        let shortest = times().fold(f64::MAX, f64::min) / 1.5;
        let longest = times().fold(shortest * 10.0, f64::max);
        (PANEL_WIDTH - LABELS - FIGURES) * (nanoseconds / shortest).ln() / (longest / shortest).ln()
    }

    fn row(&self, f: &mut fmt::Formatter<'_>, entry: &Entry, y: f64) -> fmt::Result {
        let start = self.x + LABELS;
        let bar = self.bar(entry.nanoseconds);
        let ratio = entry.ratio.map_or_else(String::new, |ratio| format!(" \u{b7} {}", figure(ratio)));
        let figures = figure(entry.nanoseconds) + &ratio;
        let class = entry.kind.class();
        f.write_str(&text(start - 8.0, y + 13.0, "end", &entry.name))?;
        writeln!(
            f,
            "<rect class=\"{class}\" x=\"{start}\" y=\"{:.1}\" width=\"{bar:.1}\" height=\"{}\" rx=\"2\"/>",
            y + 2.0,
            ROW - 5.0
        )?;
        f.write_str(&text(start + bar + 6.0, y + 13.0, "quiet", &figures))
    }
}

impl Display for Panel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = format!("{}: {}", self.measured.workload, self.measured.title);
        f.write_str(&text(self.x, self.y + 16.0, "heading", &title))?;
        let line = self.y + 22.0;
        writeln!(
            f,
            "<line class=\"line\" x1=\"{}\" y1=\"{line}\" x2=\"{}\" y2=\"{line}\"/>",
            self.x,
            self.x + PANEL_WIDTH
        )?;
        let mut y = self.y + HEADING;
        for entry in &self.measured.results {
            self.row(f, entry, y)?;
            y += ROW;
        }
        Ok(())
    }
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Kind::Ours => "ours",
            Kind::ByHand => "by-hand",
            Kind::Library => "crate",
            Kind::Peer => "peer",
        }
    }
}

/// Three digits that matter.
fn figure(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.2}"),
        ..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

fn text(x: f64, y: f64, class: &str, content: &str) -> String {
    let content = content.replace('&', "&amp;").replace('<', "&lt;");
    format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{content}</text>\n")
}
