import {
  mentionsSession,
  type Cancellation,
  type DocumentModel,
  type Linter,
  type LintOptions,
  type LintResult,
} from '@keyless/core';
import type { Documents, OpenDocument } from './documents.ts';
import type { FactsAround, FactsStore } from './facts-store.ts';
import { lintOptions } from './settings.ts';
import type { SettingsStore } from './settings-store.ts';

/** What was found in one version of an open document, and everything that was needed to find it. */
export interface Judgement {
  readonly document: OpenDocument;
  readonly model: DocumentModel;
  readonly result: LintResult;
  readonly around: FactsAround;
  /** All that it was judged by. */
  readonly options: LintOptions;
  /** Equal where nothing that the findings depend on has changed. */
  readonly resultId: string;
}

/** Judges open documents, each version once as long as settings and facts stay the same. */
export interface Judge {
  /** `undefined` for what is not open, not ours, too large, or not waited for any more. */
  judge(uri: string, cancellation: Cancellation): Promise<Judgement | undefined>;
  /** The last judgement, if it is about that very edition and the document has not changed since. */
  latest(uri: string, edition: number): Judgement | undefined;
  forget(document: OpenDocument): void;
}

export interface JudgeInit {
  readonly linter: Linter;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly facts: FactsStore;
  /** Tells the results of two runs of the server apart. */
  readonly run: string;
}

/** What is found in a file that the team has excluded. */
const NOTHING: LintResult = { findings: [], suppressed: [], known: [], failures: [] };

export function createJudge(init: JudgeInit): Judge {
  const judgements = new Map<string, Judgement>();
  const judge = async (uri: string, cancellation: Cancellation): Promise<Judgement | undefined> => {
    const asked = init.documents.get(uri);
    if (!asked) return undefined;
    const { settings, revision } = await init.settings.of(asked.uri);
    const around = await init.facts.around(asked, { sessions: mentionsSession(asked.text) });
    // While the others were asked, the document may have changed, and what is known of an older version helps nobody.
    const document = init.documents.get(uri);
    if (!document || document.oversized || cancellation.isCancelled) return undefined;
    const resultId = [init.run, document.edition, revision, around.revision].join('.');
    const known = judgements.get(document.key);
    if (known?.resultId === resultId && hasSameFiles(known.around, around)) return known;
    const model = init.documents.model(document);
    const options = lintOptions(around.facts, settings);
    const result = settings.isExcluded ? NOTHING : init.linter.lint(model, { ...options, cancellation });
    const judgement = { document, model, result, around, options, resultId };
    judgements.set(document.key, judgement);
    return judgement;
  };
  return {
    judge,
    latest: (uri, edition) => {
      const document = init.documents.get(uri);
      const known = document && judgements.get(document.key);
      return known?.document.edition === edition && document?.edition === edition ? known : undefined;
    },
    forget: (document) => judgements.delete(document.key),
  };
}

/**
 * Whether the fixes that were made with some files still fit them: a comment there makes no difference to findings, and
 * so none to the result's id, but an edit of that file must be for the text as it is.
 */
function hasSameFiles(
  { facts: { awsFiles: a } }: FactsAround,
  { facts: { awsFiles: b } }: FactsAround,
): boolean {
  return a.config === b.config && a.credentials === b.credentials;
}
