import { describe, expect, it } from 'vitest';
import { isManifestText, meantKind } from './manifest-text.ts';

describe('isManifestText', () => {
  it.each([
    'apiVersion: v1\nkind: Secret\n',
    '# a\r\n---\r\nkind: Secret\r\nmetadata: {}\r\napiVersion: v1\r\n',
    '"apiVersion": v1\n"kind" : Secret\n',
    'apiVersion: v1\ndata: {}\nkind: Secret\n',
  ])('%j is one', (text) => expect(isManifestText(text)).toBe(true));

  it.each([
    '',
    'apiVersion: v2\nname: chart\n',
    'kind: pipeline\n',
    'a:\n  apiVersion: v1\n  kind: Secret\n',
    '# apiVersion: v1\n# kind: Secret\n',
    'myapiVersion: 1\nkind: x\n',
  ])('%j is none', (text) => expect(isManifestText(text)).toBe(false));

  it('does not ask the beginning of a text for what may stand at its end', () => {
    expect(isManifestText('apiVersion: v1\ndata:\n', true)).toBe(true);
    expect(isManifestText('openapi: 3.0.0\n', true)).toBe(false);
  });
});

it('names that CloudFormation and Compose share with manifests are told by the content', () => {
  const manifest = 'apiVersion: v1\nkind: Secret\n';
  expect(meantKind('cloudformation', manifest)).toBe('kubernetes');
  expect(meantKind('compose', manifest)).toBe('kubernetes');
  expect(meantKind('compose', 'services: {}\n')).toBe('compose');
  expect(meantKind('github-workflow', manifest)).toBe('github-workflow');
});
