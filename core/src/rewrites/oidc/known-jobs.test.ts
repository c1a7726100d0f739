import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { repositoryFileOf } from '../../facts/repository-file.ts';
import { noFacts } from '../../facts/workspace-facts.ts';
import { parseModel } from '../../linter.ts';
import type { DocumentModel } from '../../model/document-model.ts';
import { createOnce } from '../../rule-api/once.ts';
import { defaultSettings } from '../../rule-api/settings.ts';
import { safe } from '../../secret/safe-text.ts';
import type { OidcContext } from '../rewrite.ts';
import { keysToOidc } from './keys-to-oidc.ts';
import { KnownJobs } from './known-jobs.ts';

const KEYS =
  '    env:\n      AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\n      AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}\n';
const job = (name: string, keys = ''): string =>
  `  ${name}:\n    runs-on: ubuntu-latest\n${keys}    steps:\n      - run: make ${name}\n      - run: aws s3 ls\n`;
const HEAD = 'on: push\npermissions:\n  contents: read\n';
const TEXT = `${HEAD}jobs:\n${job('a')}${job('b', KEYS)}${job('c')}${job('d', KEYS)}${job('e')}${job('f')}`;

function contextOf(
  text: string,
  { previous, ...others }: Partial<OidcContext> & { previous?: DocumentModel } = {},
) {
  const uri = 'file:///w/.github/workflows/a.yml';
  const model = parseModel(uri, 'github-workflow', createSourceText(text), previous);
  const { workflow } = model;
  if (!workflow) throw new TypeError('This is no workflow');
  const context: OidcContext = {
    model,
    facts: noFacts,
    settings: defaultSettings,
    once: createOnce(),
    ...others,
  };
  return { context, workflow };
}

type Opened = ReturnType<typeof contextOf>;

/** Makes the fixes of the job `b`: its rewrite, and that of it and `d`. */
function fixesIn({ context, workflow }: Opened) {
  const rewrite = workflow.parts[1] && keysToOidc(workflow.parts[1], context);
  if (!rewrite || 'refusal' in rewrite) throw new TypeError('The job cannot be rewritten');
  return rewrite.fixes();
}

/** The jobs of which nothing is left to be read. */
function knownIn({ context, workflow }: Opened): readonly string[] {
  const known = new KnownJobs(workflow, context);
  const isRead = ({ changes, grant }: { changes: readonly unknown[]; grant: unknown }): boolean =>
    changes.length === 0 && grant === undefined;
  return workflow.parts.flatMap((one) => {
    const plan = known.plan(one, false);
    return plan && (isRead(plan.unread) || plan.isWide) ? [one.id] : [];
  });
}

/** What is known of a text that was edited after fixes were asked for. */
function afterEdit(edit: (text: string) => string, others: Partial<OidcContext> = {}) {
  const before = contextOf(TEXT);
  fixesIn(before);
  return contextOf(edit(TEXT), { previous: before.context.model, ...others });
}

describe('KnownJobs', () => {
  it('knows nothing before anybody has asked for fixes', () => {
    expect(knownIn(contextOf(TEXT))).toEqual([]);
  });

  it.each<[string, (text: string) => string, readonly string[]]>([
    ['that moves everything', (text) => `# c\n${text}`, ['b', 'd']],
    ['of another job', (text) => text.replace('make a', 'make x'), ['d']],
    ['of one of the jobs', (text) => text.replace('make d', 'make x'), ['b']],
    ['that changes the first line of the next job', (text) => text.replace('  c:', '  x:'), []],
    ['beside the jobs', (text) => text.replace('contents: read', 'contents: write'), []],
    ['that makes a condition of the keys', (text) => text.replace('make f', '${{ secrets.ID || 1 }}'), []],
    ['that breaks the file', (text) => text.replace('make f', '"x'), []],
  ])('knows what is the same after an edit %s', (_what, edit, expected) => {
    expect(knownIn(afterEdit(edit))).toEqual(expected);
  });

  it.each<[string, Partial<OidcContext>]>([
    ['roles', { facts: { ...noFacts, oidcRoles: [safe`\${{ vars.ROLE }}`] } }],
    [
      'settings',
      { settings: { ...defaultSettings, oidc: { ...defaultSettings.oidc, region: 'eu-west-1' } } },
    ],
  ])('knows nothing with other %s', (_what, others) => {
    const edit = (text: string): string => `# c\n${text}`;
    expect(knownIn(afterEdit(edit))).toEqual(['b', 'd']);
    expect(knownIn(afterEdit(edit, others))).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['permissions of the workflow', (text) => text],
    ['permissions of the jobs', (text) => text.replace(HEAD, 'on: push\n')],
  ])('gives the fixes that a new process gives, with %s', (_what, shape) => {
    const text = shape(TEXT);
    const before = contextOf(text);
    expect(fixesIn(before)).toHaveLength(2);
    const edited = `# c\n${text}`;
    const after = contextOf(edited, { previous: before.context.model });
    expect(knownIn(after)).toEqual(['b', 'd']);
    expect(fixesIn(after)).toEqual(fixesIn(contextOf(edited)));
  });

  it('knows no job that is granted what actions of the repository let it be granted', () => {
    const text = TEXT.replace(HEAD, 'on: push\n').replace('run: make d', 'uses: ./action');
    const uri = 'file:///w/action/action.yml';
    const action = (run: string) => {
      const source = createSourceText(`runs:\n  using: composite\n  steps: [{run: ${run}, shell: bash}]\n`);
      const file = repositoryFileOf('./action', parseModel(uri, 'github-action', source));
      return { ...noFacts, called: new Map(file ? [['./action', file]] : []) };
    };
    const before = contextOf(text, { facts: action('make') });
    expect(fixesIn(before)).toHaveLength(2);
    const edited = `# c\n${text}`;
    const facts = action('git push');
    const after = contextOf(edited, { previous: before.context.model, facts });
    expect(fixesIn(after)).toHaveLength(1);
    expect(fixesIn(after)).toEqual(fixesIn(contextOf(edited, { facts })));
  });
});
