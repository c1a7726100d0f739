import type { IniDocument, IniLine, IniProblem } from '../documents/ini/nodes.ts';
import type { Range } from '../text/range.ts';
import { findProfileKey, type ProfileKey } from './profile-keys.ts';

/** `region eu-west-1`: the key that some tool reads, and the white space where its equals sign is missing. */
export interface MissingEquals {
  readonly key: ProfileKey;
  readonly gap: Range;
}

/** Reads a line that has no equals sign as the setting that it would be with one. */
export function missingEquals(
  { source }: IniDocument,
  { range, kind }: IniProblem,
): MissingEquals | undefined {
  const [, name = '', white = ''] = /^(\w+)([ \t]+)\S/u.exec(source.text.slice(range.start, range.end)) ?? [];
  const key = findProfileKey(name.toLowerCase(), kind === 'nested-without-equals' ? 's3' : 'profile');
  const start = range.start + name.length;
  return key && { key, gap: { start, end: start + white.length } };
}

/** Whether an indented line is the value of a setting that takes one: as a comment it would be lost. */
export function isValueBelowKey({ sections }: IniDocument, { range, kind }: IniProblem): boolean {
  if (kind !== 'nested-without-equals') return false;
  const owner = sections
    .flatMap(({ entries }) => entries)
    .findLast(({ keyRange, parent }) => !parent && keyRange.start < range.start);
  const key = owner && findProfileKey(owner.name);
  return key !== undefined && key.type !== 'block';
}

/** The lines that stand before any section and are neither blank nor comments. */
export function linesBeforeSections({ lines, sections }: IniDocument): readonly IniLine[] {
  const end = sections[0]?.range.start ?? Infinity;
  return lines.filter(({ type, full }) => full.start < end && type !== 'blank' && type !== 'comment');
}
