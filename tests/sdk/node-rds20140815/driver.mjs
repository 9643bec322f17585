// @alicloud/rds20140815: a method and a class for each action, ACS3 signatures.
import { readFileSync } from 'node:fs';

import OpenApi from '@alicloud/openapi-core';
import RdsModule from '@alicloud/rds20140815';
import * as Darabonba from '@darabonba/typescript';

import { Unsupported, drive } from '../node/driver.mjs';

const { $OpenApiUtil } = OpenApi;
const Rds = RdsModule.default;

function newClient(request) {
  const { endpoint, protocol, accessKeyId, accessKeySecret } = request;
  const client = new Rds(new $OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret,
    endpoint,
    protocol,
    securityToken: request.securityToken ?? undefined,
    regionId: request.regionId,
    ca: request.ca ? readFileSync(request.ca, 'utf8') : undefined,
    connectTimeout: request.timeoutMs,
    readTimeout: request.timeoutMs,
    retryOptions: request.retries > 0 ? retrying(request.retries) : undefined,
  }));
  return client;
}

// Nothing is tried again but what its user names.
function retrying(retries) {
  return new Darabonba.RetryOptions({
    retryable: true,
    retryCondition: [{
      maxAttempts: retries + 1,
      exception: ['ThrottlingError', 'ServerError', 'RequestTimeoutError'],
      errorCode: ['ECONNRESET'],
    }],
  });
}

function typed(action, parameters) {
  const Request = RdsModule[`${action}Request`];
  if (!Request) throw new Unsupported(`there is no ${action} in @alicloud/rds20140815`);
  const members = Object.fromEntries(Object.entries(Request.names()).map(([member, wire]) => [wire, member]));
  const types = Request.types();
  return new Request(Object.fromEntries(Object.entries(parameters).map(([wire, text]) => {
    const member = members[wire];
    if (!member) throw new Unsupported(`${action}Request has no ${wire}`);
    if (types[member] !== 'number') return [member, text];
    if (!Number.isFinite(Number(text))) throw new Unsupported(`${wire} is a number in ${action}Request`);
    return [member, Number(text)];
  })));
}

async function answer(request) {
  const { action } = request;
  const parameters = typed(action, request.parameters);
  const { body } = await newClient(request)[action[0].toLowerCase() + action.slice(1)](parameters);
  return body.toMap();
}

const describe = (error) => ({
  type: error.name,
  code: error.code ?? null,
  message: error.message ?? null,
  requestId: error.requestId ?? null,
  status: error.statusCode ?? null,
  recommend: error.data?.Recommend ?? null,
  hostId: error.data?.HostId ?? null,
  retryAfterMs: error.retryAfter ?? null,
  text: String(error),
});

drive(answer, describe);
