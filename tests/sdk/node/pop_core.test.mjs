// @alicloud/pop-core 1.8: V1 signatures, everything in the query (GET) or in a form (POST), JSON by Format.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { oldClient } from './clients.mjs';
import { startEmulator } from './emulator.mjs';
import { fixture } from './fixture.mjs';

let emulator;
let client;

before(async () => {
  emulator = await startEmulator({ fixture });
  client = oldClient(emulator.endpoint);
});
after(() => emulator.stop());

for (const method of ['GET', 'POST']) {
  const call = (action, parameters) => client.request(action, parameters, { method });

  test(`${method}: a backup is created as a string and listed as a number until it has finished`, async () => {
    const instance = method === 'GET' ? 'rm-polls' : 'rm-fast';
    const { BackupJobId } = await call('CreateBackup', { DBInstanceId: instance });
    assert.equal(typeof BackupJobId, 'string');

    let job;
    for (let polls = 0; polls < 7 && job?.BackupStatus !== 'Finished'; polls += 1) {
      const answer = await call('DescribeBackupTasks', { DBInstanceId: instance, BackupJobId });
      assert.match(answer.RequestId, /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
      [job] = answer.Items.BackupJob;
      assert.strictEqual(job.BackupJobId, Number(BackupJobId));
    }

    assert.equal(job.BackupStatus, 'Finished');
    assert.equal(typeof job.BackupId, 'string');
    assert.equal(typeof job.Process, 'string');
  });

  test(`${method}: an empty list is an object that holds an empty array`, async () => {
    const answer = await call('DescribeBackupTasks', { DBInstanceId: 'rm-idle' });
    assert.equal(JSON.stringify(answer.Items), '{"BackupJob":[]}');
  });

  test(`${method}: a refusal names code and message`, async () => {
    await assert.rejects(call('DescribeBackupTasks', { DBInstanceId: 'rm-none' }), (error) => {
      assert.equal(error.code, 'InvalidDBInstanceName.NotFound');
      assert.match(error.message, /^Invalid DBInstanceId NotFound\., URL: http/);
      assert.equal(error.data.Message, 'Invalid DBInstanceId NotFound.');
      assert.equal(error.data.HostId, '127.0.0.1');
      assert.equal(
        error.data.Recommend,
        `https://api.aliyun.com/troubleshoot?q=InvalidDBInstanceName.NotFound&product=Rds&requestId=${error.data.RequestId}`);
      return true;
    });
  });
}
