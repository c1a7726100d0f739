import { inlineCommentStart } from '../../documents/ini/assignment.ts';
import type { IniCommentedEntry, IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { partOfProfileKey } from '../credential-names.ts';
import type { CredentialOwner, CredentialSet } from '../credential-set.ts';
import { hasForeignEndpoint, servicesNameIn } from './foreign-profile.ts';
import { namedSites, unnamedSites, type LiteralCandidate } from './literal-site.ts';

/**
 * The static credentials of a section of a config or credentials file, commented-out lines included, and sets of their
 * own for real keys under other names. Those of `undefined` stand before the first section. `foreign`: see
 * `foreignServices`.
 */
export function sectionCredentialSets(
  document: IniDocument,
  section: IniSection | undefined,
  foreign: () => ReadonlySet<string>,
): readonly CredentialSet[] {
  const sets = section ? setsOf(document, section, foreign) : headSets(document);
  // Most sections have none.
  return sets.length === 0 ? NONE : sets.filter(({ sites }) => sites.length > 0);
}

/** The names of the sections `[services NAME]` that send requests elsewhere than to AWS. */
export function foreignServices({ sections }: IniDocument): ReadonlySet<string> {
  const services = sections.filter(({ type }) => type === 'services');
  return new Set(services.filter(hasForeignEndpoint).map(({ name }) => name));
}

const NONE: readonly never[] = [];

function setsOf(
  document: IniDocument,
  section: IniSection,
  foreignOnes: () => ReadonlySet<string>,
): readonly CredentialSet[] {
  const candidates = candidatesOf(document, section);
  const foreign = isForeign(section, foreignOnes);
  const label = labelOf(section);
  // What no tool takes for a profile cannot be rewritten as one.
  const owner: CredentialOwner =
    section.type === 'profile' ? { type: 'profile', section } : { type: 'variables' };
  return [
    { owner, label, sites: namedSites(candidates, { foreign, template: false }) },
    { owner: { type: 'variables' }, label: safe`other keys of ${label}`, sites: unnamedSites(candidates) },
  ];
}

function headSets(document: IniDocument): readonly CredentialSet[] {
  const { orphans, commentedOrphans } = document;
  const lost = candidatesOf(document, { entries: orphans, commentedEntries: commentedOrphans });
  const label = safe`lines before the first section`;
  const owner: CredentialOwner = { type: 'variables' };
  return [
    { owner, label, sites: namedSites(lost, { foreign: false, template: false }) },
    { owner, label: safe`other keys of ${label}`, sites: unnamedSites(lost) },
  ];
}

function labelOf({ type, name }: IniSection): SafeText {
  return type === 'profile' ? safe`profile ${safeName(name)}` : safe`section ${safeName(name)}`;
}

function candidatesOf(
  document: IniDocument,
  { entries, commentedEntries }: Pick<IniSection, 'entries' | 'commentedEntries'>,
): readonly LiteralCandidate[] {
  return [
    ...entries.filter(isCandidate).map((entry) => candidateOf(document, entry, false)),
    ...commentedEntries.filter(isCandidate).map((entry) => candidateOf(document, entry, true)),
  ];
}

/** Every value of AWS's own keys is a secret, unless it is empty; nothing else can become a site. */
function isCandidate({ value }: IniEntry | IniCommentedEntry): boolean {
  return value instanceof SecretValue;
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

/**
 * Whether a profile's requests leave AWS, as far as its section tells: by an address of its own, or by the services
 * section that it names. What the other file says is asked by `keysOfAws`.
 */
function isForeign(section: IniSection, foreign: () => ReadonlySet<string>): boolean {
  if (hasForeignEndpoint(section)) return true;
  const services = servicesNameIn(section);
  return services !== undefined && foreign().has(services);
}
