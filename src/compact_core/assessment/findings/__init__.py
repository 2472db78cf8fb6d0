"""What answers come to, and what of it may be shown. Values only; docs/method.md is the law."""
