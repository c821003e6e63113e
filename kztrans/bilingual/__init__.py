"""What is known between two languages: which words and terms translate each other, which look alike.

Alignment, checks and extraction share it; it knows no texts, no beads and no files but its lexicons.
"""
