import {
  attached,
  NOTHING_FOUND,
  mentionsSession,
  type Clock,
  type DocumentModel,
  type Linter,
  type LintOptions,
  type LintResult,
} from '@keyless/core';
import type { Cancellation } from '../scheduling/cancellation.ts';
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

/** A version of an open document that can be judged at once. */
export interface Prepared {
  /** See `Judgement`. */
  readonly resultId: string;
  /** Not to be put off: the document may change. */
  judge(): Judgement;
}

/**
 * Judges open documents, each version once as long as its parsed form is kept and settings and facts stay the same. Who
 * keeps a judgement keeps that form.
 */
export interface Judge {
  /** `undefined` for what is not open, not ours, too large, or not waited for any more. */
  judge(uri: string, cancellation: Cancellation): Promise<Judgement | undefined>;
  /** The same up to the judging itself, for who may have the result already. */
  prepare(uri: string, cancellation: Cancellation): Promise<Prepared | undefined>;
  /** The last judgement, if it is about that very edition and the document has not changed since. */
  latest(uri: string, edition: number): Judgement | undefined;
}

export interface JudgeInit {
  readonly linter: Linter;
  readonly clock: Clock;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly facts: FactsStore;
  /** Tells the results of two runs of the server apart. */
  readonly run: string;
}

export function createJudge(init: JudgeInit): Judge {
  const judgements = attached<DocumentModel, Judgement>();
  /** Counts the ends of what was found, see `validUntil`; `next` is the first that is still to come. */
  const ends: { passed: number; next: Date | undefined } = { passed: 0, next: undefined };
  const noteEnd = (end: Date | undefined): void => {
    if (end && (!ends.next || end < ends.next)) ends.next = end;
  };
  const passedEnds = (): number => {
    if (ends.next && ends.next <= init.clock()) {
      ends.passed += 1;
      ends.next = undefined;
    }
    return ends.passed;
  };
  const prepare: Judge['prepare'] = async (uri, cancellation) => {
    const asked = init.documents.get(uri);
    if (!asked) return undefined;
    const [{ settings, revision }, around] = await Promise.all([
      init.settings.of(asked.uri),
      init.facts.around(asked, { sessions: mentionsSession(asked.text) }),
    ]);
    // While the others were asked, the document may have changed, and what is known of an older version helps nobody.
    const document = init.documents.get(uri);
    if (!document || document.oversized || cancellation.isCancelled) return undefined;
    const resultId = [init.run, document.edition, revision, around.revision, passedEnds()].join('.');
    const judge = (): Judgement => {
      const model = init.documents.model(document);
      const known = judgements.get(model);
      if (known?.resultId === resultId && hasSameFiles(known.around, around)) return known;
      const options = lintOptions(around.facts, settings);
      // To its end, whoever waits: what is found is kept, and asked for by others.
      const result = settings.isExcluded ? NOTHING_FOUND : init.linter.lint(model, options);
      const judgement = { document, model, result, around, options, resultId };
      judgements.set(model, judgement);
      noteEnd(result.validUntil);
      return judgement;
    };
    return { resultId, judge };
  };
  return {
    prepare,
    judge: async (uri, cancellation) => (await prepare(uri, cancellation))?.judge(),
    latest: (uri, edition) => {
      const document = init.documents.get(uri);
      return document?.edition === edition ? judgements.get(init.documents.model(document)) : undefined;
    },
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
