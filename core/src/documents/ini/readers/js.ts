import type { IniDocument } from '../nodes.ts';
import { iniValue } from '../value.ts';
import { indexNodes, type FileReading, type NodeIndex, type ReadSection, type ReadValue } from './reading.ts';
import type { IniSection } from '../nodes.ts';

/** The kinds of section that have a prefix, as the JS SDK writes them before a dot. */
const TYPES: readonly string[] = ['profile', 'sso-session', 'services'];

const PREFIXED = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/u;

/** The name that the reader refuses, because it would reach the prototype of its maps. It then drops the whole file. */
const REFUSED_NAMES: readonly string[] = ['__proto__', 'profile __proto__'];

interface JsSection {
  readonly settings: Map<string, ReadValue>;
  readonly sections: IniSection[];
}

type JsMap = Map<string, JsSection>;

/**
 * Reads a file exactly as the AWS SDK for JavaScript v3 does. It never refuses one: lines that it does not understand
 * are skipped, and a file with a profile `__proto__` reads as empty. Nested settings are flat (`s3.addressing_style`),
 * keys keep their case, and a key without a value is none.
 * Source: @smithy/core, config/shared-ini-file-loader.
 */
export function readAsJs(document: IniDocument): FileReading {
  const map = parse(document) ?? new Map<string, JsSection>();
  const none: ReadonlyMap<string, ReadSection> = new Map();
  if (document.kind === 'aws-credentials') {
    const profiles = new Map([...map].map(([name, section]) => [name, { name, ...section }]));
    return { document, profiles, ssoSessions: none, services: none, others: none };
  }
  const profiles = new Map<string, ReadSection>();
  const fallback = map.get('default');
  if (fallback) profiles.set('default', { name: 'default', ...fallback });
  // `[profile default]` replaces `[default]` as a whole. The SDK loses a profile `__proto__` that it let through.
  for (const [name, section] of ofType(map, 'profile')) if (name !== '__proto__') profiles.set(name, section);
  return {
    document,
    profiles,
    ssoSessions: ofType(map, 'sso-session'),
    services: ofType(map, 'services'),
    others: none,
  };
}

function ofType(map: JsMap, type: string): ReadonlyMap<string, ReadSection> {
  const prefix = `${type}.`;
  const found = [...map].filter(([key]) => key.startsWith(prefix));
  return new Map(
    found.map(([key, section]) => {
      const name = key.slice(prefix.length);
      return [name, { name, ...section }];
    }),
  );
}

interface State {
  readonly map: JsMap;
  readonly nodes: NodeIndex;
  section: string | undefined;
  node: IniSection | undefined;
  subsection: string | undefined;
}

/** The SDK's `parseIni`; `undefined` where it throws, which its caller takes for an empty file. */
function parse(document: IniDocument): JsMap | undefined {
  const { source } = document;
  const state: State = {
    map: new Map(),
    nodes: indexNodes(document),
    section: undefined,
    node: undefined,
    subsection: undefined,
  };
  // Other than Python's, its lines end at LF and CRLF alone, and a byte order mark is white space to it.
  let start = source.bom ? -1 : 0;
  for (const raw of (source.bom ? `\uFEFF${source.text}` : source.text).split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const trimmed = (line.split(/(?:^|\s)[;#]/u, 1)[0] ?? '').trim();
    const number = source.lines.positionAt(Math.max(start, 0) + line.length - line.trimStart().length).line;
    start += raw.length + 1;
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      const name = trimmed.slice(1, -1);
      if (REFUSED_NAMES.includes(name)) return undefined;
      startSection(state, name, number);
    } else if (state.section) {
      readSetting(state, state.section, line, trimmed, number);
    }
  }
  return state.map;
}

function startSection(state: State, name: string, line: number): void {
  const matches = PREFIXED.exec(name);
  state.subsection = undefined;
  state.node = state.nodes.sectionAt(line);
  if (!matches) state.section = name;
  else
    state.section = TYPES.includes(matches[1] ?? '') ? `${matches[1] ?? ''}.${matches[3] ?? ''}` : undefined;
}

function readSetting(state: State, section: string, line: string, trimmed: string, number: number): void {
  const at = trimmed.indexOf('=');
  if (at <= 0) return;
  const name = trimmed.slice(0, at).trim();
  const value = trimmed.slice(at + 1).trim();
  if (value === '') {
    state.subsection = name;
    return;
  }
  if (line.trimStart() === line) state.subsection = undefined;
  const key = state.subsection ? `${state.subsection}.${name}` : name;
  const entry = state.nodes.entryAt(number);
  const target = sectionOf(state, section);
  // On a plain object this key sets the prototype and leaves no trace.
  if (key !== '__proto__') target.set(key, { value: iniValue(name, value), entry });
}

/** A section comes into being with its first setting. */
function sectionOf(state: State, name: string): Map<string, ReadValue> {
  let section = state.map.get(name);
  if (!section) {
    section = { settings: new Map(), sections: [] };
    state.map.set(name, section);
  }
  if (state.node && !section.sections.includes(state.node)) section.sections.push(state.node);
  return section.settings;
}
