// RDS_EMULATOR_IMAGE names the image; without it, it is built from RDS_EMULATOR_SOURCE, a checkout of rds-emulator.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GenericContainer, Wait } from 'testcontainers';

const instance = 'rm-bp1emulator00002';
let emulator;

async function image() {
  const name = process.env.RDS_EMULATOR_IMAGE;
  if (name) return new GenericContainer(name);
  return GenericContainer.fromDockerfile(process.env.RDS_EMULATOR_SOURCE, 'docker/Dockerfile')
    .build('rds-emulator:built', { deleteOnExit: false });
}

before(async () => {
  emulator = await (await image())
    .withEnvironment({ RDS_EMULATOR_JOB_PLAN: 'instant' })
    .withExposedPorts(2014)
    .withWaitStrategy(Wait.forHealthCheck())
    .start();
});

after(() => emulator?.stop());

async function call(action, parameters = {}) {
  const query = new URLSearchParams({ Action: action, DBInstanceId: instance, Format: 'JSON', ...parameters });
  const answer = await fetch(`http://${emulator.getHost()}:${emulator.getMappedPort(2014)}/?${query}`);
  assert.equal(answer.status, 200);
  return answer.json();
}

test('a backup finishes', async () => {
  const { BackupJobId } = await call('CreateBackup');
  const { Items } = await call('DescribeBackupTasks', { BackupJobId });
  assert.deepEqual(Items.BackupJob.map((job) => job.BackupStatus), ['Finished']);
});
