"""An offline guided-conversation assistant for behavioral-health staff."""

__version__ = "0.1.0"
