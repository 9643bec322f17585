// What the drivers of both Node clients share: one JSON object a line, in and out. See ../README.md.
import { createInterface } from 'node:readline';

// What a client cannot do, as opposed to what went wrong.
export class Unsupported extends Error {}

// `answer` makes the call by the client; `describe` tells what of an error the client's user has.
export function drive(answer, describe) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const { id, ...request } = JSON.parse(line);
    const outcome = await answer(request).then(
      (body) => ({ body }),
      (error) => (error instanceof Unsupported ? { unsupported: error.message } : { error: describe(error) }),
    );
    process.stdout.write(`${JSON.stringify({ id, ...outcome })}\n`);
  });
}
