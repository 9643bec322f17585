// A client that does not trust the certificate sees little; the emulator's log says what to do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DescribeBackupTasksRequest, newClient } from './clients.mjs';
import { startEmulator } from './emulator.mjs';

let emulator;

before(async () => { emulator = await startEmulator({ flags: ['--tls', 'auto'] }); });
after(() => emulator.stop());

test('when a Node client refuses to talk, the log names NODE_EXTRA_CA_CERTS', async () => {
  const client = newClient(emulator.endpoint, { protocol: 'https' });
  const request = new DescribeBackupTasksRequest({ DBInstanceId: 'rm-uf6wjk5xxxxxxx' });
  await assert.rejects(client.describeBackupTasks(request), /self-signed certificate|unable to verify/);
  for (let tries = 0; tries < 200 && !emulator.log().includes('NODE_EXTRA_CA_CERTS'); tries += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  assert.match(emulator.log(), /NODE_EXTRA_CA_CERTS/);
});
