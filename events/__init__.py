"""What was published: the event union, the event log and the corpus."""
