import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { headerMeaning } from '../documents/ini/section-meaning.ts';

/** What is different about the sections of a file. */
export interface SectionChanges {
  /** The names, and what the headers mean, of sections that have come, gone or changed; others are found as before. */
  readonly names: ReadonlySet<string>;
  /** Whether all sections are called as before, in the same order. */
  readonly sameNames: boolean;
}

/** Compares the sections of a file with those of an earlier version of it, which are the same up to some place and from some place on. */
export function changesBetween(
  before: readonly IniSection[],
  { kind, sections }: IniDocument,
): SectionChanges {
  const most = Math.min(before.length, sections.length);
  let front = 0;
  while (front < most && before[front]?.identity === sections[front]?.identity) front += 1;
  let back = 0;
  while (back < most - front && before.at(-1 - back)?.identity === sections.at(-1 - back)?.identity)
    back += 1;
  const gone = before.slice(front, before.length - back);
  const come = sections.slice(front, sections.length - back);
  const nameOf = (section: IniSection): string =>
    JSON.stringify([section.type, section.name, headerMeaning(kind, section).meant]);
  return {
    names: new Set(
      [...gone, ...come].flatMap((section) => {
        const { meant } = headerMeaning(kind, section);
        return meant === undefined ? [section.name] : [section.name, meant];
      }),
    ),
    sameNames: gone.map(nameOf).join('\n') === come.map(nameOf).join('\n'),
  };
}
