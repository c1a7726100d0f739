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
    ['another config', '/work/.aws/config', 'aws-config', { credentials: '/work/.aws/credentials' }],
    ['other credentials', '/work/.aws/credentials', 'aws-credentials', { config: '/work/.aws/config' }],
    ['a config chosen by hand', '/work/team.ini', 'aws-config', { credentials: OWN.credentials }],
    ['anything else', '/work/.env', 'dotenv', OWN],
  ] as const)('of %s', (_name, path, kind, expected) => {
    expect(around(pathToUri(path), kind)).toEqual(expected);
  });

  it('of an unsaved config are the user’s own', () => {
    expect(around('untitled:config', 'aws-config')).toEqual({ credentials: OWN.credentials });
  });
});
