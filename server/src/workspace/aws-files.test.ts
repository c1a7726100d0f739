import { describe, expect, it } from 'vitest';
import { awsFilesAround } from './aws-files.ts';
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
