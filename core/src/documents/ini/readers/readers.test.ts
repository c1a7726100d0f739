import { describe, expect, it } from 'vitest';
import { SecretValue } from '../../../secret/secret-value.ts';
import { createSourceText } from '../../../text/source-text.ts';
import type { IniKind } from '../../document.ts';
import { parseIni } from '../parser.ts';
import { readAsCli } from './cli.ts';
import { readAsJs } from './js.ts';
import { isBlock, plainText, type ReadSections, type ReadSettings } from './reading.ts';
import { readTolerantly } from './tolerant.ts';

const parse = (
  text: string,
  kind: IniKind = 'aws-config',
  options: { bom?: boolean; malformed?: boolean } = {},
) => parseIni('file:///x', kind, createSourceText(text, options));

function plain(sections: ReadSections): unknown {
  return Object.fromEntries([...sections].map(([name, { settings }]) => [name, plainSettings(settings)]));
}

function plainSettings(settings: ReadSettings): unknown {
  return Object.fromEntries(
    [...settings].map(([key, { value }]) => [
      key,
      isBlock(value) ? plainSettings(value) : value instanceof SecretValue ? '***' : value,
    ]),
  );
}

describe('readAsCli', () => {
  it('refuses a file with its first mistake, its line and its reason', () => {
    const { refusal } = readAsCli(parse('[x]\na = 1\n\nword\n[x]'));
    expect(refusal).toMatchObject({ line: 4, range: { start: 11, end: 15 } });
    expect(refusal?.reason).toMatch(/no equals sign/u);
  });

  it.each([
    ['a byte order mark', { bom: true }],
    ['broken bytes', { malformed: true }],
  ])('refuses %s', (_, options) =>
    expect(readAsCli(parse('[x]\na=1', 'aws-config', options)).refusal?.line).toBe(1),
  );

  it('points from its values to their entries', () => {
    const document = parse('[DEFAULT]\nregion = eu\n[profile x]\nA = 1\n  b\ns3 =\n  c = 2\n');
    const reading = readAsCli(document);
    if (reading.refusal) throw new Error(reading.refusal.reason);
    const x = reading.profiles.get('x');
    expect(x?.sections).toEqual([document.sections[1]]);
    expect(x?.settings.get('a')).toEqual({ value: '1\nb', entry: document.sections[1]?.entries[0] });
    expect(x?.settings.get('region')?.entry).toBe(document.sections[0]?.entries[0]);
    const s3 = x?.settings.get('s3');
    expect(s3 && isBlock(s3.value) && s3.value.get('c')).toEqual({
      value: '2',
      entry: document.sections[1]?.entries[2],
    });
  });

  it('hides a value that has swallowed a secret', () => {
    const reading = readAsCli(parse('[default]\nregion = eu\n  aws_session_token = abc\n'));
    expect(
      reading.refusal === undefined && reading.profiles.get('default')?.settings.get('region')?.value,
    ).toBeInstanceOf(SecretValue);
  });

  it('lets the later of [default] and [profile default] replace the other', () => {
    const reading = readAsCli(parse('[profile default]\na = 1\n[default]\nb = 1\n'));
    expect(reading.refusal === undefined && plain(reading.profiles)).toEqual({ default: { b: '1' } });
  });
});

describe('readAsJs', () => {
  it('points from its values to their entries', () => {
    const document = parse('[profile x]\na = 1\n[profile.x]\ns3 =\n  c = 2\n');
    const x = readAsJs(document).profiles.get('x');
    expect(x?.sections).toEqual(document.sections);
    expect(x?.settings.get('a')?.entry).toBe(document.sections[0]?.entries[0]);
    expect(x?.settings.get('s3.c')?.entry).toBe(document.sections[1]?.entries[1]);
  });

  it('reads a file with a byte order mark', () =>
    expect(plain(readAsJs(parse('[default]\na = 1', 'aws-config', { bom: true })).profiles)).toEqual({
      default: { a: '1' },
    }));

  it('drops a file with a profile __proto__', () =>
    expect(plain(readAsJs(parse('[default]\na = 1\n[profile __proto__]')).profiles)).toEqual({}));
});

describe('readTolerantly', () => {
  it('reads a file that the AWS CLI refuses', () => {
    const reading = readTolerantly(
      parse(
        '[default]\na = 1\nword\n[profile x]\nb = 1\nb = 2\n[profile "x"]\nc = 3\na = 4\n[profile y\nd = 5\n',
      ),
    );
    expect(plain(reading.profiles)).toEqual({
      default: { a: '1' },
      x: { b: '2', c: '3', a: '4' },
      y: { d: '5' },
    });
    expect(reading.profiles.get('x')?.sections).toHaveLength(2);
  });

  it('sees the profiles that any tool sees, and no others', () => {
    const reading = readTolerantly(
      parse(
        '[profile a b]\n[x]\n[profile.b]\n[profiles c]\n[ profile d ]\n[sso-session s]\n[services v]\n[DEFAULT]\n',
      ),
    );
    expect([...reading.profiles.keys()]).toEqual(['b', 'c']);
    expect([...reading.ssoSessions.keys()]).toEqual(['s']);
    expect([...reading.services.keys()]).toEqual(['v']);
    expect([...reading.others.keys()]).toEqual(['profile a b', 'x', ' profile d ', 'DEFAULT']);
  });

  it('takes values as they are meant', () => {
    const text = [
      '[default]',
      'region = eu # c',
      'Output: json',
      '  duration_seconds = 900',
      'credential_process = cmd',
      '  --flag=x',
      '  more',
      's3 = # c',
      '  a = 1 ; c',
      '  b = 2',
      'quoted = "q"',
      'hash = a#b',
      'empty =',
      '',
    ].join('\n');
    expect(plain(readTolerantly(parse(text)).profiles)).toEqual({
      default: {
        region: 'eu',
        output: 'json',
        duration_seconds: '900',
        credential_process: 'cmd\n--flag=x\nmore',
        s3: { a: '1', b: '2' },
        quoted: '"q"',
        hash: 'a#b',
        empty: '',
      },
    });
  });

  it('keeps a block apart from a later one of the same name', () => {
    const reading = readTolerantly(parse('[default]\ns3 =\n  a = 1\ns3 =\n  b = 2\n'));
    expect(plain(reading.profiles)).toEqual({ default: { s3: { b: '2' } } });
  });

  it('hides secrets, also behind comments and in continuations', () => {
    const text = '[default]\naws_session_token = abc # c\ncredential_process = cmd\n  --token=abc\n';
    const settings = readTolerantly(parse(text)).profiles.get('default')?.settings;
    expect(settings?.get('aws_session_token')?.value).toBeInstanceOf(SecretValue);
    expect(settings?.get('credential_process')?.value).toBeInstanceOf(SecretValue);
    expect(plainText(settings?.get('aws_session_token'))).toBeUndefined();
  });

  it('takes every name of a credentials file', () => {
    const reading = readTolerantly(parse('[profile x]\na = 1\n[y]\nb = 2', 'aws-credentials'));
    expect([...reading.profiles.keys()]).toEqual(['profile x', 'y']);
  });
});
