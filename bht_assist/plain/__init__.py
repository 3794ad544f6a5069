"""The guided conversation as numbered lines, for screen readers, dumb terminals and scripts."""
