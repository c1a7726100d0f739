import { inlineCommentStart } from '../../documents/ini/assignment.ts';
import type { IniCommentedEntry, IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { isForeignEndpoint } from '../ci/endpoint.ts';
import { partOfProfileKey } from '../credential-names.ts';
import type { CredentialOwner, CredentialSet } from '../credential-set.ts';
import { namedSites, unnamedSites, type LiteralCandidate } from './literal-site.ts';

/**
 * The static credentials of a config or credentials file: one set a section, commented-out lines included, and sets
 * of their own for real keys under other names and for lines before the first section.
 */
export function profileCredentialSets(document: IniDocument): readonly CredentialSet[] {
  const commented = commentedBySection(document);
  const foreignServices = new Set(
    document.sections
      .filter((one) => one.type === 'services' && hasForeignEndpoint(one))
      .map(({ name }) => name),
  );
  const sets = document.sections.flatMap((section) => {
    const candidates = candidatesOf(document, section.entries, commented.get(section) ?? []);
    const foreign = isForeign(section, foreignServices);
    const label = labelOf(section);
    // What no tool takes for a profile cannot be rewritten as one.
    const owner: CredentialOwner =
      section.type === 'profile' ? { type: 'profile', section } : { type: 'variables' };
    return [
      { owner, label, sites: namedSites(candidates, { foreign, template: false }) },
      {
        owner: { type: 'variables' } as const,
        label: safe`other keys of ${label}`,
        sites: unnamedSites(candidates),
      },
    ];
  });
  const lost = candidatesOf(document, document.orphans, commented.get(undefined) ?? []);
  const head = safe`lines before the first section`;
  return [
    {
      owner: { type: 'variables' } as const,
      label: head,
      sites: namedSites(lost, { foreign: false, template: false }),
    },
    { owner: { type: 'variables' } as const, label: safe`other keys of ${head}`, sites: unnamedSites(lost) },
    ...sets,
  ].filter(({ sites }) => sites.length > 0);
}

function commentedBySection({
  commentedEntries,
}: IniDocument): ReadonlyMap<IniSection | undefined, readonly IniCommentedEntry[]> {
  const groups = new Map<IniSection | undefined, IniCommentedEntry[]>();
  for (const entry of commentedEntries) {
    const group = groups.get(entry.section);
    if (group) group.push(entry);
    else groups.set(entry.section, [entry]);
  }
  return groups;
}

function labelOf({ type, name }: IniSection): SafeText {
  return type === 'profile' ? safe`profile ${safeName(name)}` : safe`section ${safeName(name)}`;
}

function candidatesOf(
  document: IniDocument,
  entries: readonly IniEntry[],
  commented: readonly IniCommentedEntry[],
): readonly LiteralCandidate[] {
  return [
    ...entries.map((entry) => candidateOf(document, entry, false)),
    ...commented.map((entry) => candidateOf(document, entry, true)),
  ];
}

function candidateOf(
  { source }: IniDocument,
  entry: IniEntry | IniCommentedEntry,
  commentedOut: boolean,
): LiteralCandidate {
  const { name, keyRange, valueRange, value } = entry;
  const range = meantRange(source.text, valueRange);
  const shift = { start: range.start - valueRange.start, end: range.end - valueRange.start };
  return {
    part: partOfProfileKey(name),
    name: safeName(source.text.slice(keyRange.start, keyRange.end)),
    keyRange,
    range,
    value:
      value instanceof SecretValue
        ? value.derive((text) => new SecretValue(text.slice(shift.start, shift.end)))
        : value,
    commentedOut,
  };
}

/** The value without a comment behind it and without quotes around it: the key is there all the same. */
function meantRange(text: string, { start, end }: Range): Range {
  const written = text.slice(start, end);
  const value = written.slice(0, inlineCommentStart(written)).trimEnd();
  const quoted = /^(["']).*\1$/su.test(value) && value.length > 1;
  return quoted ? { start: start + 1, end: start + value.length - 1 } : { start, end: start + value.length };
}

/** Whether a profile's requests leave AWS: by an address of its own, or by the services section that it names. */
function isForeign(section: IniSection, foreignServices: ReadonlySet<string>): boolean {
  if (hasForeignEndpoint(section)) return true;
  const services = section.entries.find(({ name, parent }) => name === 'services' && !parent)?.value;
  return typeof services === 'string' && foreignServices.has(services);
}

function hasForeignEndpoint({ entries }: IniSection): boolean {
  return entries.some(
    ({ name, value }) => name === 'endpoint_url' && typeof value === 'string' && isForeignEndpoint(value),
  );
}
