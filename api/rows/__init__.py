"""Many questions: rows as they arrive, and their results as they leave. Knows nothing of HTTP."""
