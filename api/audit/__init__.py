"""What was given out: recording it, computing it anew, and the whole of it on a page."""
