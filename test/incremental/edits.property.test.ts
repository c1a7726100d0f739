import {
  createSourceText,
  defaultSettings,
  noFacts,
  type DocumentKind,
  type DocumentModel,
  type LintOptions,
} from '@keyless/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsConfigText } from '../perf/samples/aws-config.ts';
import { seededRandom } from '../perf/samples/random.ts';
import { edit, startText } from './arbitrary-edits.ts';
import { newLinter } from './new-linter.ts';
import { plainDocument, plainResult } from './plain.ts';

const URI = 'file:///home/me/.aws/config';

/** A file that somebody edits: each version is parsed and judged with what is known of the one before. */
function openFile(kind: DocumentKind, linter = newLinter(), every = 4) {
  let model: DocumentModel | undefined;
  let version = 0;
  return (text: string, options: LintOptions): void => {
    model = linter.parse(URI, kind, createSourceText(text), model);
    const fresh = newLinter();
    const expected = fresh.parse(URI, kind, createSourceText(text));
    // First what a client asks for first, because looking at everything makes everything.
    const result = plainResult(linter.lint(model, options), every, version);
    expect(result).toEqual(plainResult(fresh.lint(expected, options), every, version));
    version += 1;
    expect(plainDocument(model)).toEqual(plainDocument(expected));
  };
}

const SETTINGS = [
  defaultSettings,
  { ...defaultSettings, rules: { 'unknown-key': 'off', 'quoted-value': 'error' } },
] as const;

const kinds = fc.constantFrom<DocumentKind>('aws-config', 'aws-config', 'aws-credentials');

describe('a version of an AWS file is like the same text read by a new process', () => {
  it('after each of 10,000 edits', { timeout: 300_000 }, () => {
    let count = 0;
    fc.assert(
      fc.property(
        kinds,
        startText,
        fc.array(edit, { minLength: 25, maxLength: 25 }),
        (kind, start, edits) => {
          const see = openFile(kind);
          let text = start;
          see(text, {});
          for (const change of edits) see((text = change(text)), {});
          count += edits.length;
        },
      ),
      { numRuns: 400 },
    );
    expect(count).toBeGreaterThanOrEqual(10_000);
  });

  it('whatever changes around it', { timeout: 120_000 }, () => {
    const round = fc.tuple(fc.option(edit), fc.option(edit), fc.constantFrom(...SETTINGS));
    fc.assert(
      fc.property(
        startText,
        startText,
        fc.array(round, { minLength: 1, maxLength: 6 }),
        (start, other, rounds) => {
          const linter = newLinter();
          const see = openFile('aws-config', linter);
          let [text, credentials] = [start, other];
          let companion = linter.parse(`${URI}-2`, 'aws-credentials', createSourceText(credentials));
          for (const [own, theirs, settings] of rounds) {
            if (theirs) {
              credentials = theirs(credentials);
              companion = linter.parse(
                `${URI}-2`,
                'aws-credentials',
                createSourceText(credentials),
                companion,
              );
            }
            if (own) text = own(text);
            see(text, { settings, facts: { ...noFacts, awsFiles: { credentials: companion } } });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('where endpoints come and go, in its own sections and in the other file', () => {
    const keys = 'aws_access_key_id = my-user\naws_secret_access_key = my-password\n';
    const other = '[b]\nregion = eu-west-1\n';
    const local = 'endpoint_url = http://localhost:4566\n';
    const services = `[services s]\ns3 =\n  ${local}`;
    const configs = [
      '[profile a]\nregion = eu-west-1\n',
      `[profile a]\n${local}`,
      `[profile a]\nservices = s\n${services}`,
      `[profile a]\nservices = s\n${services.replace('localhost:4566', 's3.amazonaws.com')}`,
      `[profile b]\n${local}`,
    ];
    const texts = [
      `[a]\n${keys}${other}`,
      `[a]\n${keys}${other}[a]\n${local}`,
      `[a]\n${local}${other}[a]\n${keys}`,
      `[a]\nservices = s\n${keys}${services}`,
      `[a]\nservices = s\n${keys}`,
    ];
    const step = fc.record({ text: fc.constantFrom(...texts), config: fc.nat(configs.length - 1) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
        const linter = newLinter();
        const see = openFile('aws-credentials', linter);
        const companions = configs.map((config) =>
          linter.parse(`${URI}-2`, 'aws-config', createSourceText(config)),
        );
        for (const { text, config } of steps)
          see(text, { facts: { ...noFacts, awsFiles: { config: companions[config] } } });
      }),
    );
  });

  it('whatever the header of a source becomes', () => {
    const headers = [
      '[profile base]',
      '[base]\nunlock = always',
      '[base]\nregion = eu-west-1',
      '[base]\nunlock = never',
      '[ profile base ]',
      '[Profile base]',
      '[profile other]',
      '[other]',
    ];
    const see = openFile('aws-config');
    for (const header of [...headers, ...headers.toReversed()]) {
      see(
        `[profile a]\nrole_arn = arn:aws:iam::029608264753:role/A\nsource_profile = base\n\n${header}\n\n[profile z]\n`,
        {},
      );
    }
  });

  it('in a large file', { timeout: 120_000 }, () => {
    const random = seededRandom(7);
    const see = openFile('aws-config', newLinter(), 20);
    let text = awsConfigText(120, 40);
    see(text, {});
    for (let count = 0; count < 40; count += 1) {
      const at = random(text.length);
      text = `${text.slice(0, at)}${['x', '\n', '', '[', '# '][random(5)] ?? ''}${text.slice(at + random(2))}`;
      see(text, {});
    }
  });
});
