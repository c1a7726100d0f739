import { tableText } from '../table.ts';
import { printable } from '../names.ts';
import type { ReaderName } from './aws-files.ts';
import { shownName, type ShownSetting } from './settings.ts';

/** The settings of profiles or sections, by name and setting. */
export type ShownSections = ReadonlyMap<string, ReadonlyMap<string, ShownSetting>>;

/** What one reader makes of the files. */
export interface ReaderSections {
  readonly reader: ReaderName;
  readonly sections: ShownSections;
}

export interface SectionsTextOptions {
  /** What stands before each name, e.g. `profile`. */
  readonly title: string;
  /** The file of a document, as people know it. */
  readonly fileOf: (uri: string) => string;
  /** What is to be said below the settings of a name, without indent; empty for nothing. */
  readonly below: (name: string) => string;
}

const READERS: Readonly<Record<ReaderName, string>> = { cli: 'AWS CLI, boto3', js: 'SDK for JavaScript' };

/**
 * Every profile with a table of its settings: name, value, where it stands, and, where the readers differ, which of
 * them sees it so. Each ends with a blank line.
 */
export function sectionsText(readings: readonly ReaderSections[], options: SectionsTextOptions): string {
  const names = new Set(readings.flatMap(({ sections }) => [...sections.keys()]));
  return [...names]
    .map((name) => {
      const rows = rowsOf(name, readings, options);
      const below = options.below(name);
      const only = onlyReader(name, readings);
      const head = `${options.title} ${printable(shownName(name))}${only}\n`;
      const settings = rows.length === 0 ? '  (no settings)\n' : tableText(rows, '  ');
      return `${head}${settings}${below.replaceAll(/^(?=.)/gmu, '  ')}\n`;
    })
    .join('');
}

function onlyReader(name: string, readings: readonly ReaderSections[]): string {
  const seeing = readings.filter(({ sections }) => sections.has(name));
  return seeing.length === readings.length || !seeing[0]
    ? ''
    : `  (for the ${READERS[seeing[0].reader]} only)`;
}

function rowsOf(
  name: string,
  readings: readonly ReaderSections[],
  { fileOf }: SectionsTextOptions,
): readonly (readonly string[])[] {
  const seeing = readings.filter(({ sections }) => sections.has(name));
  const settings = new Set(seeing.flatMap(({ sections }) => [...(sections.get(name)?.keys() ?? [])]));
  return [...settings].flatMap((setting) => {
    const shown = seeing.map(({ reader, sections }) => {
      const found = sections.get(name)?.get(setting);
      return { reader, cells: found && cellsOf(found, fileOf) };
    });
    const [first] = shown;
    const isSame = shown.every(({ cells }) => cells?.join('\n') === first?.cells?.join('\n'));
    if (isSame) return first?.cells ? [first.cells] : [];
    return shown.flatMap(({ reader, cells }) => (cells ? [[...cells, READERS[reader]]] : []));
  });
}

function cellsOf({ name, value, document, line }: ShownSetting, fileOf: (uri: string) => string) {
  const file = fileOf(document.uri);
  const shown = value === '' ? '(empty)' : value;
  return [printable(shownName(name)), printable(shown), line === undefined ? file : `${file}:${line}`];
}
