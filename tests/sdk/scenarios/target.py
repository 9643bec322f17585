"""The real service, compared with the emulator: the same scenarios by the same clients, as far as they can be had from it."""
import dataclasses
import os

from . import difference
from .fixture import SECRET
from .mask import Mask
from .outcome import Broken, Failed, Skipped
from .rds import DEFAULTS, Rds, Refused
from .sides import EmulatorSide, TargetSide


@dataclasses.dataclass(frozen=True)
class Target:
    endpoint: str
    protocol: str
    key: str
    secret: str
    token: str | None
    region: str
    instance: str | None
    allows_writes: bool

    @property
    def connection(self):
        return {**DEFAULTS, 'endpoint': self.endpoint, 'protocol': self.protocol, 'accessKeyId': self.key,
                'accessKeySecret': self.secret, 'securityToken': self.token, 'regionId': self.region}

    @property
    def mask(self):
        return Mask({'secret': self.secret, 'token': self.token, 'key': self.key, 'instance': self.instance,
                     'endpoint': self.endpoint, 'host': self.endpoint.partition(':')[0]})


def from_environment(variables=os.environ):
    """None without TARGET."""
    if not variables.get('TARGET'):
        return None
    needed = ('ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET')
    missing = [name for name in needed if not variables.get(name)]
    if missing:
        raise Broken(f'TARGET={variables["TARGET"]} needs {" and ".join(missing)}')
    instance = variables.get('TARGET_INSTANCE') or None
    return Target(
        endpoint=variables['TARGET'],
        protocol=variables.get('TARGET_PROTOCOL') or 'https',
        key=variables[needed[0]],
        secret=variables[needed[1]],
        token=variables.get('ALIBABA_CLOUD_SECURITY_TOKEN') or None,
        region=variables.get('TARGET_REGION') or DEFAULTS['regionId'],
        instance=instance,
        allows_writes=instance is not None and variables.get('TARGET_ALLOW_WRITES') == '1',
    )


def shown(target):
    """What makes of any text one that may be printed: without the target's keys, if there is one."""
    return target.mask if target else str


def _end(scenario, rds):
    """How the scenario ended by itself; None is well."""
    try:
        scenario.run(rds=rds)
    except (Failed, Refused) as end:
        return str(end)
    return None


def compare(scenario, driver, target, emulator, account, expectations):
    """Fails with all the differences; skips what cannot be had from the target."""
    if scenario.needs_emulator:
        raise Skipped("it needs the emulator's clock, faults or fixtures")
    there = Rds(driver, TargetSide(target), target.connection, expectations)
    end_there = _end(scenario, there)
    ca = emulator.ca if target.protocol == 'https' else None
    local = {**target.connection, 'endpoint': emulator.endpoint, 'ca': ca, 'accessKeyId': account, 'accessKeySecret': SECRET,
             'securityToken': None}
    here = Rds(driver, EmulatorSide(emulator.control(account)), local, expectations)
    end_here = _end(scenario, here)
    mask_here = Mask({'key': account, 'instance': EmulatorSide.instance, 'endpoint': emulator.endpoint, 'host': '127.0.0.1'})
    found = list(difference.between(mask_here(here.side.answers), target.mask(there.side.answers), expectations))
    found += [f'on the {side}: {mask(end)}' for side, end, mask in
              (('emulator', end_here, mask_here), ('target', end_there, target.mask)) if end]
    if found:
        raise Failed('\n'.join(found))
