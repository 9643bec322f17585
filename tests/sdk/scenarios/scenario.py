"""The list of scenarios: functions, whose names are sentences and whose parameters say what they need.

`rds` alone: calls through the client, so the scenario can be had from the real service too. With `emulator` it turns the clock,
makes instances or injects faults, and so on: that is had from the emulator alone.
"""
import importlib
import inspect
import pkgutil

from . import behaviour


class Scenario:
    def __init__(self, function):
        self.name = function.__name__.replace('_', ' ')
        self.run = function
        self.needs_emulator = 'emulator' in inspect.signature(function).parameters


def every():
    found = []
    for module in pkgutil.iter_modules(behaviour.__path__):
        members = vars(importlib.import_module(f'{behaviour.__name__}.{module.name}'))
        found += [Scenario(member) for name, member in members.items()
                  if inspect.isfunction(member) and not name.startswith('_') and member.__module__.endswith(module.name)]
    return found
