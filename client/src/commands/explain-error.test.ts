import { safe } from '@keyless/core';
import type { Incident } from '@keyless/sessions';
import { expect, it } from 'vitest';
import { createExplainCommand } from './explain-error.ts';

const incident: Incident = {
  kind: 'expired-session',
  title: safe`The session has ended`,
  meaning: safe`It is over`,
  action: safe`Refresh it`,
  mend: { type: 'none' },
};
const TOLD = 'warning The session has ended. It is over. Refresh it.';
const NOTHING = 'info No AWS error is recognised in this text.';

it.each([
  ['the selection', { selection: 'ExpiredToken', clipboard: 'x' }, [TOLD]],
  [
    'a selection without an error, and nothing else',
    { selection: 'x', clipboard: 'ExpiredToken' },
    [NOTHING],
  ],
  ['what was copied', { clipboard: 'ExpiredToken' }, [TOLD]],
  ['what is pasted', { pasted: 'ExpiredToken' }, ['asked', TOLD]],
  ['what is pasted, in vain', { pasted: 'x' }, ['asked', NOTHING]],
  ['nothing where the person turns away', {}, ['asked']],
])(
  'explains %s',
  async (_name, given: { selection?: string; clipboard?: string; pasted?: string }, expected) => {
    const said: string[] = [];
    await createExplainCommand({
      selection: () => given.selection ?? '',
      clipboard: () => Promise.resolve(given.clipboard ?? ''),
      ask: () => {
        said.push('asked');
        return Promise.resolve(given.pasted);
      },
      explain: (output) => Promise.resolve(output.includes('ExpiredToken') ? incident : undefined),
      env: {},
      menders: {
        refresh: () => Promise.resolve(true),
        run: () => Promise.resolve(true),
        removeEntry: () => Promise.resolve(true),
        openFile: () => Promise.resolve(true),
      },
      ui: {
        warn: (message) => said.push(`warning ${message}`),
        inform: (message) => said.push(`info ${message}`),
      },
    })();
    expect(said).toEqual(expected);
  },
);
