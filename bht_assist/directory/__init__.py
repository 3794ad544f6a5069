"""The directory's coming and going: import, export, and keeping it up to date."""
