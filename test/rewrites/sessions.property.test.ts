import fc from 'fast-check';
import {
  buildProfileGraph,
  changedText,
  changedUri,
  createLinter,
  createSourceText,
  defaultSettings,
  parseIni,
  parseModel,
  parseRoleArn,
  readAsCli,
  rules,
  SecretValue,
  type FileChange,
  type ProfileGraph,
  type ProfileSetting,
  type WorkspaceFacts,
} from '@keyless/core';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';

const CONFIG = 'file:///home/.aws/config';
const CREDENTIALS = 'file:///home/.aws/credentials';
const SECRET = 'WlukLQwXrcgREV9F2AHCNDY9QXbQ6akaypXWhA6u';
const KEYS = `aws_access_key_id = ASIAQNZGKIQY56JQ7WML\naws_secret_access_key = ${SECRET}\naws_session_token = IQoJb3JpZ2luX2VjEKb0123456789abcdef0123456789abcdef0123456789\n`;
const LONG_TERM = `aws_access_key_id = AKIASP2TPHJSQH3FJRUX\naws_secret_access_key = ${SECRET}\n`;

const NAMES = ['default', 'a', 'b', 'two words', 'dotted.name', 'base-identity', 'e'];

/** What a section may hold; each line once, because the AWS CLI refuses a file with a key that stands twice. */
const LINES = [
  KEYS,
  KEYS,
  'expiration = 2020-01-01T00:00:00Z\n',
  LONG_TERM,
  'region = eu-west-1\n',
  '# a comment\n',
  'role_arn = arn:aws:iam::029608264753:role/team/Own\n',
  'role_arn = arn:aws:sts::029608264753:assumed-role/Own/me\n',
  'source_profile = a\n',
  'source_profile = b\n',
  'source_profile = gone\n',
  'duration_seconds = 43200\n',
  'duration_seconds = soon\n',
  'role_session_name = x\n',
  'credential_process = aws-vault export --format=json --no-session vault\n',
  'credential_process = aws configure export-credentials --profile a\n',
  's3 =\n    addressing_style = path\n',
  '\n',
];

function keysOf(line: string): readonly string[] {
  return [...line.matchAll(/^(\w+) =/gmu)].map(([, key = '']) => key);
}

const body = fc.shuffledSubarray(LINES, { maxLength: 6 }).map((lines) => {
  const seen = new Set<string>();
  return lines
    .filter((line) => {
      const keys = keysOf(line);
      if (keys.some((key) => seen.has(key))) return false;
      for (const key of keys) seen.add(key);
      return true;
    })
    .join('');
});

function fileOf(header: (name: string) => string): fc.Arbitrary<string> {
  const section = fc.tuple(body, fc.constantFrom('', '\n', '\n\n'));
  return fc
    .tuple(fc.subarray(NAMES), fc.array(section, { minLength: NAMES.length, maxLength: NAMES.length }))
    .chain(([names, sections]) =>
      fc.constantFrom('\n', '\r\n').map((eol) =>
        names
          .map((name, index) => `[${header(name)}]\n${sections[index]!.join('')}`)
          .join('')
          .replaceAll('\n', eol),
      ),
    );
}

const config = fileOf((name) =>
  name === 'default' ? name : name.includes(' ') ? `profile '${name}'` : `profile ${name}`,
);
const credentials = fileOf((name) => name);

interface Files {
  readonly config: string | undefined;
  readonly credentials: string;
}

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: (text) => parse(text) },
});

function modelsOf(files: Files) {
  const text = (raw: string) => createSourceText(raw);
  return {
    config: files.config === undefined ? undefined : parseModel(CONFIG, 'aws-config', text(files.config)),
    credentials: parseModel(CREDENTIALS, 'aws-credentials', text(files.credentials)),
  };
}

function factsOf(files: Files): WorkspaceFacts {
  const newConfig = files.config === undefined ? CONFIG : undefined;
  return { awsFiles: { ...modelsOf(files), newConfig }, oidcRoles: [], called: new Map() };
}

/** As the AWS CLI sees the files. */
function graphOf(files: Files): ProfileGraph {
  const read = (uri: string, kind: 'aws-config' | 'aws-credentials', text = '') =>
    readAsCli(parseIni(uri, kind, createSourceText(text)));
  return buildProfileGraph({
    config: read(CONFIG, 'aws-config', files.config),
    credentials: read(CREDENTIALS, 'aws-credentials', files.credentials),
  });
}

function applied(files: Files, changes: readonly FileChange[]): Files {
  const after = new Map(changes.map((change) => [changedUri(change), changedText(change)]));
  return {
    config: after.get(CONFIG) ?? files.config,
    credentials: after.get(CREDENTIALS) ?? files.credentials,
  };
}

function shown(setting: ProfileSetting): unknown {
  if (setting.value instanceof SecretValue) return setting.value.derive((text) => `secret ${text}`);
  return typeof setting.value === 'string' ? setting.value : [...setting.value.keys()];
}

function settingsOf(graph: ProfileGraph, name: string): Record<string, unknown> {
  const settings = graph.profiles.get(name)?.settings ?? new Map<string, ProfileSetting>();
  return Object.fromEntries([...settings].map(([key, setting]) => [key, shown(setting)]));
}

/** What every rewrite of profiles has to hold, as the AWS CLI reads the files before and after. */
function expectSound(before: Files, after: Files, rewritten: readonly string[]): void {
  const [old, now] = [graphOf(before), graphOf(after)];
  expect(now.refusals).toEqual([]);
  for (const name of rewritten) {
    const provider = now.providerOf(name);
    expect(provider).toMatchObject({ type: 'role', source: { type: 'profile' } });
    expect(now.chainOf(name)?.end, `the chain of ${name}`).toMatchObject({ type: 'root' });
    const settings = settingsOf(now, name);
    expect(parseRoleArn(String(settings['role_arn']))).toBeDefined();
    const seconds = Number(settings['duration_seconds']);
    expect(seconds).toBeLessThanOrEqual(now.sourceIsSession(name) === true ? 3600 : 43_200);
    expect(seconds).toBeGreaterThanOrEqual(900);
    const gone = /^(?:aws_.*|expiration|role_.*|source_profile|duration_seconds)$/u;
    const rest = (all: Record<string, unknown>) => Object.entries(all).filter(([key]) => !gone.test(key));
    expect(new Map(rest(settings))).toEqual(new Map(rest(settingsOf(old, name))));
  }
  for (const name of old.profiles.keys()) {
    if (!rewritten.includes(name)) expect(settingsOf(now, name)).toEqual(settingsOf(old, name));
  }
  for (const name of now.profiles.keys()) {
    if (!old.profiles.has(name))
      expect(rewritten.includes(name) || name.startsWith('base-identity')).toBe(true);
  }
  const kept = (files: Files): readonly string[] =>
    [files.config ?? '', files.credentials].flatMap((text) =>
      text.split(/\r?\n/u).filter((line) => /^#|^\[|^region|^s3|^ {4}/u.test(line)),
    );
  for (const line of kept(before)) expect(kept(after)).toContain(line);
}

const files = fc.record({ config: fc.option(config, { nil: undefined, freq: 4 }), credentials });

describe('rewriting pasted sessions of any files', () => {
  it('one by one: each profile becomes a role that works, and nothing else changes', () => {
    let fixes = 0;
    fc.assert(
      fc.property(files, (before) => {
        const facts = factsOf(before);
        for (const model of Object.values(modelsOf(before))) {
          if (!model) continue;
          const result = linter.lint(model, { facts });
          for (const finding of result.findings) {
            for (const fix of finding.fixes.filter(({ id }) => id === 'rewrite-to-role')) {
              const own: FileChange = { type: 'edit', file: model.document, edits: fix.edits };
              const after = applied(before, [...(fix.edits.length > 0 ? [own] : []), ...fix.elsewhere]);
              const profile = /profile (.+):\d+$/u.exec(finding.fingerprint)?.[1] ?? '';
              expectSound(before, after, [profile]);
              fixes += 1;
            }
          }
          expect(result.failures).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
    expect(fixes).toBeGreaterThan(300);
  });

  it('all at once', () => {
    let most = 0;
    fc.assert(
      fc.property(files, (before) => {
        const facts = factsOf(before);
        for (const model of Object.values(modelsOf(before))) {
          if (!model) continue;
          const { findings } = linter.lint(model, { facts });
          const change = linter.rewriteSessions(model, findings, { facts, settings: defaultSettings });
          const own: FileChange = { type: 'edit', file: model.document, edits: change.edits };
          const after = applied(before, [...(change.edits.length > 0 ? [own] : []), ...change.elsewhere]);
          const [old, now] = [graphOf(before), graphOf(after)];
          const rewritten = [...old.profiles.keys()].filter(
            (name) => JSON.stringify(settingsOf(old, name)) !== JSON.stringify(settingsOf(now, name)),
          );
          expect(rewritten).toHaveLength(change.rewritten);
          expectSound(before, after, rewritten);
          most = Math.max(most, change.rewritten);
        }
      }),
      {
        numRuns: 300,
        examples: [
          [
            {
              config: `[profile a]\n${KEYS}source_profile = b\n[profile b]\n${KEYS}source_profile = e\n[profile e]\n${KEYS}source_profile = a\n`,
              credentials: '',
            },
          ],
        ],
      },
    );
    expect(most).toBeGreaterThan(1);
  });

  it('says what is left, and why', () => {
    const text = `[profile a]\n${KEYS}source_profile = b\n[profile b]\n${KEYS}source_profile = a\n[profile c]\n${KEYS}credential_process = x\n[profile long]\n${LONG_TERM}`;
    const model = parseModel(CONFIG, 'aws-config', createSourceText(text));
    const { findings } = linter.lint(model);
    const { rewritten, left } = linter.rewriteSessions(model, findings);
    expect(rewritten).toBe(2);
    expect(left).toEqual([
      {
        what: 'profile c',
        remedy: 'Delete the keys: the profile gets its credentials by credential_process already.',
      },
    ]);
    const silenced = findings.filter(({ fingerprint }) => !fingerprint.includes('profile a:'));
    expect(linter.rewriteSessions(model, silenced).rewritten).toBe(1);
  });
});
