"""Random programs of Deferreds, and what Twisted makes of them. The language is described in README.md."""
