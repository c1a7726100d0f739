import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { allCases } from '../rules/case.ts';

/**
 * The golden files are what people read to see what a rule says and offers, so all of it has to be in them. They are read
 * from the disk as they are: that they are true is tested beside the fixtures.
 */
const goldens = new Map(rules.map(({ meta }) => [meta.id, goldenOf(meta.id)]));

interface Golden {
  readonly messages: readonly string[];
  readonly fixes: ReadonlySet<string>;
}

function goldenOf(ruleId: string): Golden {
  const text = allCases()
    .filter((one) => one.ruleId === ruleId && !one.valid)
    .map(({ folder }) => readFileSync(join(folder, 'findings.txt'), 'utf8'))
    .join('\n');
  const lines = text.split('\n');
  return {
    // A finding is its place, then its message, indented.
    messages: lines.flatMap((line, index) => (/^\S/u.test(line) ? [(lines[index + 1] ?? '').slice(2)] : [])),
    fixes: new Set([...text.matchAll(/^ {2}fix ([\w-]+) \(/gmu)].map(([, id = '']) => id)),
  };
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{\w+\}/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u');
}

describe.each(rules.map(({ meta }) => meta))('$id', ({ id, messages, fixes }) => {
  const golden = goldens.get(id)!;
  const patterns = new Map(Object.entries(messages).map(([name, template]) => [name, patternOf(template)]));
  const kindsOf = (message: string): readonly string[] =>
    [...patterns].filter(([, pattern]) => pattern.test(message)).map(([name]) => name);

  it.each(Object.keys(messages))('says %s in a golden file', (name) => {
    const shown = golden.messages.some((message) => kindsOf(message).includes(name));
    expect(shown).toBe(true);
  });

  it('says nothing else, and never what two of its messages could be', () => {
    expect(golden.messages.filter((message) => kindsOf(message).length !== 1)).toEqual([]);
  });

  it('offers exactly what it declares', () => {
    expect([...golden.fixes].sort()).toEqual(Object.keys(fixes).sort());
  });
});
