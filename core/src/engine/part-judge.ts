import type { Witness } from '../aws/witness.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { Collected } from './collected.ts';
import { toFixes, type Draft, type Reported } from './draft.ts';
import type { Fix } from './finding.ts';
import type { PartMemory } from './part-memory.ts';
import type { Part } from './part.ts';
import type { Guest } from './walk.ts';

/** Rules of single parts, and what they say. */
export interface PartRules {
  readonly guests: readonly Guest[];
  /** Takes what the rules have said since the last time. */
  take(): readonly Said[];
}

/** What a rule has said, and what it comes to. */
export interface Said {
  readonly reported: Reported;
  readonly draft: Draft;
}

export interface PartJudgeInit<Own extends Part> {
  readonly model: DocumentModel;
  readonly parts: readonly Own[];
  /** Makes what shows a part to rules; for `undefined`, what stands in none. */
  readonly showTo: (guests: readonly Guest[]) => (part: Own | undefined) => void;
  readonly rules: PartRules;
  /** The same rules again, but watched by nobody: what a fix looks at does not matter. Asked for once. */
  readonly again: () => PartRules;
  readonly witness: Witness;
  readonly memory: PartMemory;
  readonly collected: Collected;
}

/**
 * Judges the parts of a file one by one, what stands in none of them included. What was said of a part in an earlier
 * version of the file is said again, if all that it was made of is still the same.
 */
export function judgeParts<Own extends Part>(init: PartJudgeInit<Own>): void {
  const { parts, showTo, rules, witness, memory, collected } = init;
  if (rules.guests.length === 0) return;
  const show = showTo(rules.guests);
  const fixesOf = createFixMaker(init);
  const judge = (part: Own): readonly Draft[] => {
    const { seen } = witness.record(() => show(part));
    const drafts = rules.take().map(({ draft }) => draft);
    memory.keep(part, drafts, seen);
    return drafts;
  };
  const addAll = (part: Own | undefined, drafts: readonly Draft[]): void => {
    drafts.forEach((draft, index) => {
      collected.add(draft, () => {
        const before = drafts.slice(0, index).filter(({ ruleId }) => ruleId === draft.ruleId);
        return fixesOf(part, draft.ruleId, before.length);
      });
    });
  };
  show(undefined);
  addAll(
    undefined,
    rules.take().map(({ draft }) => draft),
  );
  for (const part of parts) {
    const drafts = memory.recall(part) ?? judge(part);
    if (drafts.length > 0) addAll(part, drafts);
  }
}

type FixMaker<Own> = (part: Own | undefined, ruleId: string, index: number) => readonly Fix[];

/** Shows a part once more to a rule, to find the fixes of what that has said of it, counted from zero. */
function createFixMaker<Own extends Part>({ model, showTo, again }: PartJudgeInit<Own>): FixMaker<Own> {
  let rules: PartRules | undefined;
  const askers = new Map<string, (part: Own | undefined) => readonly Said[]>();
  const askerOf = (ruleId: string): ((part: Own | undefined) => readonly Said[]) => {
    const all = (rules ??= again());
    const show = showTo(all.guests.filter((guest) => guest.ruleId === ruleId));
    const said = new Map<Own | undefined, readonly Said[]>();
    return (part) => {
      if (!said.has(part)) {
        show(part);
        said.set(part, all.take());
      }
      return said.get(part) ?? [];
    };
  };
  return (part, ruleId, index) => {
    const ask = askers.get(ruleId) ?? askerOf(ruleId);
    askers.set(ruleId, ask);
    const found = ask(part)[index];
    return found ? toFixes(found.reported, model.document) : [];
  };
}
