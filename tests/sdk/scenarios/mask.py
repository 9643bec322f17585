"""Takes out of an answer what is bound to differ between two sides, and what nobody should read."""
import re
import urllib.parse

REQUEST_ID = re.compile(r'\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b')


class Mask:
    """`words`: what to write in the place of each text, the one that comes first going first."""

    def __init__(self, words):
        self._words = [(form, name) for name, text in words.items() if text
                       for form in (text, urllib.parse.quote(text, safe=''), urllib.parse.quote_plus(text))]

    def __call__(self, value):
        if isinstance(value, dict):
            return {name: self(member) for name, member in value.items()}
        if isinstance(value, (list, tuple)):
            return [self(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text):
        for form, name in self._words:
            text = text.replace(form, f'<{name}>')
        return REQUEST_ID.sub('<RequestId>', text)
