import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callSts, xmlText } from './raw-client.ts';
import type { StsServer } from './server.ts';
import { createStsServer } from './server.ts';
import { arnOfRole, defaultWorld, keyOfUser } from './world.ts';

const world = defaultWorld();
const credentials = keyOfUser(world, 'dev');

let sts: StsServer;

beforeAll(async () => {
  sts = await createStsServer();
});

afterAll(() => sts.close());

/** Puts names in the place of what differs from run to run. */
const normalise = (xml: string, requestId: string | null): string =>
  xml
    .replaceAll(requestId ?? 'no request id', 'REQUEST-ID')
    .replace(/(<AccessKeyId>)ASIA[A-Z2-7]{16}</, '$1KEY<')
    .replace(/(<SecretAccessKey>)[\w/+]{40}</, '$1SECRET<')
    .replace(/(<SessionToken>)IQoJb3JpZ2luX2Vj[\w/+=]+</, '$1TOKEN<')
    .replace(/(<Expiration>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ</, '$1TIME<')
    .replace(/AROA[A-Z2-7]{17}/, 'ROLE-ID')
    .replace(/AIDA[A-Z2-7]{17}/, 'USER-ID');

describe('the answers', () => {
  it('to GetCallerIdentity are byte for byte what STS writes', async () => {
    const answer = await callSts(sts.url, { parameters: { Action: 'GetCallerIdentity' }, credentials });
    const requestId = answer.headers.get('x-amzn-requestid');
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-type')).toBe('text/xml');
    expect(answer.headers.get('x-amz-sts-extended-request-id')).toBeTruthy();
    expect(normalise(answer.xml, requestId))
      .toBe(`<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::111122223333:user/dev</Arn>
    <UserId>USER-ID</UserId>
    <Account>111122223333</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>REQUEST-ID</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`);
  });

  it('to AssumeRole have no packed policy size', async () => {
    const parameters = { Action: 'AssumeRole', RoleArn: arnOfRole(world, 'Deploy'), RoleSessionName: 'me' };
    const answer = await callSts(sts.url, { parameters, credentials });
    expect(normalise(answer.xml, answer.headers.get('x-amzn-requestid')))
      .toBe(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>ROLE-ID:me</AssumedRoleId>
      <Arn>arn:aws:sts::444455556666:assumed-role/Deploy/me</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>KEY</AccessKeyId>
      <SecretAccessKey>SECRET</SecretAccessKey>
      <SessionToken>TOKEN</SessionToken>
      <Expiration>TIME</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata>
    <RequestId>REQUEST-ID</RequestId>
  </ResponseMetadata>
</AssumeRoleResponse>
`);
  });

  it('that are errors of STS and of the front end differ in the namespace', async () => {
    const parameters = { Action: 'AssumeRole', RoleArn: arnOfRole(world, 'Deploy') };
    const missing = await callSts(sts.url, { parameters, credentials });
    expect(normalise(missing.xml, missing.headers.get('x-amzn-requestid')))
      .toBe(`<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>ValidationError</Code>
    <Message>1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null</Message>
  </Error>
  <RequestId>REQUEST-ID</RequestId>
</ErrorResponse>
`);
    const unknown = await callSts(sts.url, { parameters: { Action: 'NoSuchAction' }, credentials });
    expect(unknown.status).toBe(400);
    expect(unknown.xml).toContain(
      '<ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">',
    );
    expect(unknown.code).toBe('InvalidAction');
    expect(unknown.message).toBe('Could not find operation NoSuchAction for version 2011-06-15');
  });
});

describe('dispatch', () => {
  it('goes by action and version', async () => {
    const ask = async (Version: string) =>
      (await callSts(sts.url, { parameters: { Action: 'GetCallerIdentity', Version }, credentials })).message;
    expect(await ask('')).toBe('Could not find operation GetCallerIdentity for version ');
    expect(await ask('2000-01-01')).toBe('Could not find operation GetCallerIdentity for version 2000-01-01');
  });

  it('sends a request without an action, or without a form, to the web page', async () => {
    for (const call of [
      { parameters: {}, credentials },
      { parameters: { Action: 'GetCallerIdentity' }, credentials, headers: { 'content-type': 'text/plain' } },
    ]) {
      const answer = await callSts(sts.url, call);
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toBe('https://aws.amazon.com/iam');
    }
  });

  it('knows the root path only', async () => {
    const tamper = (request: { path: string }) => (request.path = '/v1/');
    const answer = await callSts(sts.url, {
      parameters: { Action: 'GetCallerIdentity' },
      credentials,
      tamper,
    });
    expect(answer.status).toBe(404);
    expect(answer.xml).toContain('UnknownOperationException');
  });

  it('says which operations it lacks', async () => {
    const answer = await callSts(sts.url, { parameters: { Action: 'AssumeRoleWithSAML' }, credentials });
    expect([answer.status, answer.code]).toEqual([400, 'UnsupportedOperation']);
    expect(answer.message).toBe('The local STS does not support the operation AssumeRoleWithSAML.');
  });

  it('takes the first of repeated parameters', async () => {
    const tampered = await callSts(sts.url, {
      parameters: { Action: 'GetCallerIdentity' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      tamper: (request) => (request.body = 'Action=NoSuch&Version=2011-06-15&Action=GetCallerIdentity'),
    });
    expect(tampered.message).toBe('Could not find operation NoSuch for version 2011-06-15');
  });

  it('refuses a form above ten million bytes', async () => {
    const response = await fetch(sts.url, { method: 'POST', body: 'x'.repeat(10_000_001) });
    expect(response.status).toBe(413);
    expect(await response.text()).toBe('');
  });
});

describe('text in answers', () => {
  it('cannot break out of the XML', async () => {
    const RoleSessionName = '</Message><Code>x</Code>&\r"';
    const parameters = { Action: 'AssumeRole', RoleArn: arnOfRole(world, 'Deploy'), RoleSessionName };
    const answer = await callSts(sts.url, { parameters, credentials });
    expect(answer.code).toBe('ValidationError');
    expect(xmlText(answer.xml, 'Message')).toContain(`Value '${RoleSessionName}' at 'roleSessionName'`);
  });
});
