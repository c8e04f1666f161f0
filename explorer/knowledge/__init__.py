"""The knowledge base file: reading it, checking it, writing it."""
