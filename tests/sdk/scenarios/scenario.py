"""The list of scenarios: functions, whose names are sentences and whose parameters say what they need.

`rds` alone: calls through the client, so the scenario can be had from the real service too. With `emulator` it turns the clock,
makes instances or injects faults, and so on: that is had from the emulator alone. With `keys` its account has more than one.
"""
import functools
import importlib
import inspect
import pkgutil

from . import behaviour

GIVEN = ('rds', 'emulator', 'keys')


class Scenario:
    def __init__(self, name, needs, run):
        self.name = name
        self.needs_emulator = 'emulator' in needs or 'keys' in needs
        self.needs_keys = 'keys' in needs
        self._needs = needs
        self._run = run

    def run(self, **given):
        """`given` has all that there is, of which it takes what it needs."""
        self._run(**{name: value for name, value in given.items() if name in self._needs})


def each(*cases):
    """A scenario for each case, a tuple that begins with its name; the function takes what follows by its parameters' names."""
    def mark(function):
        function.cases = cases
        return function
    return mark


def of(function):
    """One, or one for each case."""
    sentence = function.__name__.replace('_', ' ')
    parameters = inspect.signature(function).parameters
    needs = [name for name in parameters if name in GIVEN]
    if not hasattr(function, 'cases'):
        return [Scenario(sentence, needs, function)]
    own = [name for name in parameters if name not in GIVEN]
    return [Scenario(f'{sentence}: {name}', needs, functools.partial(function, **dict(zip(own, values, strict=True))))
            for name, *values in function.cases]


def every():
    found = []
    for module in pkgutil.iter_modules(behaviour.__path__):
        path = f'{behaviour.__name__}.{module.name}'
        for name, member in vars(importlib.import_module(path)).items():
            if inspect.isfunction(member) and member.__module__ == path and not name.startswith('_'):
                found += of(member)
    return found
