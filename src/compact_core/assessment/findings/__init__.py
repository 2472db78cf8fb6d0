"""What answers come to, and what of it may be told. Values only; docs/method.md is the law."""
