// @alicloud/rds20140815 15.x: ACS3 signatures, parameters in the query, JSON by Accept.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { CreateBackupRequest, DescribeBackupTasksRequest, newClient } from './clients.mjs';
import { startEmulator } from './emulator.mjs';
import { fixture } from './fixture.mjs';

let emulator;
let client;

before(async () => {
  emulator = await startEmulator({ fixture, flags: ['--backups-per-day', '2'] });
  client = newClient(emulator.endpoint);
});
after(() => emulator.stop());

const describe = async (parameters, by = client) => {
  const { body } = await by.describeBackupTasks(new DescribeBackupTasksRequest(parameters));
  return body.items.backupJob;
};
const create = async (parameters, by = client) => {
  const { body } = await by.createBackup(new CreateBackupRequest(parameters));
  return Number(body.backupJobId);
};
const refusal = async (promise) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('the call was not refused');
};
const assertRefused = async (promise, code, status, message) => {
  const error = await refusal(promise);
  assert.equal(error.code, code);
  assert.equal(error.statusCode, status);
  assert.match(error.message, new RegExp(`^${code}: code: ${status}, ${message.replace(/[.()]/g, '\\$&')} request id: [0-9A-F-]{36}$`));
};

test('a backup is created, polled from NoStart to Finished, and gives its BackupId', async () => {
  const backupJobId = await create({ DBInstanceId: 'rm-polls', backupMethod: 'Physical' });

  const seen = [];
  for (let polls = 0; polls < 7; polls += 1) {
    const [job] = await describe({ DBInstanceId: 'rm-polls', backupJobId });
    seen.push([job.backupStatus, job.backupProgressStatus, job.process]);
    assert.equal(job.backupJobId, String(backupJobId));
    assert.equal(job.jobMode, 'Manual');
    assert.equal(job.taskAction, 'TempBackupTask');
    assert.equal(job.backupId !== undefined, job.backupStatus === 'Finished');
  }

  assert.deepEqual(seen, [
    ['NoStart', 'NoStart', undefined],
    ['Checking', 'NoStart', '0'],
    ['Preparing', 'Preparing', '25'],
    ['Waiting', 'Waiting', '50'],
    ['Uploading', 'Uploading', '75'],
    ['Uploading', 'Checking', '100'],
    ['Finished', 'Finished', '100'],
  ]);
  const [finished] = await describe({ DBInstanceId: 'rm-polls', backupJobId });
  assert.match(finished.backupId, /^[0-9]+$/);
  assert.deepEqual(await describe({ DBInstanceId: 'rm-polls' }), []);
});

test('a failing job shows Failed and where it stopped', async () => {
  const backupJobId = await create({ DBInstanceId: 'rm-fails' });

  const [job] = await describe({ DBInstanceId: 'rm-fails', backupJobId });

  assert.equal(job.backupStatus, 'Failed');
  assert.equal(job.backupProgressStatus, 'Waiting');
  assert.equal(job.process, '50');
  assert.equal(job.backupId, undefined);
});

test('filters narrow the list, newest first', async () => {
  const ids = async (filter) =>
    (await describe({ DBInstanceId: 'rm-filters', ...filter })).map((job) => Number(job.backupJobId));

  assert.deepEqual(await ids({}), [102, 101]);
  assert.deepEqual(await ids({ backupMode: 'Manual' }), [102]);
  assert.deepEqual(await ids({ backupMode: 'Automated' }), [101]);
  assert.deepEqual(await ids({ backupJobStatus: 'NoStart' }), [101]);
  assert.deepEqual(await ids({ backupJobStatus: 'Progressing' }), [102]);
  assert.deepEqual(await ids({ backupJobId: 103 }), [103]);
  assert.deepEqual(await ids({ backupJobId: 103, backupMode: 'Automated' }), []);
});

test('an instance without jobs, an unknown job and another instance\'s job give an empty list', async () => {
  assert.deepEqual(await describe({ DBInstanceId: 'rm-idle' }), []);
  assert.deepEqual(await describe({ DBInstanceId: 'rm-idle', backupJobId: 999 }), []);
  assert.deepEqual(await describe({ DBInstanceId: 'rm-idle', backupJobId: 101 }), []);
});

test('each documented refusal of DescribeBackupTasks reaches the caller as code, status and message', async () => {
  await assertRefused(describe({}), 'MissingDBInstanceId', 400, 'DBInstanceId is mandatory for this action.');
  await assertRefused(
    describe({ DBInstanceId: 'rm-none' }), 'InvalidDBInstanceName.NotFound', 404, 'Invalid DBInstanceId NotFound.');
  await assertRefused(
    describe({ DBInstanceId: 'rr-replica' }), 'ReadDBInstanceNotSupport', 400,
    'The operation is not permitted due to type of the instance.');
  for (const wrong of [
    { backupMode: 'manual' }, { backupJobStatus: 'Finished' }, { backupJobId: 2147483648 }, { clientToken: 'é' },
    { clientToken: 'x'.repeat(65) },
  ]) {
    await assertRefused(
      describe({ DBInstanceId: 'rm-idle', ...wrong }), 'InvalidParameters.Format', 400, 'Specified parameter is not valid');
  }
});

test('each documented refusal of CreateBackup reaches the caller as code, status and message', async () => {
  const wrong = (parameters, code, status, message) => assertRefused(create(parameters), code, status, message);
  await wrong({}, 'MissingDBInstanceId', 400, 'DBInstanceId is mandatory for this action.');
  await wrong({ DBInstanceId: 'rm-none' }, 'InvalidDBInstanceName.NotFound', 404, 'The database instance does not exist.');
  await wrong({ DBInstanceId: 'rr-replica' }, 'ReadDBInstanceNotSupport', 400,
    'The operation is not permitted due to type of the instance.');
  await wrong({ DBInstanceId: 'rm-creating' }, 'IncorrectDBInstanceState', 403,
    'Current DB instance state does not support this operation.');
  await wrong({ DBInstanceId: 'rm-idle', backupMethod: 'Full' }, 'InvalidBackupMethod.ValueNotSupport', 400,
    'The specified  parameter "BackupMethod" is not valid.');
  await wrong({ DBInstanceId: 'rm-idle', backupType: 'Full' }, 'BackupType.NotSupport', 400,
    'the specified backup type not support');
  await wrong({ DBInstanceId: 'rm-idle', backupStrategy: 'table' }, 'InvalidBackupStrategy', 400,
    'Specified parameter BackupStrategy is not valid.');
  await wrong({ DBInstanceId: 'rm-idle', DBName: 'a b' }, 'InvalidDBName.Format', 400, 'Specified DB name is not valid.');
  await wrong({ DBInstanceId: 'rm-idle', backupRetentionPeriod: 6 }, 'InvalidBackupRetentionPeriod', 400,
    'Specified parameter BackupRetentionPeriod is not valid.');
  await wrong({ DBInstanceId: 'rm-polls', backupMethod: 'Logical', backupStrategy: 'db', DBName: 'none' },
    'InvalidDB.NotFound', 404, 'Specified db does not exist or DB status does not support this operation.');
});

test('a second backup while one runs is refused, as are more than the day allows', async () => {
  await create({ DBInstanceId: 'rm-held' });
  await assertRefused(create({ DBInstanceId: 'rm-held' }), 'BackupJobExists', 400,
    'A backup job already exists in the specified DB instance.');

  await create({ DBInstanceId: 'rm-fast', backupMethod: 'Logical', backupStrategy: 'db', DBName: 'app,orders' });
  await create({ DBInstanceId: 'rm-fast' });
  await assertRefused(create({ DBInstanceId: 'rm-fast' }), 'Exceeded.BackupTimes', 403, 'The backup times exceeds.');
});

test('callers with different 16-digit keys do not see each other\'s jobs', async () => {
  const one = newClient(emulator.endpoint, '1234567890123456');
  const other = newClient(emulator.endpoint, '6543210987654321');
  await create({ DBInstanceId: 'rm-held' }, one);

  assert.equal((await describe({ DBInstanceId: 'rm-held' }, one)).length, 1);
  assert.equal((await describe({ DBInstanceId: 'rm-held' }, other)).length, 0);
});

test('an injected InternalFailure is a ClientError of HTTP 400, and the next call goes through', async () => {
  const failing = await startEmulator({
    fixture: { instances: [{ id: 'rm-idle' }], faults: [{ action: 'DescribeBackupTasks', code: 'InternalFailure', first: 1 }] },
  });
  try {
    const by = newClient(failing.endpoint);
    await assertRefused(describe({ DBInstanceId: 'rm-idle' }, by), 'InternalFailure', 400, 'Internal failure, retry later.');
    assert.deepEqual(await describe({ DBInstanceId: 'rm-idle' }, by), []);
  } finally {
    await failing.stop();
  }
});
