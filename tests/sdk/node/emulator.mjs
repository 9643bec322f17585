// Starts the program on a free port and stops it again.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = process.env.RDS_EMULATOR_BINARY;
if (!program) throw new Error('RDS_EMULATOR_BINARY must name the program to test');

async function readPort(file, child) {
  for (let tries = 0; tries < 6000; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with code ${child.exitCode}`);
    try {
      return Number((await readFile(file, 'utf8')).trim());
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    await sleep(10);
  }
  throw new Error('the emulator did not become ready within 60 s');
}

// `fixture` is a document to start from; without it, the default one. Callers are checked, so what a client signs counts.
export async function startEmulator({ flags = [], fixture, auth = 'signature' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rds-emulator-'));
  const portFile = join(folder, 'port');
  const source = fixture ? ['--fixture-json', JSON.stringify(fixture)] : [];
  const child = spawn(program, ['--port', '0', '--port-file', portFile, '--auth', auth, ...source, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { log += text; });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  const port = await readPort(portFile, child);
  return {
    endpoint: `127.0.0.1:${port}`,
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      await rm(folder, { recursive: true });
      if (code !== 0) throw new Error(`the emulator ended with code ${code}:\n${log}`);
    },
  };
}
