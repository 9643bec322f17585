// Ways to call that the scenarios do not take: V1 by the new client, POST by the old one, bearer tokens, RAM policies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { CreateBackupRequest, DescribeBackupTasksRequest, newClient, oldClient } from './clients.mjs';
import { startEmulator } from './emulator.mjs';

const readAny = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'rds:Describe*', Resource: '*' }] };
const fixture = {
  instances: [{ id: 'rm-a' }],
  identities: {
    users: [{ name: 'alice', policies: [readAny] }],
    roles: [{ name: 'reader', policies: [readAny] }],
    accessKeys: [{ id: 'testid' }, { id: 'alices', secret: 'alices-secret', user: 'alice' }],
    stsTokens: [
      { accessKeyId: 'STS.now', secret: 'sts-secret', securityToken: 'CAIS/+=~token', role: 'reader', expires: '1h' },
      { accessKeyId: 'STS.old', secret: 'sts-secret', securityToken: 'CAIS/old', role: 'reader', expires: '2020-01-02T03:04:05Z' },
    ],
    bearerTokens: [{ token: 'bearer-of-alice', user: 'alice' }],
  },
};

let emulator;
before(async () => { emulator = await startEmulator({ fixture, auth: 'ram' }); });
after(() => emulator.stop());

const sts = (accessKeyId, securityToken) => ({ accessKeyId, accessKeySecret: 'sts-secret', securityToken });
const now = sts('STS.now', 'CAIS/+=~token');
const old = sts('STS.old', 'CAIS/old');

// Each client's way to make the same two calls.
const clients = {
  'rds20140815, V3': (config) => {
    const client = newClient(emulator.endpoint, config);
    return {
      describe: () => client.describeBackupTasks(new DescribeBackupTasksRequest({ DBInstanceId: 'rm-a' })),
      create: () => client.createBackup(new CreateBackupRequest({ DBInstanceId: 'rm-a' })),
    };
  },
  'rds20140815, V1': (config) => clients['rds20140815, V3']({ ...config, signatureAlgorithm: 'v2' }),
  'pop-core, V1 by GET': (config, options = {}) => {
    const client = oldClient(emulator.endpoint, config);
    return {
      describe: () => client.request('DescribeBackupTasks', { DBInstanceId: 'rm-a', Flag: "a b*~'()!+&=%é" }, options),
      create: () => client.request('CreateBackup', { DBInstanceId: 'rm-a' }, options),
    };
  },
  'pop-core, V1 by POST': (config) => clients['pop-core, V1 by GET'](config, { method: 'POST' }),
};

const refused = (call, code) => assert.rejects(call, { code });

for (const name of ['rds20140815, V1', 'pop-core, V1 by POST']) {
  const by = clients[name];

  test(`${name}: the right secret passes, a wrong one does not match`, async () => {
    await by({ accessKeyId: 'testid', accessKeySecret: 'testsecret' }).describe();
    await refused(by({ accessKeyId: 'testid', accessKeySecret: 'wrong' }).describe(), 'SignatureDoesNotMatch');
    await refused(by({ accessKeyId: 'nobody', accessKeySecret: 'x' }).describe(), 'InvalidAccessKeyId.NotFound');
  });

  test(`${name}: a temporary key passes with its token until that expires`, async () => {
    await by(now).describe();
    await refused(by({ ...now, securityToken: undefined }).describe(), 'MissingSecurityToken');
    await refused(by({ ...now, securityToken: 'x' }).describe(), 'InvalidSecurityToken.Malformed');
    await refused(by({ ...now, securityToken: 'CAIS/old' }).describe(), 'InvalidSecurityToken.MismatchWithAccessKey');
    await refused(by(old).describe(), 'InvalidSecurityToken.Expired');
  });
}

for (const [name, by] of Object.entries(clients)) {
  test(`${name}: policies decide what a user may do`, async () => {
    const alice = by({ accessKeyId: 'alices', accessKeySecret: 'alices-secret' });
    await alice.describe();
    await refused(alice.create(), 'Forbidden.RAM');
  });
}

for (const signatureAlgorithm of ['ACS3-HMAC-SHA256', 'v2']) {
  test(`rds20140815 by a bearer token, ${signatureAlgorithm}`, async () => {
    const keyless = { accessKeyId: undefined, accessKeySecret: undefined, signatureAlgorithm };
    const by = (bearerToken) => clients['rds20140815, V3']({ ...keyless, bearerToken });
    await by('bearer-of-alice').describe();
    await assert.rejects(by('of-nobody').describe(), { code: 'InvalidBearerToken' });
    await assert.rejects(by('bearer-of-alice').create(), { code: 'Forbidden.RAM' });
  });
}
