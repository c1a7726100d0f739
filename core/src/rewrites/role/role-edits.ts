import { addSections, appendToSection, type IniSetting, type NewSection } from '../../documents/ini/edits.ts';
import { plainHeader } from '../../documents/ini/header-form.ts';
import type { IniDocument } from '../../documents/ini/nodes.ts';
import { styleOf } from '../../documents/ini/style.ts';
import { replaceLines } from '../../text/line-edits.ts';
import { joinInserts, type TextEdit } from '../../text/text-edit.ts';
import type { SectionChange } from '../verify-ini.ts';
import type { ProfilePlace } from './profile-places.ts';
import { goingEntries, type RolePlan } from './role-plan.ts';

/** What is to be done to one file, and how another parser must read it afterwards. */
export interface FileDraft {
  readonly document: IniDocument;
  readonly edits: readonly TextEdit[];
  readonly sections: readonly SectionChange[];
}

/** The drafts of plans for different profiles; the config file's comes first, whether or not it is there. */
export function draftsOf(plans: readonly RolePlan[], config: IniDocument): readonly FileDraft[] {
  const credentials = plans.find(({ places }) => places.credentials)?.places.credentials?.document;
  const drafts = [configDraft(plans, config), ...(credentials ? [credentialsDraft(plans, credentials)] : [])];
  return drafts.filter(({ edits }) => edits.length > 0);
}

function configDraft(plans: readonly RolePlan[], document: IniDocument): FileDraft {
  const edits: TextEdit[] = [];
  const sections: SectionChange[] = [];
  const atEnd: NewSection[] = [];
  const created = new Set<string>();
  for (const plan of plans) {
    const place = plan.places.config;
    const settings = settingsOf(plan.settings);
    if (place) edits.push(...editsInConfig(place, plan));
    else atEnd.push({ header: headerOf(plan.profile), settings });
    sections.push(changeOf(place, plan, plan.settings));
    const { name, created: own } = plan.source;
    if (!own || created.has(name)) continue;
    created.add(name);
    const section = { header: headerOf(name), settings: settingsOf(own) };
    if (place) edits.push(...addSections(document, [section], place.sections[0]));
    else atEnd.push(section);
    sections.push({ section: section.header, removedKeys: [], added: own });
  }
  return { document, edits: joinInserts([...edits, ...addSections(document, atEnd)]), sections };
}

function credentialsDraft(plans: readonly RolePlan[], document: IniDocument): FileDraft {
  const places = plans.flatMap((plan) =>
    plan.places.credentials ? [{ plan, place: plan.places.credentials }] : [],
  );
  const going = places.flatMap(({ plan, place }) => goingEntries(place, plan));
  return {
    document,
    edits: replaceLines(
      document.source,
      going.map(({ lineRange }) => lineRange),
      [],
    ),
    sections: places.map(({ plan, place }) => changeOf(place, plan, new Map())),
  };
}

/** The settings stand where the first line goes, or at the section's end where none does. */
function editsInConfig(place: ProfilePlace, plan: RolePlan): readonly TextEdit[] {
  const { document, sections } = place;
  const [section] = sections;
  const going = goingEntries(place, plan);
  if (!section) return [];
  if (going.length === 0) return appendToSection(document, section, settingsOf(plan.settings));
  const { indent, delimiter } = styleOf(document, section);
  return replaceLines(
    document.source,
    going.map(({ lineRange }) => lineRange),
    [...plan.settings].map(([key, value]) => `${indent}${key}${delimiter}${value}`),
  );
}

function changeOf(
  place: ProfilePlace | undefined,
  plan: RolePlan,
  added: ReadonlyMap<string, string>,
): SectionChange {
  return {
    section: place?.sections[0]?.rawName ?? headerOf(plan.profile),
    removedKeys: place ? goingEntries(place, plan).map(({ key }) => key) : [],
    added,
  };
}

function headerOf(profile: string): string {
  return plainHeader('aws-config', { type: 'profile', name: profile });
}

function settingsOf(values: ReadonlyMap<string, string>): readonly IniSetting[] {
  return [...values].map(([key, value]) => ({ key, value }));
}
