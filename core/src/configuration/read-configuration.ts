import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { nearestName } from '../aws/nearest-name.ts';
import type { ParseProblem } from '../documents/document.ts';
import type { YamlEntry } from '../documents/yaml/entry.ts';
import type { YamlDocument } from '../documents/yaml/nodes.ts';
import { childEntries, childItems, entriesOf, rootOf } from '../documents/yaml/path.ts';
import { isOidcValue, isRuleLevel, isSessionSeconds, SESSION_SECONDS } from '../rule-api/setting-values.ts';
import type { OidcSettings, RuleLevel } from '../rule-api/settings.ts';
import { safe, safeList, safeName, type SafeText } from '../secret/safe-text.ts';
import { range, type Range } from '../text/range.ts';
import {
  emptyConfiguration,
  type Configuration,
  type ConfigurationProblem,
  type ConfigurationReading,
} from './configuration.ts';

/** The keys of the file, in the order in which people are told of them. */
export const CONFIGURATION_KEYS = ['rules', 'maxSessionDuration', 'exclude', 'oidc', 'baseline'] as const;

const OIDC_KEYS = ['roleArn', 'region'] as const;

/** Reads `.keyless.yaml`. Whatever is wrong is told and left out; the rest holds. */
export function readConfiguration(
  document: YamlDocument,
  knownRules: readonly string[],
): ConfigurationReading {
  const problems: ConfigurationProblem[] = [...syntaxProblems(document), ...duplicates(document)];
  const root = rootOf(document);
  if (!root || isNull(root.node)) return { configuration: emptyConfiguration, problems };
  if (!isMap(root.node)) {
    problems.push({ type: 'no-map', key: safe`file`, range: firstLineOf(root.node, document) });
    return { configuration: emptyConfiguration, problems };
  }
  const reader = new Reader(document, problems);
  const entries = reader.known(entriesOf(document, root), CONFIGURATION_KEYS);
  const configuration: Configuration = {
    rules: reader.rules(entries.get('rules'), knownRules),
    maxSessionDuration: reader.duration(entries.get('maxSessionDuration')),
    exclude: reader.texts(entries.get('exclude')),
    oidc: reader.oidc(entries.get('oidc')),
    baseline: reader.baseline(entries.get('baseline')),
  };
  return { configuration, problems };
}

/** Reads values, and takes down what is wrong with them. A value that is empty is not set. */
class Reader {
  readonly #document: YamlDocument;
  readonly #problems: ConfigurationProblem[];

  constructor(document: YamlDocument, problems: ConfigurationProblem[]) {
    this.#document = document;
    this.#problems = problems;
  }

  /** The entries by their names, of a name that stands twice the first; other names are problems. */
  known(entries: readonly YamlEntry[], names: readonly string[]): ReadonlyMap<string, YamlEntry> {
    const found = new Map<string, YamlEntry>();
    for (const entry of entries) {
      if (names.includes(entry.key)) {
        if (!found.has(entry.key)) found.set(entry.key, entry);
        continue;
      }
      const key = safeName(entry.key);
      const known = safeList(names.map(safeName));
      this.#problems.push({ type: 'unknown-key', key, range: entry.keyRange, known });
    }
    return found;
  }

  rules(entry: YamlEntry | undefined, knownRules: readonly string[]): Configuration['rules'] {
    const levels: Record<string, RuleLevel> = {};
    for (const rule of this.#mapOf(entry, safe`a map of rule ids`)) {
      if (Object.hasOwn(levels, rule.key)) continue;
      const level = this.#valueOf(rule);
      if (!knownRules.includes(rule.key)) {
        const near = nearestName(rule.key, knownRules);
        this.#problems.push({
          type: 'unknown-rule',
          key: safeName(rule.key),
          range: rule.keyRange,
          near: near === undefined ? undefined : safeName(near),
        });
      } else if (isRuleLevel(level)) levels[rule.key] = level;
      // YAML 1.1 takes `off` for false, and some editors write it so.
      else if (level === false) levels[rule.key] = 'off';
      else if (level !== null) this.#wrong(rule, safe`off, hint, info, warning or error`);
    }
    return levels;
  }

  duration(entry: YamlEntry | undefined): number | undefined {
    const value = entry && this.#valueOf(entry);
    if (!entry || value === null) return undefined;
    if (isSessionSeconds(value)) return value;
    const { least, most } = SESSION_SECONDS;
    this.#wrong(entry, safe`a whole number of seconds from ${least} to ${most}`);
    return undefined;
  }

  texts(entry: YamlEntry | undefined): readonly string[] {
    if (!entry || isNull(entry.node)) return [];
    const expected = safe`a list of patterns`;
    if (!isSeq(entry.node)) {
      this.#wrong(entry, expected);
      return [];
    }
    return childItems(this.#document, entry).flatMap((item) => {
      const text = plain(item.node);
      if (typeof text === 'string' && text.trim() !== '') return [text];
      this.#problems.push({ type: 'wrong-value', key: safeName(entry.key), range: item.range, expected });
      return [];
    });
  }

  oidc(entry: YamlEntry | undefined): Partial<OidcSettings> {
    const entries = this.known(this.#mapOf(entry, safe`a map of roleArn and region`), OIDC_KEYS);
    const read = (name: (typeof OIDC_KEYS)[number], expected: SafeText): string | undefined => {
      const found = entries.get(name);
      const value = found && this.#valueOf(found);
      if (!found || value === null) return undefined;
      if (isOidcValue(name, value)) return value;
      this.#wrong(found, expected);
      return undefined;
    };
    const roleArn = read('roleArn', safe`the ARN of a role`);
    const region = read('region', safe`an AWS region`);
    return { ...(roleArn !== undefined && { roleArn }), ...(region !== undefined && { region }) };
  }

  baseline(entry: YamlEntry | undefined): Configuration['baseline'] {
    const value = entry && this.#valueOf(entry);
    if (!entry || value === null) return undefined;
    if (typeof value === 'string' && value !== '') return { path: value, range: entry.valueRange };
    this.#wrong(entry, safe`the path of a file`);
    return undefined;
  }

  #mapOf(entry: YamlEntry | undefined, expected: SafeText): readonly YamlEntry[] {
    if (!entry || isNull(entry.node)) return [];
    if (isMap(entry.node)) return childEntries(this.#document, entry);
    this.#wrong(entry, expected);
    return [];
  }

  #valueOf(entry: YamlEntry): unknown {
    return plain(entry.node);
  }

  #wrong({ key, keyRange, valueRange }: YamlEntry, expected: SafeText): void {
    const place = valueRange.start < valueRange.end ? valueRange : keyRange;
    this.#problems.push({ type: 'wrong-value', key: safeName(key), range: place, expected });
  }
}

/** The value of a scalar, `null` for none; maps and lists are `undefined`, which nothing expects. */
function plain(node: YamlEntry['node']): unknown {
  if (isNull(node)) return null;
  return isScalar(node) ? node.value : undefined;
}

function isNull(node: YamlEntry['node'] | null): boolean {
  return !node || (isScalar(node) && node.value === null);
}

/** What follows the first mistake is often none of its own. */
function syntaxProblems({ problems, structure }: YamlDocument): readonly ConfigurationProblem[] {
  const isDuplicate = ({ range: place }: ParseProblem): boolean =>
    structure.duplicates.some((one) => one.start === place.start);
  return problems
    .filter((problem) => !isDuplicate(problem))
    .slice(0, 1)
    .map(({ range: place, message }) => ({
      type: 'unreadable',
      key: safe`yaml`,
      range: place,
      reason: message,
    }));
}

function duplicates({ structure, source }: YamlDocument): readonly ConfigurationProblem[] {
  return structure.duplicates.map((place) => ({
    type: 'duplicate-key',
    key: safeName(source.text.slice(place.start, place.end)),
    range: place,
  }));
}

/** The first line of a file's content, comments left out. */
function firstLineOf(node: ParsedNode, { source: { lines } }: YamlDocument): Range {
  const [start] = node.range;
  return range(start, lines.lineEnd(lines.positionAt(start).line));
}
