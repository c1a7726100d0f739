import { describe, expect, it } from 'vitest';
import { createLinter } from '../linter.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { Visitor } from '../rule-api/visitor.ts';
import { createSourceText } from '../text/source-text.ts';
import { MADE_UP } from './made-up.ts';

const TEXT = [
  '[profile one]',
  'region = eu-west-1',
  'Output = json',
  '[profile two]',
  'output: json',
  'region = "eu-west-1"',
  'duration_seconds = 900',
  '',
].join('\n');

/** What a rule is shown of a text, which is new or a version that follows another one. */
function shown(wish: readonly (keyof Visitor)[], isNew: boolean): readonly string[] {
  const seen: string[] = [];
  const all: Visitor = {
    section: ({ name }) => void seen.push(`section ${name}`),
    entry: ({ key }, { name }) => void seen.push(`entry ${name}.${key}`),
    flawedEntry: ({ key }, { name }) => void seen.push(`flawed ${name}.${key}`),
    entryNames: ['output', 'duration_seconds'],
  };
  const rule = defineRule({
    meta: { ...MADE_UP, id: 'test-rule' },
    bySection: true,
    create: () => Object.fromEntries(wish.map((key) => [key, all[key]])) as Visitor,
  });
  const linter = createLinter({ rules: [rule], clock: () => new Date(0), readers: { dotenv: () => ({}) } });
  const parse = (text: string, previous?: ReturnType<typeof linter.parse>) =>
    linter.parse('file:///.aws/config', 'aws-config', createSourceText(text), previous);
  linter.lint(isNew ? parse(TEXT) : parse(TEXT, parse(`# ${TEXT}`)));
  return seen.sort();
}

describe.each([
  ['a new file', true],
  ['a file that is edited', false],
])('of %s a rule is shown', (_name, isNew) => {
  const sections = ['section one', 'section two'];
  const named = ['entry one.Output', 'entry two.duration_seconds', 'entry two.output'];
  const flawed = ['flawed one.Output', 'flawed two.output', 'flawed two.region'];
  const entries = [...named, 'entry one.region', 'entry two.region'];

  it.each<[readonly (keyof Visitor)[], readonly string[]]>([
    [['section'], sections],
    [['entry'], entries],
    [['entry', 'entryNames'], named],
    [['flawedEntry'], flawed],
    [
      ['entry', 'flawedEntry'],
      [...entries, ...flawed],
    ],
    [
      ['entry', 'entryNames', 'flawedEntry'],
      [...named, ...flawed],
    ],
    [
      ['section', 'flawedEntry'],
      [...sections, ...flawed],
    ],
    [
      ['section', 'entry', 'entryNames', 'flawedEntry'],
      [...sections, ...named, ...flawed],
    ],
    [['entryNames'], []],
  ])('%j, and nothing else', (wish, expected) => {
    expect(shown(wish, isNew)).toEqual([...expected].sort());
  });
});
