import { SecretValue } from '../../../secret/secret-value.ts';
import { runConfigParser, type ParserResult, type ParserSection } from '../config-parser.ts';
import type { IniDocument, IniValue } from '../nodes.ts';
import { nestedSettings, optionValue, type ParserOption } from '../parser-option.ts';
import { splitShellWords } from '../shell-words.ts';
import { iniValue } from '../value.ts';
import { indexNodes, type NodeIndex, type ReadSection, type ReadValue, type Reading } from './reading.ts';

/**
 * Reads a file exactly as botocore does, and with it boto3 and both versions of the AWS CLI: Python's `configparser`,
 * then `build_profile_map` for a config file and the bare sections for a credentials file. One mistake loses the file
 * for every profile.
 * Source: botocore/configloader.py.
 */
export function readAsCli(document: IniDocument): Reading {
  const [problem] = document.problems;
  if (problem) {
    const { line } = document.source.lines.positionAt(problem.range.start);
    return { document, refusal: { line: line + 1, reason: problem.message, range: problem.range } };
  }
  const parsed = runConfigParser(document.source);
  const nodes = indexNodes(document);
  const maps = newMaps();
  for (const section of parsed.sections.values()) {
    const read = readSection(section, parsed, nodes);
    if (document.kind === 'aws-config') addToProfileMap(maps, read);
    else maps.profiles.set(read.name, read);
  }
  return { document, ...maps };
}

type SectionMap = Map<string, ReadSection>;

function newMaps(): Record<'profiles' | 'ssoSessions' | 'services' | 'others', SectionMap> {
  return { profiles: new Map(), ssoSessions: new Map(), services: new Map(), others: new Map() };
}

/** botocore's `build_profile_map`: a later section of the same name replaces an earlier one as a whole. */
function addToProfileMap(maps: ReturnType<typeof newMaps>, read: ReadSection): void {
  const { name } = read;
  if (name.startsWith('profile')) addNamed(maps.profiles, read);
  else if (name.startsWith('sso-session')) addNamed(maps.ssoSessions, read);
  else if (name.startsWith('services')) addNamed(maps.services, read);
  else (name === 'default' ? maps.profiles : maps.others).set(name, read);
}

/** Sections whose name is not two shell words are dropped without a word. */
function addNamed(map: SectionMap, read: ReadSection): void {
  const words = splitShellWords(read.name);
  const name = words?.length === 2 ? words[1]?.text : undefined;
  if (name !== undefined) map.set(name, { ...read, name });
}

function readSection(section: ParserSection, { defaults }: ParserResult, nodes: NodeIndex): ReadSection {
  const settings = new Map<string, ReadValue>();
  for (const option of section.options.values()) settings.set(option.name, readOption(option, nodes));
  for (const option of defaults.values()) {
    if (!settings.has(option.name)) settings.set(option.name, readOption(option, nodes));
  }
  const node = nodes.sectionAt(section.line);
  return { name: section.name, settings, sections: node ? [node] : [] };
}

function readOption(option: ParserOption, nodes: NodeIndex): ReadValue {
  const entry = nodes.entryAt(option.lines[0] ?? 0);
  const nested = nestedSettings(option);
  if (!nested) return { value: joinedValue(option, nodes), entry };
  const settings = new Map<string, ReadValue>();
  for (const setting of nested) {
    if (!('key' in setting)) continue;
    settings.set(setting.key, {
      value: iniValue(setting.key, setting.value),
      entry: nodes.entryAt(setting.line),
    });
  }
  return { value: settings, entry };
}

/** A value may have swallowed the lines behind it, and with them somebody's secret. */
function joinedValue(option: ParserOption, nodes: NodeIndex): IniValue {
  const text = optionValue(option);
  const hidesSecret = option.lines.slice(1).some((line) => nodes.entryAt(line)?.value instanceof SecretValue);
  return hidesSecret ? new SecretValue(text) : iniValue(option.name, text);
}
