// Both generations of the service's Node client, from the folders of their drivers.
import { createRequire } from 'node:module';

const newPackages = createRequire(new URL('../node-rds20140815/package.json', import.meta.url));
const oldPackages = createRequire(new URL('../node-pop-core/package.json', import.meta.url));

const { default: Rds, ...requests } = newPackages('@alicloud/rds20140815');
const { $OpenApiUtil } = newPackages('@alicloud/openapi-core');
const { RPCClient } = oldPackages('@alicloud/pop-core');

export const { DescribeBackupTasksRequest, CreateBackupRequest } = requests;

export function newClient(endpoint, more = {}) {
  return new Rds(new $OpenApiUtil.Config({
    accessKeyId: 'testid', accessKeySecret: 'testsecret', endpoint, protocol: 'http', ...more,
  }));
}

export function oldClient(endpoint, more = {}) {
  return new RPCClient({
    accessKeyId: 'testid', accessKeySecret: 'testsecret', endpoint: `http://${endpoint}`, apiVersion: '2014-08-15', ...more,
  });
}
