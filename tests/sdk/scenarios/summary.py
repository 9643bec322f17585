"""What is printed of a run."""
ENDINGS = ('passed', 'failed', 'skipped', 'unsupported')


def indented(text):
    return '\n'.join(f'    {line}' for line in text.splitlines())


def of_client(name, results, seconds):
    """What did not pass, and one line of figures."""
    lines = []
    for result in results:
        if result.ending == 'failed':
            lines.append(f'{name}: failed: {result.scenario}\n{indented(result.why)}')
        elif result.ending != 'passed':
            lines.append(f'{name}: {result.ending}: {result.scenario}: {result.why}')
    counts = ', '.join(f'{sum(result.ending == ending for result in results)} {ending}' for ending in ENDINGS)
    lines.append(f'{name}: {counts}, {seconds:.1f} s')
    return '\n'.join(lines)
