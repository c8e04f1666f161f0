"""One or two pages for a client, in plain words."""
