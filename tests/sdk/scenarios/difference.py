"""What the real service answered and the emulator did not, field by field.

Names, presence and JSON types of an answer are compared; of an error also its code, status and message, and what leads to
help. Values of an answer are not: the scenario itself says which must be equal.
"""
import re

from . import expect, surface

JSON_TYPES = {type(None): 'null', bool: 'boolean', int: 'number', float: 'number', str: 'text', list: 'list', dict: 'object'}
ITEM = '[]'
# Only a job that is uploading has it, and how far the target's jobs are is not ours to say.
PASSING = 'Process'
EQUAL = ('type', 'code', 'status', 'recommend', 'hostId')
PRESENT = ('requestId', 'retryAfterMs')
# What was signed ends the message of a signature that does not match; no two calls sign the same.
SIGNED = re.compile(r'(server string to sign is:|server StringToSign is ).*', re.DOTALL)


def _fields(value, path, found):
    """Each path, a tuple of names, with its types; all items of a list have the same one."""
    found.setdefault(path, set()).add(JSON_TYPES[type(value)])
    if isinstance(value, dict):
        for name, member in value.items():
            _fields(member, (*path, name), found)
    if isinstance(value, list):
        for item in value:
            _fields(item, (*path, ITEM), found)
    return found


def _differing(field, emulator, target):
    return f'{field}\n  emulator  {emulator}\n  target    {target}'


def _of_bodies(emulator, target):
    one, other = _fields(emulator, (), {}), _fields(target, (), {})
    for path in sorted(one.keys() | other.keys()):
        # What holds it may be absent itself, and a list that is empty has no items.
        if path[:-1] not in one or path[:-1] not in other:
            continue
        if path[-1:] in ((ITEM,), (PASSING,)) and (path in one) != (path in other):
            continue
        if one.get(path) != other.get(path):
            yield _differing('.'.join(path).replace(f'.{ITEM}', ITEM),
                             *(', '.join(sorted(side.get(path, ['absent']))) for side in (one, other)))


def _message(error, expectations):
    said = surface.said(error, expectations)
    return error['message'] if said is None else SIGNED.sub(r'\1...', said)


def _of_errors(emulator, target, expectations):
    for member in EQUAL:
        if emulator[member] != target[member]:
            yield _differing(f'error {member}', expect.shown(emulator[member]), expect.shown(target[member]))
    for member in PRESENT:
        if (emulator[member] is None) != (target[member] is None):
            yield _differing(f'error {member}',
                             *('absent' if side[member] is None else 'present' for side in (emulator, target)))
    one, other = _message(emulator, expectations), _message(target, expectations)
    if one != other:
        yield _differing('error message', expect.shown(one), expect.shown(other))


def _of_answers(emulator, target, expectations):
    if 'body' in emulator and 'body' in target:
        yield from _of_bodies(emulator['body'], target['body'])
    elif 'error' in emulator and 'error' in target:
        yield from _of_errors(emulator['error'], target['error'], expectations)
    else:
        yield _differing('what came', expect.shown(emulator), expect.shown(target))


def between(emulator, target, expectations):
    """The answers of two sides to the same calls, in order."""
    for (called, one), (_, other) in zip(emulator, target):
        for difference in _of_answers(one, other, expectations):
            yield f'{called}: {difference}'
    if len(emulator) != len(target):
        yield _differing('how many calls were made', len(emulator), len(target))
