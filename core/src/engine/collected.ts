import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { compareRanges } from '../text/range.ts';
import type { Draft } from './draft.ts';
import type { Finding, Fix, RelatedPlace, RuleFailure } from './finding.ts';

/** Gathers what a run finds. */
export class Collected {
  readonly failures: RuleFailure[] = [];
  readonly #findings: Finding[] = [];
  /** How many findings have the same rule and anchor so far. */
  readonly #ordinals = new Map<string, number>();
  /** By rule and place; `undefined` where each finding stands for itself. */
  readonly #places: Map<string, Found> | undefined;

  /**
   * `isShared`: several jobs may say the same of a place that they share, such as a variable of their workflow. That is one
   * finding, the first one's, and explained by the places of all.
   */
  constructor(isShared = false) {
    this.#places = isShared ? new Map() : undefined;
  }

  /** `makeFixes` is called when somebody asks for the fixes, once. A rewrite that throws costs its own, not the finding. */
  add(draft: Draft, makeFixes: () => readonly Fix[]): void {
    const place = this.#places && `${draft.ruleId}:${draft.range.start}:${draft.range.end}`;
    const known = place === undefined ? undefined : this.#places?.get(place);
    if (known) {
      known.explainBy(draft);
      return;
    }
    const ordinal = this.#ordinals.get(draft.key) ?? 0;
    this.#ordinals.set(draft.key, ordinal + 1);
    const found = new Found(draft, ordinal, () => {
      try {
        return makeFixes();
      } catch (error) {
        this.fail(draft.ruleId, error);
        return [];
      }
    });
    this.#findings.push(found);
    if (place !== undefined) this.#places?.set(place, found);
  }

  fail(ruleId: string, error: unknown): void {
    this.failures.push({ ruleId, reason: describe(error) });
  }

  /** In document order, then by rule id, then in the order in which a rule has reported them. */
  sorted(): readonly Finding[] {
    return this.#findings.sort((a, b) => compareRanges(a.range, b.range) || compareIds(a.ruleId, b.ruleId));
  }
}

/** A class, because V8 makes an object with a getter of its own a hundred times as slowly as one of a class. */
class Found implements Finding {
  readonly ruleId: string;
  readonly severity: Finding['severity'];
  readonly message: SafeText;
  readonly range: Finding['range'];
  readonly related: RelatedPlace[];
  readonly fingerprint: string;
  readonly tag: Finding['tag'];
  readonly #makeFixes: () => readonly Fix[];
  #fixes: readonly Fix[] | undefined;

  constructor(draft: Draft, ordinal: number, makeFixes: () => readonly Fix[]) {
    this.ruleId = draft.ruleId;
    this.severity = draft.severity;
    this.message = draft.message;
    this.range = draft.range;
    this.related = [...draft.related];
    this.fingerprint = `${draft.key}:${ordinal}`;
    this.tag = draft.tag;
    this.#makeFixes = makeFixes;
  }

  explainBy({ message, related }: Draft): void {
    if (message === this.message) this.related.push(...related);
  }

  get fixes(): readonly Fix[] {
    return (this.#fixes ??= this.#makeFixes());
  }
}

function compareIds(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The kind of an error and its top frame. The message is left out: it may quote the document. */
function describe(error: unknown): SafeText {
  if (!(error instanceof Error)) return safe`threw something that is no error`;
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /u.test(line)) ?? '';
  return safe`${safeName(error.name)}${safeName(frame.replace(/^\s+/u, ' ').replaceAll(/\(.*[/\\]/gu, '('))}`;
}
