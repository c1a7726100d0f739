import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceText, parseModel, readConfiguration, RULE_IDS } from '@keyless/core';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { allCases } from '../rules/case.ts';

const schema: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/config.schema.json'), 'utf8'),
);
const validate = new Ajv({ allowUnionTypes: true }).compile(schema as object);

function problemsOf(text: string): number {
  const { document } = parseModel('file:///.keyless.yaml', 'keyless-config', createSourceText(text));
  return document.format === 'yaml' ? readConfiguration(document, RULE_IDS).problems.length : 1;
}

const levels = fc.constantFrom<unknown>('off', 'hint', 'error', 'loud', 1, true, null, ['off']);
const texts = fc.constantFrom<unknown>('', ' ', 'vendor/', 7, null, {});
const keyed = (keys: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 3 });
const anything = fc.constantFrom<unknown>(null, 'x', 3, [], {});

const configurations = fc.oneof(
  anything,
  fc
    .record(
      {
        rules: fc.oneof(keyed(['static-session-key', 'quoted-value', 'nonsense'], levels), anything),
        maxSessionDuration: fc.constantFrom<unknown>(900, 3600, 43_200, 899, 43_201, 1000.5, '3600', null),
        exclude: fc.oneof(fc.array(texts, { maxLength: 3 }), anything),
        oidc: fc.oneof(
          keyed(
            ['roleArn', 'region', 'role'],
            fc.constantFrom<unknown>(
              'arn:aws:iam::123456789012:role/ci',
              'eu-west-1',
              '${{ vars.X }}',
              'x',
              '',
              null,
              1,
            ),
          ),
          anything,
        ),
        baseline: fc.oneof(texts, anything),
        nonsense: anything,
      },
      { requiredKeys: [] },
    )
    .map((record) => record as unknown),
);

describe('the schema of .keyless.yaml', () => {
  it('finds nothing wrong with what the reader takes, and something with everything else', () => {
    const seen = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(configurations, (configuration) => {
        const isRight = problemsOf(stringify(configuration)) === 0;
        seen[isRight ? 'right' : 'wrong'] += 1;
        expect(validate(configuration), JSON.stringify(configuration)).toBe(isRight);
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(50);
  });

  it('says the same as the rule of every fixture that is YAML', () => {
    for (const one of allCases().filter(({ ruleId }) => ruleId === 'invalid-configuration')) {
      for (const [path, text] of one.texts) {
        // The name, the syntax and the baseline are no matter of a schema; `false` for `off` is let pass by the reader.
        if (['other-name', 'no-yaml', 'baseline', 'no-baseline', 'off-as-false'].includes(one.name)) continue;
        expect(validate(parse(text, { uniqueKeys: false })), `${one.name}/${path}`).toBe(one.valid);
      }
    }
  });
});
