"""What is around every request: limits, the log of requests, measures, spans."""
