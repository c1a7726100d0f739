import { describe, expect, it } from 'vitest';
import type { IniKind } from '../../documents/document.ts';
import { parseIni } from '../../documents/ini/parser.ts';
import { contains } from '../../text/range.ts';
import { createSourceText } from '../../text/source-text.ts';
import { foldsOf } from './folding.ts';
import { linksOf } from './links.ts';
import { outlineOf, type OutlineItem } from './outline.ts';
import { selectionsAt } from './selection.ts';

const parse = (text: string, kind: IniKind = 'aws-config') =>
  parseIni('file:///x', kind, createSourceText(text));

function tree(items: readonly OutlineItem[], indent = ''): readonly string[] {
  return items.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind} ${name}${detail === '' ? '' : ` = ${detail}`}`,
    ...tree(children, `${indent}  `),
  ]);
}

describe('outlineOf', () => {
  it('shows sections, settings and blocks, and only such values as hold no secret', () => {
    const text = `[default]
region = eu-central-1
[profile dev]
role_arn = arn:aws:iam::111122223333:role/deploy # mine
source_profile = "base"
aws_access_key_id = ASIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = vT9xGq2LmZ7pRw4KcN8sJd1FhYb6UeAo3iXk5EtQ
credential_process = get --password hunter2
endpoint_url = https://me:hunter2@example.com
external_id = hunter2
own_key = hunter2
s3 =
  addressing_style = path
  max_bandwidth = hunter2
[sso-session corp]
sso_region = eu-west-1
[services local]
[plugins]
[]
`;
    expect(tree(outlineOf(parse(text)))).toEqual([
      'profile default',
      '  setting region = eu-central-1',
      'profile profile dev',
      '  setting role_arn = arn:aws:iam::111122223333:role/deploy',
      '  setting source_profile = base',
      '  setting aws_access_key_id = ASIA…KLMN',
      '  setting aws_secret_access_key = ***',
      '  setting credential_process',
      '  setting endpoint_url',
      '  setting external_id',
      '  setting own_key',
      '  block s3',
      '    setting addressing_style',
      '    setting max_bandwidth',
      'sso-session sso-session corp',
      '  setting sso_region = eu-west-1',
      'services services local',
      'section plugins',
      'section (no name)',
    ]);
  });

  it('calls the profiles of a credentials file by their bare names', () => {
    expect(tree(outlineOf(parse('[dev]\n', 'aws-credentials')))).toEqual(['profile dev']);
  });

  it('holds what the protocol asks for: names within items, items within items', () => {
    const text = 'lost = 1\n  [profile a]\n x = 1\n  y = 2\n  --flag=z\n\n[b] # c\ns3 =\n\n  k = v\n\n\n';
    const check = (items: readonly OutlineItem[], within: { start: number; end: number }): void => {
      for (const item of items) {
        expect(contains(within, item.range)).toBe(true);
        expect(contains(item.range, item.selectionRange)).toBe(true);
        check(item.children, item.range);
      }
    };
    check(outlineOf(parse(text)), { start: 0, end: text.length });
  });

  it('masks a secret that stands as a name', () => {
    const key = 'AKIAQ3EGRT7YHXW5KLMN';
    expect(JSON.stringify(outlineOf(parse(`[profile ${key}]\n${key} = 1\n`)))).not.toContain(key);
  });
});

describe('foldsOf', () => {
  it('folds sections without what leads up to the next one, blocks, long values and comments', () => {
    const lines = [
      '# a',
      '# b',
      '[profile a]',
      's3 =',
      '  k = v',
      '',
      'credential_process = get',
      '   --long',
      '',
      '# about b',
      '[profile b]',
      'x = 1',
      '',
      '[profile c]',
    ];
    expect(
      foldsOf(parse(lines.join('\n'))).map(({ first, last, kind }) => `${kind} ${first}-${last}`),
    ).toEqual(['comment 0-1', 'section 2-7', 'value 3-4', 'value 6-7', 'section 10-11']);
  });

  it('folds nothing of one line', () => {
    expect(foldsOf(parse('[a]\n\n[b]\n# x\n'))).toEqual([{ first: 2, last: 3, kind: 'section' }]);
    expect(foldsOf(parse(''))).toEqual([]);
  });
});

describe('selectionsAt', () => {
  const steps = (marked: string): readonly string[] => {
    const text = marked.replace('|', '');
    return selectionsAt(parse(text), marked.indexOf('|')).map(({ start, end }) => text.slice(start, end));
  };

  it.each([
    [
      '[a]\nregion = "eu|" # c\n',
      ['eu', '"eu"', '"eu" # c', 'region = "eu" # c', '[a]\nregion = "eu" # c', '[a]\nregion = "eu" # c\n'],
    ],
    ['[profile "a| b"]\n', ['a b', 'profile "a b"', '[profile "a b"]', '[profile "a b"]\n']],
    [
      '[a]\ns3 =\n  k = v|\n',
      ['v', 'k = v', '  k = v', 's3 =\n  k = v', '[a]\ns3 =\n  k = v', '[a]\ns3 =\n  k = v\n'],
    ],
    ['[a]\n# no|te\n', ['# note', '[a]\n# note', '[a]\n# note\n']],
    ['[a]\nreg|ion=x', ['region', 'region=x', '[a]\nregion=x']],
    ['|', []],
  ])('around %j', (marked, expected) => {
    expect(steps(marked)).toEqual(expected);
  });
});

describe('linksOf', () => {
  const targets = (text: string): readonly string[] =>
    linksOf(parse(`[profile a]\n${text}\n`)).map(({ target }) => target);

  it.each([
    ['aws', 'https://console.aws.amazon.com/iam/home#/roles/details/deploy'],
    ['aws-cn', 'https://console.amazonaws.cn/iam/home#/roles/details/deploy'],
    ['aws-us-gov', 'https://console.amazonaws-us-gov.com/iam/home#/roles/details/deploy'],
    ['aws-eusc', 'https://console.amazonaws-eusc.eu/iam/home#/roles/details/deploy'],
  ])('leads to the console of the partition %s', (partition, expected) => {
    expect(targets(`role_arn = arn:${partition}:iam::111122223333:role/team/deploy # x`)).toEqual([expected]);
  });

  it.each([
    ['role_arn = arn:aws-iso:iam::111122223333:role/deploy'],
    ['role_arn = arn:aws:iam::111122223333:user/deploy'],
    ['endpoint_url = https://sts.amazonaws.com'],
    ['s3 =\n  role_arn = arn:aws:iam::111122223333:role/deploy'],
  ])('leads nowhere from %j', (text) => {
    expect(targets(text)).toEqual([]);
  });

  it('escapes what a role may be called', () => {
    expect(targets('role_arn = arn:aws:iam::111122223333:role/a+b=c,d@e')).toEqual([
      'https://console.aws.amazon.com/iam/home#/roles/details/a%2Bb%3Dc%2Cd%40e',
    ]);
  });

  it.each([
    'https://d-1234567890.awsapps.com/start',
    'https://corp.awsapps.com/start#/',
    'https://start.us-gov-home.awsapps.com/directory/corp',
    'https://start.home.awsapps.cn/directory/corp',
    'https://ssoins-1234.portal.us-east-1.app.aws',
  ])('leads to the sign-in at %s', (address) => {
    expect(targets(`sso_start_url = ${address}`)).toEqual([address]);
  });

  it.each([
    'http://corp.awsapps.com/start',
    'https://corp.awsapps.com.evil.example/start',
    'https://evil.example/awsapps.com/start',
    'https://corp.awsapps.com@evil.example/start',
    'https://corp.awsapps.com:8443/start',
    'https://awsapps.com/start',
    'https://localhost/start',
    'javascript:alert(1)//.awsapps.com/',
    'https://evil.example\\.awsapps.com/start',
  ])('never leads to %s', (address) => {
    expect(targets(`sso_start_url = ${address}`)).toEqual([]);
  });
});
