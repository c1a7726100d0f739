import {
  AWS_VARIABLES,
  completionsAt,
  CREDENTIALS_INPUTS,
  describeTarget,
  hoverTargetAt,
  inlayHintsIn,
  lensTitle,
  PROFILE_KEYS,
  sessionLenses,
  toMarkdown,
  viewOf,
  type AwsFiles,
  type CompletionList,
  type Range,
  type View,
} from '@keyless/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECRETS } from '../lsp/samples.ts';
import { iniText } from '../parsers/ini-arbitrary.ts';
import { allCases, factsOf, parseFile } from '../rules/case.ts';
import { secretsOf } from '../rules/secrets.ts';

const clock = (): Date => new Date('2026-01-01T00:00:00Z');

/** YAML of which hovers know something. */
const HOVERED = new Set([
  ...['github-workflow', 'github-action', 'gitlab-ci', 'bitbucket-pipelines'],
  ...['circleci', 'azure-pipelines', 'buildkite', 'codebuild'],
]);

/** Every text that the features know something of, with what its case knows beyond it; each once. */
function fixtureViews(): ReadonlyMap<string, View> {
  const views = new Map<string, View>();
  for (const one of allCases()) {
    for (const [path, text] of one.texts) {
      const model = parseFile(path, text, one.options.bytes);
      if (model.document.format === 'yaml' && !HOVERED.has(model.document.kind)) continue;
      views.set(`${one.ruleId}/${one.name}/${path}`, viewOf(model, { facts: factsOf(one, path), clock }));
    }
  }
  return views;
}

/** All that comes out at a place, as text. */
function saidAt(view: View, offset: number): string {
  const target = hoverTargetAt(view, offset);
  const list = completionsAt(view, offset);
  if (list) checkWord(list, offset, view.model.document.source.text);
  return [
    target ? toMarkdown(describeTarget(view, target, new Map())) : '',
    JSON.stringify(list?.items.filter(({ kind }) => kind !== 'key' && kind !== 'variable')),
  ].join('\n');
}

/** The caret lies in the word, and the word on one line: an editor refuses anything else. */
function checkWord({ word: { insert, replace } }: CompletionList, caret: number, text: string): void {
  const isRight =
    insert.start === replace.start && insert.end === caret && replace.start <= caret && caret <= replace.end;
  const isOneLine = !/[\r\n]/u.test(text.slice(replace.start, replace.end));
  if (!isRight || !isOneLine)
    throw new Error(`The word at ${caret} is ${JSON.stringify({ insert, replace })}`);
}

/** All that comes out for a document besides. */
function saidOf(view: View): string {
  const { document } = view.model;
  const whole: Range = { start: 0, end: document.source.text.length };
  const lenses = sessionLenses(view).map(({ profile }) => lensTitle(view, profile, undefined).title);
  return [...lenses, ...inlayHintsIn(document, whole).map(({ label }) => label)].join('\n');
}

function everythingSaid(view: View): string {
  const said = new Set([saidOf(view)]);
  for (let at = 0; at <= view.model.document.source.text.length; at += 1) said.add(saidAt(view, at));
  return [...said].join('\n');
}

describe('at every place of every fixture', () => {
  const views = fixtureViews();

  it('there are secrets to keep', () => {
    const texts = [...views.values()].map(({ model }) => model.document.source.text);
    expect(texts.flatMap(secretsOf).length).toBeGreaterThan(50);
  });

  it.each([...views])('%s', (_name, view) => {
    const said = everythingSaid(view);
    const { awsFiles } = view.facts;
    const texts = [view.model, awsFiles.config, awsFiles.credentials].map(
      (one) => one?.document.source.text ?? '',
    );
    for (const secret of texts.flatMap(secretsOf)) expect(said.includes(secret)).toBe(false);
  });
});

describe('wherever somebody pastes a secret', () => {
  /** A secret as the name of every section and as the value of every key or variable, and a caret everywhere. */
  const pasted = (secret: string): readonly (readonly [string, string])[] => [
    [
      '.aws/config',
      [
        `[profile ${secret}]`,
        ...PROFILE_KEYS.filter(({ place }) => place === 'profile').map(({ name }) => `${name} = ${secret}`),
        `[sso-session ${secret}]`,
        ...PROFILE_KEYS.filter(({ place }) => place === 'sso-session').map(
          ({ name }) => `${name} = ${secret}`,
        ),
        `[services ${secret}]`,
        's3 =',
        `  endpoint_url = https://${secret}`,
        '[profile other]',
        `role_arn = arn:aws:iam::123456789012:role/${secret}`,
        `source_profile = ${secret}`,
        `mfa_serial = arn:aws:iam::123456789012:mfa/${secret}`,
        'region = ',
        '',
      ].join('\n'),
    ],
    [
      '.aws/credentials',
      `[${secret}]\nrole_arn = ${secret}\nsource_profile = ${secret}\n[b]\nsource_profile = \n`,
    ],
    ['.env', AWS_VARIABLES.map(({ name }) => `${name}="${secret}"\n`).join('')],
    ['.github/workflows/deploy.yml', pastedWorkflow(secret)],
    [
      '.gitlab-ci.yml',
      `a:\n  id_tokens:\n    ${secret}:\n      aud: ${secret}\n  script: [$AWS_REGION ${secret}]\n`,
    ],
  ];

  /** As a job, a step, a scope, an access, a version, and as the value of every input and variable. */
  const pastedWorkflow = (secret: string): string =>
    [
      'on: push',
      'permissions:',
      `  contents: ${secret}`,
      `  ${secret}: read`,
      'jobs:',
      `  ${secret}:`,
      `    uses: ./.github/workflows/${secret}.yml`,
      '  b:',
      '    env:',
      ...AWS_VARIABLES.map(({ name }) => `      ${name}: ${secret}`),
      '    steps:',
      `      - name: ${secret}`,
      `        uses: aws-actions/configure-aws-credentials@${secret}`,
      '        with:',
      ...CREDENTIALS_INPUTS.map(({ name }) => `          ${name}: ${secret}`),
      `      - run: echo $AWS_REGION $AWS_PROFILE $AWS_ACCESS_KEY_ID ${secret}`,
      '',
    ].join('\n');

  it.each(Object.entries(SECRETS))('%s stays where it is', (_kind, secret) => {
    for (const [path, text] of pasted(secret)) {
      const model = parseFile(path, text);
      const said = everythingSaid(
        viewOf(model, {
          facts: { awsFiles: aroundOf(path, secret), oidcRoles: [], called: new Map() },
          clock,
        }),
      );
      expect(said.includes(secret), path).toBe(false);
    }
  });

  function aroundOf(path: string, secret: string): AwsFiles {
    const [config, credentials] = pasted(secret).map(([file, text]) => parseFile(file, text));
    return path.includes('.aws') ? {} : { config, credentials };
  }
});

describe('in any text', () => {
  it.each(['.aws/config', '.aws/credentials', '.env'])('nothing breaks: %s', (path) => {
    fc.assert(
      fc.property(iniText, fc.integer({ min: 0, max: 400 }), (text, at) => {
        const view = viewOf(parseFile(path, text), { clock });
        saidAt(view, Math.min(at, view.model.document.source.text.length));
        saidOf(view);
      }),
    );
  });
});
