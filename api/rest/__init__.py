"""Questions over HTTP: every path of the API."""
