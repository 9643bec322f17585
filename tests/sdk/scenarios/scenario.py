"""The list of scenarios: functions, whose names are sentences and whose parameters say what they need.

`rds` alone: calls through the client, so the scenario can be had from the real service too. With `emulator` it turns the clock,
makes instances or injects faults, and so on: that is had from the emulator alone.
"""
import functools
import importlib
import inspect
import pkgutil

from . import behaviour


class Scenario:
    def __init__(self, name, needs_emulator, run):
        self.name = name
        self.needs_emulator = needs_emulator
        self.run = run


def each(*cases):
    """A scenario for each case, a tuple that begins with its name; the function takes what follows by its parameters' names."""
    def mark(function):
        function.cases = cases
        return function
    return mark


def of(function):
    """One, or one for each case."""
    sentence = function.__name__.replace('_', ' ')
    parameters = list(inspect.signature(function).parameters)
    needs_emulator = 'emulator' in parameters
    if not hasattr(function, 'cases'):
        return [Scenario(sentence, needs_emulator, function)]
    own = [name for name in parameters if name not in ('rds', 'emulator')]
    return [Scenario(f'{sentence}: {name}', needs_emulator, functools.partial(function, **dict(zip(own, values, strict=True))))
            for name, *values in function.cases]


def every():
    found = []
    for module in pkgutil.iter_modules(behaviour.__path__):
        path = f'{behaviour.__name__}.{module.name}'
        for name, member in vars(importlib.import_module(path)).items():
            if inspect.isfunction(member) and member.__module__ == path and not name.startswith('_'):
                found += of(member)
    return found
