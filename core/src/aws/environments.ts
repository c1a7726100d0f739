import { isTemplate } from '../documents/classify.ts';
import type { DotenvAssignment } from '../documents/dotenv/nodes.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { YamlEntry } from '../documents/yaml/entry.ts';
import type { YamlDocument, YamlItem } from '../documents/yaml/nodes.ts';
import { childEntries, childItems, entryNamed, findEntry } from '../documents/yaml/path.ts';
import { readText } from '../documents/yaml/scalars.ts';
import { attached } from '../memory/attached.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { SecretValue } from '../secret/secret-value.ts';
import type { Range } from '../text/range.ts';
import { namesEmulator } from './ci/endpoint.ts';

/** A variable as a file sets it. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly nameRange: Range;
  readonly valueRange: Range;
  /** Missing where compose passes on whatever the caller has, maybe nothing. */
  readonly value: string | SecretValue | undefined;
  /** What it is written as: what an edit needs. */
  readonly home: VariableHome;
}

export type VariableHome =
  | { readonly type: 'assignment'; readonly assignment: DotenvAssignment }
  | {
      readonly type: 'pair';
      readonly entry: YamlEntry;
      readonly holder: YamlEntry;
      readonly entries: readonly YamlEntry[];
    }
  | { readonly type: 'item'; readonly index: number; readonly items: readonly YamlItem[] };

/** The variables that one program gets from a file. */
export interface Environment {
  /** For fingerprints: empty for a `.env`, `service web` for a service of compose. */
  readonly label: SafeText;
  /** For messages: `in this file`, `of service web`. */
  readonly place: SafeText;
  /** The keys that lead to it in a YAML file; none for a `.env`. */
  readonly path: readonly string[];
  /** The program is an emulator of AWS: what it gets are its users. */
  readonly emulator: boolean;
  readonly variables: readonly EnvironmentVariable[];
  /** Whether the file shows all of them: a service may take more from an `env_file`, an anchor or another service. */
  readonly complete: boolean;
}

/**
 * The environments that a file makes: that of a `.env`, and that of each service of compose, as far as it is written
 * there and not shared through aliases. Templates have none: people copy them and fill the copy in.
 */
export function environmentsOf(document: KeylessDocument): readonly Environment[] {
  const known = KNOWN.get(document);
  if (known) return known;
  const read = readEnvironments(document);
  KNOWN.set(document, read);
  return read;
}

/** Half a dozen rules ask for those of each version of a file. */
const KNOWN = attached<KeylessDocument, readonly Environment[]>();

function readEnvironments(document: KeylessDocument): readonly Environment[] {
  if (isTemplate(document.uri)) return [];
  if (document.format === 'dotenv') {
    const variables = document.assignments.map((assignment): EnvironmentVariable => {
      const { name, nameRange, valueRange, value } = assignment;
      return { name, nameRange, valueRange, value, home: { type: 'assignment', assignment } };
    });
    return [
      { label: safe``, place: safe`in this file`, path: [], emulator: false, variables, complete: true },
    ];
  }
  return document.kind === 'compose' ? servicesOf(document) : [];
}

/** The setting of a variable that counts, which is the last one. */
export function variableOf({ variables }: Environment, name: string): EnvironmentVariable | undefined {
  return variables.findLast((one) => one.name === name);
}

function servicesOf(document: YamlDocument): readonly Environment[] {
  return childEntries(document, findEntry(document, ['services'])).map((service) => {
    const entries = childEntries(document, service);
    const holder = entryNamed(entries, 'environment');
    const [pairs, items] = [childEntries(document, holder), childItems(document, holder)];
    const name = safe`service ${safeName(service.key)}`;
    const image = entryNamed(entries, 'image')?.scalar;
    return {
      label: safe`${name} `,
      place: safe`of ${name}`,
      path: ['services', service.key, 'environment'],
      emulator: namesEmulator(service.key) || (image !== undefined && readText(image.text, namesEmulator)),
      variables: [
        ...pairs.flatMap((entry) => (holder ? variableOfPair(entry, holder, pairs) : [])),
        ...items.flatMap((item, index) => variableOfItem(item, index, items)),
      ],
      complete:
        ![...pairs, ...items].some(({ shared }) => shared) &&
        !entries.some(({ key }) => key === 'env_file' || key === 'extends'),
    };
  });
}

function variableOfPair(
  entry: YamlEntry,
  holder: YamlEntry,
  entries: readonly YamlEntry[],
): readonly EnvironmentVariable[] {
  const { key, keyRange, valueRange, scalar, shared } = entry;
  if (shared) return [];
  const isNull = !scalar || (scalar.style === 'plain' && readText(scalar.text, isNullText));
  const home: VariableHome = { type: 'pair', entry, holder, entries };
  return [{ name: key, nameRange: keyRange, valueRange, value: isNull ? undefined : scalar.text, home }];
}

function isNullText(text: string): boolean {
  return /^(?:~|null|)$/iu.test(text);
}

/** `- NAME=value`, or `- NAME` to pass on. */
function variableOfItem(
  { scalar, shared }: YamlItem,
  index: number,
  items: readonly YamlItem[],
): readonly EnvironmentVariable[] {
  if (!scalar || shared) return [];
  const { text, style, range } = scalar;
  if (style === 'literal' || style === 'folded') return [];
  const quote = style === 'plain' ? 0 : 1;
  const start = range.start + quote;
  const name = readText(text, (one) => /^[A-Za-z_]\w*(?==|$)/u.exec(one)?.[0]);
  if (name === undefined) return [];
  const nameRange = { start, end: start + name.length };
  const home: VariableHome = { type: 'item', index, items };
  const sign = readText(text, (one) => one.charAt(name.length) === '=');
  if (!sign) return [{ name, nameRange, valueRange: nameRange, value: undefined, home }];
  const value = typeof text === 'string' ? text.slice(name.length + 1) : text;
  return [{ name, nameRange, valueRange: { start: nameRange.end + 1, end: range.end - quote }, value, home }];
}
