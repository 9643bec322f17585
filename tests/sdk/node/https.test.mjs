// Both clients over HTTPS, verifying the certificate that the emulator has made: README shows these lines.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { DescribeBackupTasksRequest, newClient, oldClient } from './clients.mjs';
import { startEmulator } from './emulator.mjs';

let folder;
let emulator;
let ca;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rds-emulator-tls-'));
  const file = join(folder, 'cert.pem');
  emulator = await startEmulator({ flags: ['--tls', 'auto', '--tls-cert-file', file] });
  ca = await readFile(file, 'utf8');
});
after(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true });
});

const request = new DescribeBackupTasksRequest({ DBInstanceId: 'rm-uf6wjk5xxxxxxx' });

test('rds20140815 trusts the certificate by `ca`', async () => {
  const client = newClient(emulator.endpoint, 'testid', { protocol: 'https', ca });
  for (let call = 0; call < 3; call += 1) {
    const { body } = await client.describeBackupTasks(request);
    assert.equal(body.items.backupJob[0].backupStatus, 'NoStart');
  }
});

test('rds20140815 without it refuses to talk, and the log says what to do', async () => {
  const client = newClient(emulator.endpoint, 'testid', { protocol: 'https' });
  await assert.rejects(client.describeBackupTasks(request), /self-signed certificate|unable to verify/);
  for (let tries = 0; tries < 200 && !emulator.log().includes('NODE_EXTRA_CA_CERTS'); tries += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  assert.match(emulator.log(), /NODE_EXTRA_CA_CERTS/);
});

test('pop-core trusts the certificate by an agent', async () => {
  const client = oldClient(emulator.endpoint, 'testid', {
    endpoint: `https://${emulator.endpoint}`,
    opts: { agent: new Agent({ ca, keepAlive: true }) },
  });
  for (const method of ['GET', 'POST']) {
    const body = await client.request('DescribeBackupTasks', { DBInstanceId: 'rm-uf6wjk5xxxxxxx' }, { method });
    assert.equal(body.Items.BackupJob[0].BackupStatus, 'NoStart');
  }
});

test('pop-core without it refuses to talk', async () => {
  const client = oldClient(emulator.endpoint, 'testid', { endpoint: `https://${emulator.endpoint}` });
  await assert.rejects(
    client.request('DescribeBackupTasks', { DBInstanceId: 'rm-uf6wjk5xxxxxxx' }),
    /self-signed certificate|unable to verify/);
});

test('plain HTTP goes on beside it', async () => {
  const { body } = await newClient(emulator.endpoint).describeBackupTasks(request);
  assert.equal(body.items.backupJob.length, 1);
});
