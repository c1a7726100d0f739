import type { RedactedParams, RedactedResult } from '@keyless/server/protocol';
import { describe, expect, it } from 'vitest';
import { createCopyRedacted } from './copy-redacted.ts';

const WHOLE: RedactedParams = { uri: 'file:///w/.env' };
const PART: RedactedParams = {
  ...WHOLE,
  range: { start: { line: 0, character: 3 }, end: { line: 2, character: 0 } },
};

function play(place: RedactedParams | undefined, answer: (() => Promise<RedactedResult>) | undefined) {
  const asked: unknown[] = [];
  const copied: string[] = [];
  const said: string[] = [];
  const command = createCopyRedacted({
    place: () => place,
    source: () =>
      answer && {
        sendRequest: (method, params) => {
          asked.push([method, params]);
          return answer();
        },
      },
    copy: (text) => Promise.resolve(void copied.push(text)),
    ui: {
      inform: (message) => said.push(`info ${message}`),
      warn: (message) => said.push(`warning ${message}`),
    },
  });
  return { command, asked, copied, said };
}

describe('copy redacted', () => {
  it.each([
    ['the file', WHOLE],
    ['the selection', PART],
  ])('copies %s as the server masks it', async (what, place) => {
    const { command, asked, copied, said } = play(place, () => Promise.resolve({ text: 'A=***' }));
    await command();
    expect(asked).toEqual([['keyless/redacted', place]]);
    expect(copied).toEqual(['A=***']);
    expect(said).toEqual([`info Copied ${what} with every secret masked.`]);
  });

  it.each([
    ['not-ours', /^warning Keyless knows no secrets of this file/u],
    ['too-large', /^warning This file is too large/u],
    ['failed', /^warning The copy broke off/u],
  ] as const)('copies nothing where the server refuses as %s', async (refused, message) => {
    const { command, copied, said } = play(WHOLE, () => Promise.resolve({ refused }));
    await command();
    expect(copied).toEqual([]);
    expect(said).toEqual([expect.stringMatching(message)]);
  });

  it('copies nothing where the server does not answer', async () => {
    const { command, copied, said } = play(WHOLE, () => Promise.reject(new Error('secret')));
    await command();
    expect(copied).toEqual([]);
    expect(said).toEqual(['warning The copy broke off by a mistake of the extension. Nothing was copied.']);
  });

  it('says so where no server runs, and where no file is open', async () => {
    const stopped = play(WHOLE, undefined);
    await stopped.command();
    const nothing = play(undefined, () => Promise.resolve({ text: 'x' }));
    await nothing.command();
    expect([...stopped.said, ...nothing.said]).toEqual([
      'warning The language server of Keyless does not run, so nothing was copied.',
      'warning Open the file to copy from first.',
    ]);
    expect([...stopped.copied, ...nothing.copied]).toEqual([]);
  });
});
