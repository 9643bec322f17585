// @alicloud/pop-core: any action by its name, V1 signatures.
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';

import PopCore from '@alicloud/pop-core';

import { Unsupported, drive } from '../node/driver.mjs';

const { RPCClient } = PopCore;

function newClient({ endpoint, protocol, accessKeyId, accessKeySecret, securityToken, ca }, apiVersion) {
  const client = new RPCClient({
    accessKeyId,
    accessKeySecret,
    endpoint: `${protocol}://${endpoint}`,
    apiVersion,
    securityToken: securityToken ?? undefined,
    opts: ca ? { agent: new Agent({ ca: readFileSync(ca) }) } : {},
  });
  return client;
}

async function answer(request) {
  if (request.retries > 0) throw new Unsupported('@alicloud/pop-core tries nothing again');
  const { Version = '2014-08-15', ...parameters } = request.parameters;
  const client = newClient(request, Version);
  return client.request(request.action, { RegionId: request.regionId, ...parameters }, { timeout: request.timeoutMs });
}

const describe = (error) => ({
  type: error.name,
  code: error.code ?? null,
  message: error.message ?? null,
  requestId: error.data?.RequestId ?? null,
  status: error.entry?.response.statusCode ?? null,
  recommend: error.data?.Recommend ?? null,
  hostId: error.data?.HostId ?? null,
  retryAfterMs: Number(error.entry?.response.headers['x-acs-retry-after']) || null,
  text: String(error),
});

drive(answer, describe);
