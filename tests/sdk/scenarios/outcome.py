"""How a scenario can end, other than well."""


class Failed(Exception):
    """Something else came than was expected."""


class Skipped(Exception):
    """The scenario cannot be had here, such as one that turns the clock of the real service."""


class Unsupported(Exception):
    """The client cannot do it, as its driver says."""


class Broken(Exception):
    """The driver or the emulator, rather than what is tested."""
