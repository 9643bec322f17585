"""What is printed of a run."""
import sys

ENDINGS = ('passed', 'failed', 'skipped', 'unsupported')


def say(text):
    """A line, whole, whichever thread says it."""
    sys.stdout.write(f'{text}\n')
    sys.stdout.flush()


def _indented(text):
    return '\n'.join(f'    {line}' for line in text.splitlines())


def of_client(name, results, seconds):
    """What did not pass, each reason once, and one line of figures."""
    reasons = {}
    for result in results:
        if result.ending != 'passed':
            reasons.setdefault((result.ending, result.why), []).append(result.scenario)
    lines = [f'{name}: {ending}: {scenario}' + ('' if scenario != those[-1] else f'\n{_indented(why)}')
             for (ending, why), those in reasons.items() for scenario in those]
    counts = ', '.join(f'{sum(result.ending == ending for result in results)} {ending}' for ending in ENDINGS)
    return '\n'.join([*lines, f'{name}: {counts}, {seconds:.1f} s'])
