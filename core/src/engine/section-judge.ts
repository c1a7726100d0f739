import type { GraphWitness } from '../aws/graph-witness.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { Collected } from './collected.ts';
import { toFixes, type Draft, type Reported } from './draft.ts';
import type { Fix } from './finding.ts';
import type { SectionMemory } from './section-memory.ts';
import { sectionShow, type Guest } from './walk.ts';

/** Rules of single sections, and what they say. */
export interface SectionRules {
  readonly guests: readonly Guest[];
  /** Takes what the rules have said since the last time. */
  take(): readonly Said[];
}

/** What a rule has said, and what it comes to. */
export interface Said {
  readonly reported: Reported;
  readonly draft: Draft;
}

export interface SectionJudgeInit {
  readonly model: DocumentModel;
  readonly document: IniDocument;
  readonly rules: SectionRules;
  /** The same rules again, but watched by nobody: what a fix looks at does not matter. Asked for once. */
  readonly again: () => SectionRules;
  readonly witness: GraphWitness;
  readonly memory: SectionMemory;
  readonly collected: Collected;
  readonly isCancelled: () => boolean;
}

/**
 * Judges the sections of a file one by one, those before the first one included. What was said of a section in an
 * earlier version of the file is said again, if all that it was made of is still the same.
 */
export function judgeSections(init: SectionJudgeInit): void {
  const { model, document, rules, witness, memory, collected, isCancelled } = init;
  if (rules.guests.length === 0) return;
  const fail = (ruleId: string, error: unknown): void => collected.fail(ruleId, error);
  const show = sectionShow(model, { guests: rules.guests, fail });
  const fixesOf = createFixMaker(init);
  const judge = (section: IniSection): readonly Draft[] => {
    const { seen } = witness.record(() => show(section));
    const drafts = rules.take().map(({ draft }) => draft);
    memory.keep(section, drafts, seen);
    return drafts;
  };
  const addAll = (section: IniSection | undefined, drafts: readonly Draft[]): void => {
    for (const [index, draft] of drafts.entries()) {
      collected.add(draft, () => {
        const before = drafts.slice(0, index).filter(({ ruleId }) => ruleId === draft.ruleId);
        return fixesOf(section, draft.ruleId, before.length);
      });
    }
  };
  show(undefined);
  addAll(
    undefined,
    rules.take().map(({ draft }) => draft),
  );
  for (const section of document.sections) {
    if (isCancelled()) return;
    const drafts = memory.recall(section) ?? judge(section);
    if (drafts.length > 0) addAll(section, drafts);
  }
}

type FixMaker = (section: IniSection | undefined, ruleId: string, index: number) => readonly Fix[];

/** Shows a section once more to find the fixes of what a rule has said of it, counted from zero. */
function createFixMaker({ model, again, collected }: SectionJudgeInit): FixMaker {
  const said = new Map<IniSection | undefined, readonly Said[]>();
  let rules: SectionRules | undefined;
  let show: ReturnType<typeof sectionShow> | undefined;
  const sayAgain = (section: IniSection | undefined): readonly Said[] => {
    rules ??= again();
    show ??= sectionShow(model, {
      guests: rules.guests,
      fail: (ruleId, error) => collected.fail(ruleId, error),
    });
    show(section);
    return rules.take();
  };
  return (section, ruleId, index) => {
    const all = said.get(section) ?? sayAgain(section);
    said.set(section, all);
    const found = all.filter(({ draft }) => draft.ruleId === ruleId)[index];
    return found ? toFixes(found.reported, model.document.uri) : [];
  };
}
