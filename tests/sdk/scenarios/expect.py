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


def fits(pattern, text):
    """`*` stands for any text, as in the control API."""
    return re.fullmatch('.*'.join(map(re.escape, pattern.split('*'))), text, re.DOTALL) is not None


def matches(what, came, pattern):
    """As `same`, but for texts that hold a `*`."""
    if isinstance(pattern, str) and isinstance(came, str) and fits(pattern, came):
        return
    same(what, came, pattern)
