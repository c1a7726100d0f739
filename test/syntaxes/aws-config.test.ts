import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The rules of the grammar, executed one by one as JavaScript regular expressions: its patterns keep to what both
 * dialects know. That VS Code's own engine makes the intended tokens of a whole file is tested in VS Code.
 */
const root = path.resolve(import.meta.dirname, '../..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

interface Pattern {
  readonly match?: string;
  readonly name?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
  readonly captures?: Readonly<Record<string, Pattern>>;
}

const grammar = readJson('syntaxes/aws-config.tmLanguage.json') as {
  readonly scopeName: string;
  readonly patterns: readonly Pattern[];
  readonly repository: Readonly<Record<string, Pattern>>;
};

function flatten(pattern: Pattern): readonly Pattern[] {
  const inner = [...(pattern.patterns ?? []), ...Object.values(pattern.captures ?? {})];
  return [pattern, ...inner.flatMap(flatten)];
}

const all = [...grammar.patterns, ...Object.values(grammar.repository)].flatMap(flatten);

/** The first rule of the top level that takes a line, and what it names in it. */
function tokens(line: string): readonly (readonly [text: string, scope: string])[] {
  for (const { include = '' } of grammar.patterns) {
    const rule = grammar.repository[include.slice(1)]!;
    const found = new RegExp(rule.match!, 'u').exec(line);
    if (!found) continue;
    return Object.entries(rule.captures ?? {}).flatMap(([index, capture]) => {
      const text = found[Number(index)];
      if (text === undefined || text === '') return [];
      return [[text, capture.name ?? valueScope(text)] as const];
    });
  }
  return [];
}

/** The scope of the rule that takes the first character of a value. */
function valueScope(value: string): string {
  const rule = grammar.repository['value']!.patterns!.find(
    ({ match }) => new RegExp(match!, 'u').exec(value)?.index === 0,
  );
  return rule?.name ?? '';
}

const short = (line: string) => tokens(line).map(([text, scope]) => [text, scope.replace('.aws-config', '')]);

describe('grammar of AWS config files', () => {
  it('is closed: patterns compile, includes resolve, captures exist, scopes are ours', () => {
    expect(grammar.scopeName).toBe('source.aws-config');
    for (const { match, include, name, captures } of all) {
      if (include !== undefined) expect(grammar.repository).toHaveProperty([include.slice(1)]);
      if (name !== undefined) expect(name).toMatch(/\.aws-config$/u);
      if (match === undefined) continue;
      const groups = new RegExp(`${match}|`, 'u').exec('')!.length - 1;
      for (const index of Object.keys(captures ?? {})) expect(Number(index)).toBeLessThanOrEqual(groups);
    }
  });

  it.each(['# a note', '; a note', '   # indented'])('takes %j for a comment', (line) => {
    expect(short(line)[0]?.[1]).toBe('punctuation.definition.comment');
  });

  it.each([
    [
      '[default]',
      [
        ['[', 'begin'],
        ['default', 'name'],
        [']', 'end'],
      ],
    ],
    [
      '[profile my role]',
      [
        ['[', 'begin'],
        ['profile', 'keyword'],
        ['my role', 'name'],
        [']', 'end'],
      ],
    ],
    [
      '[sso-session corp]',
      [
        ['[', 'begin'],
        ['sso-session', 'keyword'],
        ['corp', 'name'],
        [']', 'end'],
      ],
    ],
    [
      '[profile dev] # of [mine]',
      [
        ['[', 'begin'],
        ['profile', 'keyword'],
        ['dev', 'name'],
        [']', 'end'],
        ['# of [mine]', 'comment'],
      ],
    ],
    // Only with white space before it is it a comment for all tools.
    [
      '[dev]# mine',
      [
        ['[', 'begin'],
        ['dev', 'name'],
        [']', 'end'],
      ],
    ],
    [
      '[profiles]',
      [
        ['[', 'begin'],
        ['profiles', 'name'],
        [']', 'end'],
      ],
    ],
  ])('takes %j for a section', (line, expected) => {
    const names: Readonly<Record<string, string>> = {
      begin: 'punctuation.definition.section.begin',
      end: 'punctuation.definition.section.end',
      keyword: 'keyword.other.section',
      name: 'entity.name.section',
      comment: 'comment.line',
    };
    expect(short(line)).toEqual(expected.map(([text, kind]) => [text, names[kind!]]));
  });

  it.each([
    ['role_arn = arn:aws:iam::111122223333:role/deploy', 'constant.other.arn'],
    ['duration_seconds=3600', 'constant.numeric'],
    ['tcp_keepalive = true', 'constant.language.boolean'],
    ['credential_source = Ec2InstanceMetadata', 'constant.language.credential-source'],
    ['aws_access_key_id = AKIAIOSFODNN7EXAMPLE', 'constant.other.access-key-id'],
    ['sso_start_url = https://corp.awsapps.com/start', 'markup.underline.link'],
    ['region = eu-central-1', 'string.unquoted'],
    ['external_id = 12ab', 'string.unquoted'],
    ['  max_concurrent_requests = 20', 'constant.numeric'],
  ])('knows the value of %j', (line, scope) => {
    expect(short(line).map(([, name]) => name)).toEqual([
      'support.type.property-name',
      'punctuation.separator.key-value',
      scope,
    ]);
  });

  it.each(['aws_secret_access_key', 'aws_session_token', 'aws_security_token', 'AWS_SESSION_TOKEN'])(
    'marks %s as a secret',
    (key) => {
      expect(short(`${key} = abc/def=`)).toEqual([
        [key, 'support.type.property-name.secret'],
        ['=', 'punctuation.separator.key-value'],
        ['abc/def=', 'string.unquoted.secret'],
      ]);
    },
  );

  it('takes an indented line without a delimiter for the rest of the value before it', () => {
    expect(short('   --with more')).toEqual([['--with more', 'string.unquoted']]);
  });

  it('needs linear time', () => {
    const spaces = ' '.repeat(100_000);
    const lines = [
      'a'.repeat(100_000),
      spaces,
      `a${spaces}b`,
      `[${spaces}`,
      `[profile${spaces}`,
      `[a]${spaces}`,
      `k =${spaces}b${spaces}b`,
    ];
    const begin = performance.now();
    for (const line of lines) tokens(line);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

describe('language configuration of AWS config files', () => {
  const configuration = readJson('syntaxes/aws-config.language-configuration.json') as {
    readonly comments: { readonly lineComment: string };
    readonly wordPattern: string;
  };

  it('comments with the sign that every reader knows', () => {
    expect(configuration.comments.lineComment).toBe('#');
  });

  it.each([
    ['source_profile = base-identity', ['source_profile', 'base-identity']],
    ['[profile me@corp.example]', ['profile', 'me@corp.example']],
  ])('finds the words of %j', (line, words) => {
    expect(line.match(new RegExp(configuration.wordPattern, 'gu'))).toEqual(words);
  });
});
