import { describe, expect, it } from 'vitest';
import { awsFilesAround, awsPairOf } from './aws-files.ts';
import { pathToUri, uriKey } from './file-uri.ts';

const OWN = { config: '/home/jane/.aws/config', credentials: '/srv/secrets/jane.ini' };

function around(uri: string, kind: 'aws-config' | 'aws-credentials' | 'dotenv') {
  return awsFilesAround({ uri, key: uriKey(uri), kind }, OWN);
}

describe('awsFilesAround', () => {
  it.each([
    ['the user’s own config', '/home/jane/.aws/config', 'aws-config', { credentials: OWN.credentials }],
    ['the user’s own credentials', '/srv/secrets/jane.ini', 'aws-credentials', { config: OWN.config }],
    ['another config', '/srv/.aws/config', 'aws-config', { credentials: '/srv/.aws/credentials' }],
    ['other credentials', '/srv/.aws/credentials', 'aws-credentials', { config: '/srv/.aws/config' }],
    ['a config chosen by hand', '/srv/team.ini', 'aws-config', { credentials: OWN.credentials }],
    ['anything else', '/srv/.env', 'dotenv', OWN],
  ] as const)('of %s', (_name, path, kind, expected) => {
    expect(around(pathToUri(path), kind)).toEqual(expected);
  });

  it('of an unsaved config are the user’s own', () => {
    expect(around('untitled:config', 'aws-config')).toEqual({ credentials: OWN.credentials });
  });
});

describe('awsPairOf', () => {
  const pair = (uri: string, kind: 'aws-config' | 'aws-credentials' | 'dotenv') =>
    awsPairOf({ uri, key: uriKey(uri), kind }, OWN);

  it.each([
    ['the user’s own config', OWN.config, 'aws-config'],
    ['the user’s own credentials', OWN.credentials, 'aws-credentials'],
    ['a file of variables', '/srv/.env', 'dotenv'],
  ] as const)('of %s is the user’s own', (_name, path, kind) => {
    expect(pair(pathToUri(path), kind)).toEqual({ paths: OWN, own: true });
  });

  it.each([
    ['/srv/.aws/config', 'aws-config'],
    ['/srv/.aws/credentials', 'aws-credentials'],
  ] as const)('of %s is it and its neighbour', (path, kind) => {
    const paths = { config: '/srv/.aws/config', credentials: '/srv/.aws/credentials' };
    expect(pair(pathToUri(path), kind)).toEqual({ paths, own: false });
  });

  it.each([
    ['a file with a name of its own', pathToUri('/srv/team.ini'), 'aws-config'],
    ['an unsaved file', 'untitled:config', 'aws-config'],
    // The environment names another one, so nobody reads these two together.
    [
      'the usual credentials beside the user’s own config',
      pathToUri('/home/jane/.aws/credentials'),
      'aws-credentials',
    ],
  ] as const)('of %s is nothing', (_name, uri, kind) => {
    expect(pair(uri, kind)).toEqual({ paths: {}, own: false });
  });
});
