"""The terminal interface: reads what the core knows and shows it. The core never imports it."""
