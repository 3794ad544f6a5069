"""The screen: a thin skin that renders views and sends messages. Only this room knows Textual."""
