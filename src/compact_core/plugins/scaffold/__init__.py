"""The beginnings of what people write themselves: a code file, a plugin. Templates, and what fills them."""
