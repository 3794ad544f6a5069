"""The vault: what is kept of conversations, sealed, and nothing of it lost."""
