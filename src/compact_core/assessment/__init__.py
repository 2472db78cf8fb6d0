"""Assessment of a partnership: who is asked, what they answer, and what is found. The method is docs/method.md."""
