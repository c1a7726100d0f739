import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../documents/document.ts';
import { createLinter, type Linter } from '../linter.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { Rule } from '../rule-api/rule.ts';
import { createSourceText } from '../text/source-text.ts';
import { MADE_UP } from './made-up.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

type Made = WeakRef<() => void>[];

/** A rule of which each visitor is remembered, without being kept. */
function watchedRule(made: Made): Rule {
  return defineRule({
    meta: { ...MADE_UP, id: 'watched', documents: ['aws-config', 'dotenv'] },
    create: (context) => {
      const documentEnd = () => {
        context.model.document.source.text.trim();
      };
      made.push(new WeakRef(documentEnd));
      return { documentEnd };
    },
  });
}

function linterOf(made: Made): Linter {
  return createLinter({
    rules: [watchedRule(made)],
    clock: () => new Date(0),
    readers: { dotenv: () => ({}) },
  });
}

function judge(linter: Linter, kind: DocumentKind, text: string): void {
  linter.lint(linter.parse('file:///home/me/a', kind, createSourceText(text)));
}

/** What was looked at in a turn of the event loop is kept until its end. */
async function livingAfterCollection(made: Made): Promise<readonly boolean[]> {
  await setImmediate();
  collectGarbage();
  return made.map((one) => one.deref() !== undefined);
}

describe('the visitors of a run', () => {
  it('live until the next run over a document of their kind', async () => {
    const made: Made = [];
    const linter = linterOf(made);
    judge(linter, 'aws-config', '[default]\n');
    judge(linter, 'dotenv', 'A=1\n');
    expect(await livingAfterCollection(made)).toEqual([true, true]);
    judge(linter, 'aws-config', '[default]\nregion = eu-west-1\n');
    expect(await livingAfterCollection(made)).toEqual([false, true, true]);
  });

  it('do not keep a long text', async () => {
    const made: Made = [];
    const linter = linterOf(made);
    judge(linter, 'aws-config', '[default]\n');
    judge(linter, 'aws-config', `[default]\n${'#'.repeat(1_000_000)}\n`);
    expect(await livingAfterCollection(made)).toEqual([false, false]);
  });
});
