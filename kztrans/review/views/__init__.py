"""The pages: one module each, functions from a request to an answer."""
