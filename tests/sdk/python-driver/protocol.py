"""The driver protocol of ../README.md: a request a line in, an answer a line out, eight calls at a time."""
import concurrent.futures
import json
import os
import sys
import threading
import traceback


class Unsupported(Exception):
    """What the client cannot do."""


def drive(call, describe):
    """`call` makes a request's call and gives the body; `describe` tells what the client's error offers to its user."""
    answers, sys.stdout = sys.stdout, sys.stderr  # What the client prints is no answer.
    writing = threading.Lock()

    def outcome(request):
        try:
            return {'body': call(request)}
        except Unsupported as why:
            return {'unsupported': str(why)}
        except Exception as error:
            return {'error': {'type': type(error).__name__, 'text': str(error), **describe(error)}}

    def answer(line):
        try:
            request = json.loads(line)
            text = json.dumps({'id': request['id'], **outcome(request)})
            with writing:
                print(text, file=answers, flush=True)
        except BaseException:  # A call without an answer would be waited for.
            traceback.print_exc()
            os._exit(1)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for line in sys.stdin:
            pool.submit(answer, line)
    os._exit(0)  # Taking apart the thousands of classes that a client has would keep the processor busy.
