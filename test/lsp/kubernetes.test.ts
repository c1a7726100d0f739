import { REDACTED_REQUEST, type SkippedFilesResult } from '@keyless/server/protocol';
import { expect, it } from 'vitest';
import { VS_CODE } from './client.ts';
import { SECRETS } from './samples.ts';
import { client, start, startInFolder, useWorld, world } from './scene.ts';

useWorld();

const encoded = (text: string) => Buffer.from(text).toString('base64');
const BODY = `metadata:
  name: aws
data:
  AWS_ACCESS_KEY_ID: ${encoded(SECRETS.sessionKeyId)}
  password: ${encoded('hunter2')}
`;
const MANIFEST = `apiVersion: v1\nkind: Secret\n${BODY}`;

const codesOf = (path: string) => client.shown(world.uri(path))?.diagnostics.map(({ code }) => code);

it('an open manifest is judged, whatever its name, from the moment that it is one', async () => {
  await start({ capabilities: VS_CODE });
  const uri = world.uri('work/anything.yml');
  const top = { line: 0, character: 0 };
  await client.open(uri, `kind: Secret\n${BODY}`, 'yaml');
  expect(await client.pull(uri)).toMatchObject({ items: [] });
  await client.change(uri, 2, [{ range: { start: top, end: top }, text: 'apiVersion: v1\n' }]);
  expect(await client.pull(uri)).toMatchObject({ items: [{ code: 'static-session-key', severity: 1 }] });
  await client.change(uri, 3, [{ range: { start: top, end: { line: 0, character: 3 } }, text: '' }]);
  expect(await client.pull(uri)).toMatchObject({ items: [] });
});

it('manifests of the workspace are judged without being opened, and other YAML files are not looked at again', async () => {
  await world.write('work/k8s/secret.yaml', MANIFEST);
  await world.write('work/values.yaml', BODY);
  await world.write('work/openapi.yaml', 'x: y\n'.repeat(300_000));
  await startInFolder();
  await client.scanned();
  expect(codesOf('work/k8s/secret.yaml')).toEqual(['static-session-key']);
  expect(codesOf('work/values.yaml')).toBeUndefined();
  expect(await client.connection.sendRequest('keyless/skippedFiles')).toEqual([]);
});

it('Copy Redacted masks all that a Secret holds, and knows nothing of other YAML files', async () => {
  await start({ capabilities: VS_CODE });
  const [manifest, values] = [world.uri('work/a.yaml'), world.uri('work/values.yaml')];
  await client.open(manifest, MANIFEST, 'yaml');
  await client.open(values, BODY, 'yaml');
  const stars = (text: string) => '*'.repeat(encoded(text).length);
  expect(await client.connection.sendRequest(REDACTED_REQUEST, { uri: manifest })).toEqual({
    text: MANIFEST.replace(encoded(SECRETS.sessionKeyId), stars(SECRETS.sessionKeyId)).replace(
      encoded('hunter2'),
      stars('hunter2'),
    ),
  });
  expect(await client.connection.sendRequest(REDACTED_REQUEST, { uri: values })).toEqual({
    refused: 'not-ours',
  });
});

it('of open files that are too large only those are told that Keyless has to do with', async () => {
  await start({ capabilities: VS_CODE });
  const filling = `# ${'x'.repeat(2 ** 20)}\n`;
  const [manifest, compose] = [world.uri('work/a.yaml'), world.uri('work/compose.yaml')];
  await client.open(manifest, MANIFEST + filling, 'yaml');
  await client.open(compose, `services: { db: { image: postgres } }\n${filling}`, 'dockercompose');
  const told = async () =>
    (await client.connection.sendRequest<SkippedFilesResult>('keyless/skippedFiles')).map(({ uri }) => uri);
  expect(await told()).toEqual([manifest]);
  await client.change(compose, 2, [{ text: `# AWS_PROFILE\n${filling}` }]);
  expect(await told()).toEqual([manifest, compose]);
});
