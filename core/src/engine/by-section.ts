import { Witness } from '../aws/witness.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { watchedContexts, type Reach } from './contexts.ts';
import type { ActiveRule } from './draft.ts';
import type { Conditions, KeptParts } from './kept-parts.ts';
import { NO_MEMORY, openMemory, type PartMemory } from './part-memory.ts';
import { judgeParts, type PartRules } from './part-judge.ts';
import { invite, type Run } from './run.ts';
import { SectionSights } from './section-sights.ts';
import { sectionShow, type Guest } from './walk.ts';

/** Shows the sections of an AWS file to rules that look at each by itself. */
export function judgeBySection(
  run: Run,
  document: IniDocument,
  rules: readonly ActiveRule[],
  kept: KeptParts,
): readonly Guest[] {
  const { model, reach, collected } = run;
  const { sections } = document;
  const witness = new Witness(kept.sources);
  const seeable = watchedContexts(model, document, reach, witness);
  const { value, seen } = witness.record(() => invite(run, rules, seeable.make));
  const conditions = conditionsOf(model, document, reach);
  const open = (): PartMemory => {
    const sights = new SectionSights({ kept, conditions, document, seeable });
    return openMemory({ kept, conditions, document, places: sights, sights });
  };
  judgeParts({
    model,
    parts: sections,
    rules: value,
    again: (): PartRules => invite(run, rules, run.plain),
    showTo: (guests) =>
      sectionShow(model, { guests, fail: (ruleId, error) => collected.fail(ruleId, error) }),
    witness,
    // Rules that look at the file when they are made carry what they saw from section to section.
    memory: seen.length === 0 ? open() : NO_MEMORY,
    collected,
  });
  return value.guests;
}

function conditionsOf(model: DocumentModel, { kind, source }: IniDocument, reach: Reach): Conditions {
  const { config, credentials } = reach.facts.awsFiles;
  return {
    settings: reach.settings,
    companion: (kind === 'aws-config' ? credentials : config)?.document,
    file: [kind, source.bom, source.malformed, ...model.foreignServices].join('\n'),
  };
}
