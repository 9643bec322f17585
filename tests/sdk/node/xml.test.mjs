// XML, which no current SDK asks for, read plainly: hand-made calls without Format get it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startEmulator } from './emulator.mjs';

let emulator;

before(async () => { emulator = await startEmulator({ auth: 'off' }); });
after(() => emulator.stop());

const get = (query, headers) => fetch(`http://${emulator.endpoint}/?${query}`, { headers });

test('the sample instance gives the documented sample in XML', async () => {
  const answer = await get('Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx');
  const text = await answer.text();

  assert.equal(answer.headers.get('content-type'), 'text/xml;charset=utf-8');
  assert.equal(
    text.replace(/<RequestId>[0-9A-F-]{36}</, '<RequestId>*<'),
    "<?xml version='1.0' encoding='UTF-8'?><DescribeBackupTasksResponse><Items><BackupJob>"
    + '<JobMode>Automated</JobMode><BackupProgressStatus>NoStart</BackupProgressStatus>'
    + '<TaskAction>NormalBackupTask</TaskAction><BackupStatus>NoStart</BackupStatus>'
    + '<BackupJobId>4762614</BackupJobId></BackupJob></Items><RequestId>*</RequestId></DescribeBackupTasksResponse>');
});

test('the sample instance gives the documented sample in JSON', async () => {
  const answer = await get('Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON');
  const text = await answer.text();

  assert.equal(answer.headers.get('content-type'), 'application/json;charset=utf-8');
  assert.equal(answer.headers.get('x-acs-request-id'), JSON.parse(text).RequestId);
  assert.equal(
    text.replace(/"RequestId":"[0-9A-F-]{36}"/, '"RequestId":"*"'),
    '{"Items":{"BackupJob":[{"JobMode":"Automated","BackupProgressStatus":"NoStart","TaskAction":"NormalBackupTask",'
    + '"BackupStatus":"NoStart","BackupJobId":4762614}]},"RequestId":"*"}');
});

test('an error in XML has its link in CDATA', async () => {
  const answer = await get('Action=DescribeBackupTasks&DBInstanceId=rm-none');
  const text = await answer.text();

  assert.equal(answer.status, 404);
  assert.match(
    text,
    /^<\?xml version='1.0' encoding='UTF-8'\?><Error><RequestId>[0-9A-F-]{36}<\/RequestId><HostId>127.0.0.1<\/HostId><Code>InvalidDBInstanceName.NotFound<\/Code><Message>Invalid DBInstanceId NotFound.<\/Message><Recommend><!\[CDATA\[https:\/\/api\.aliyun\.com\/troubleshoot\?q=InvalidDBInstanceName\.NotFound&product=Rds&requestId=[0-9A-F-]{36}\]\]><\/Recommend><\/Error>$/);
});
