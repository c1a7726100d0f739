import type { LeftJob, RewriteRepositoryResult } from '@keyless/server/protocol';
import { describe, expect, it } from 'vitest';
import { rewriteRepository, type RewriteUi } from './rewrite-repository.ts';

const LEFT: LeftJob = {
  uri: 'file:///w/.github/workflows/deploy.yml',
  what: 'job deploy',
  reason: 'a script sets the keys',
  range: { start: { line: 3, character: 6 }, end: { line: 3, character: 23 } },
};

/** A person who looks at everything, and what that person saw. */
function person(wantsLeft = true): { readonly ui: RewriteUi; readonly saw: string[] } {
  const saw: string[] = [];
  return {
    saw,
    ui: {
      withProgress: (_title, run) => run(),
      tell: (message, offersLeft) => {
        saw.push(offersLeft ? `${message} [show]` : message);
        return Promise.resolve(offersLeft && wantsLeft);
      },
      pickLeft: (left) => {
        saw.push(...left.map(({ what, reason }) => `${what}: ${reason}`));
        return Promise.resolve(left[0]);
      },
      open: ({ uri }) => {
        saw.push(`open ${uri}`);
        return Promise.resolve();
      },
    },
  };
}

async function run(result: RewriteRepositoryResult, wantsLeft = true): Promise<readonly string[]> {
  const { ui, saw } = person(wantsLeft);
  await rewriteRepository({ sendRequest: () => Promise.resolve(result) }, ui);
  return saw;
}

describe('rewriteRepository', () => {
  it.each<readonly [string, RewriteRepositoryResult, readonly string[]]>([
    [
      'what was rewritten',
      { applied: true, files: 1, rewritten: 2, left: [] },
      ['2 jobs of 1 file use OIDC now.'],
    ],
    [
      'an edit that was not confirmed',
      { applied: false, files: 2, rewritten: 2, left: [] },
      ['Nothing was rewritten, because the edit was not applied.'],
    ],
    [
      'nothing to do',
      { applied: false, files: 0, rewritten: 0, left: [] },
      ['No CI file of the workspace holds AWS keys.'],
    ],
  ])('tells of %s', async (_name, result, expected) => expect(await run(result)).toEqual(expected));

  it('shows what is left, with the reasons, and opens what is chosen', async () => {
    expect(await run({ applied: true, files: 1, rewritten: 1, left: [LEFT] })).toEqual([
      '1 job of 1 file uses OIDC now. 1 job is left to you. [show]',
      'job deploy: a script sets the keys',
      `open ${LEFT.uri}`,
    ]);
  });

  it('shows nothing more to whoever does not ask for it', async () => {
    expect(await run({ applied: false, files: 0, rewritten: 0, left: [LEFT, LEFT] }, false)).toEqual([
      'Nothing can be rewritten automatically. 2 jobs are left to you. [show]',
    ]);
  });

  it('says that no server runs', async () => {
    const { ui, saw } = person();
    await rewriteRepository(undefined, ui);
    expect(saw).toEqual(['The language server does not run, so nothing was rewritten.']);
  });
});
