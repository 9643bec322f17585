// The two generations of the service's Node client, configured as a user would.
import OpenApi from '@alicloud/openapi-core';
import RdsModule from '@alicloud/rds20140815';
import RpcModule from '@alicloud/pop-core';

const { $OpenApiUtil } = OpenApi;
const Rds = RdsModule.default ?? RdsModule;

export const { DescribeBackupTasksRequest, CreateBackupRequest } = RdsModule;

// README shows these lines.
export function newClient(endpoint, accessKeyId = 'testid', more = {}) {
  return new Rds(new $OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret: 'testsecret',
    endpoint,
    protocol: 'http',
    ...more,
  }));
}

export function oldClient(endpoint, accessKeyId = 'testid', more = {}) {
  return new RpcModule.RPCClient({
    accessKeyId,
    accessKeySecret: 'testsecret',
    endpoint: `http://${endpoint}`,
    apiVersion: '2014-08-15',
    ...more,
  });
}
