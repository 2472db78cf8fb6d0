"""Who is asked, about what, until when; and the next round."""
