"""What a person did, kept: a new cut of a document takes in the work that is in the old file."""
