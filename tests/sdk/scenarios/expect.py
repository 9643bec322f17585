"""What was expected, compared with what came."""
import json
import re

from .outcome import Failed


def shown(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def same(what, came, expected):
    """Compared as JSON, so 1, "1" and true differ."""
    if shown(came) != shown(expected):
        raise Failed(f'{what}\n  expected  {shown(expected)}\n  came      {shown(came)}')


def pattern(text):
    """The regular expression of a text in which `*` stands for any text, as in the control API."""
    return '.*'.join(map(re.escape, text.split('*')))


def matches(what, came, expected):
    """As `same`, but for texts that hold a `*`."""
    if isinstance(expected, str) and isinstance(came, str) and re.fullmatch(pattern(expected), came, re.DOTALL):
        return
    same(what, came, expected)
