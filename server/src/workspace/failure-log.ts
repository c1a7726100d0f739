import { safe, safeName, type LintResult } from '@keyless/core';
import type { ServerLog } from '../host/logger.ts';

/** Tells of rules that threw, each once a version of a document. */
export interface FailureLog {
  note(document: { readonly key: string; readonly version: number | string }, result: LintResult): void;
}

/** More than this is not remembered; then something may be told twice. */
const MOST_REMEMBERED = 1000;

export function createFailureLog(log: ServerLog): FailureLog {
  const told = new Set<string>();
  return {
    note: ({ key, version }, { failures }) => {
      for (const { ruleId, reason } of failures) {
        const id = `${ruleId}:${version}:${key}`;
        if (told.has(id)) continue;
        if (told.size >= MOST_REMEMBERED) told.clear();
        told.add(id);
        log.error(safe`Rule ${safeName(ruleId)} failed: ${reason}`);
      }
    },
  };
}
