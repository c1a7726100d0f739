import { isForeignSection } from '../../aws/foreign-section.ts';
import { headerForm, unprefixedName, type NamedType } from '../../documents/ini/header-form.ts';
import type { IniDocument, IniSection } from '../../documents/ini/nodes.ts';
import { isPythonSpace, trimRange } from '../../documents/ini/white-space.ts';
import type { Range } from '../../text/range.ts';

/** What a section is called, and where its name stands. */
export interface NamedSection {
  readonly type: NamedType;
  readonly name: string;
  /** Only the name's characters, inside quotes where there are any. */
  readonly nameRange: Range;
}

/**
 * The name of a section: as the tools read it, and where none does as the person means it (`[ profile x ]`, `[x]` in a
 * config file). In a credentials file all that stands between the brackets is the name, because it is for the tools.
 * `undefined` for `[DEFAULT]`, for what names nothing, and for sections of other tools.
 */
export function namedSection({ kind }: IniDocument, section: IniSection): NamedSection | undefined {
  const { type, name, nameRange, rawName } = section;
  if (kind === 'aws-credentials') return type === 'other' ? undefined : trimmedName(section);
  if (type !== 'other') return { type, name, nameRange };
  const start = section.nameRange.start;
  const form = headerForm(kind, rawName);
  if (form) {
    return {
      type: form.type,
      name: form.name,
      nameRange: { start: start + form.nameRange.start, end: start + form.nameRange.end },
    };
  }
  const bare = unprefixedName(rawName);
  if (bare === undefined || isForeignSection(section)) return undefined;
  const at = start + rawName.indexOf(bare);
  return { type: 'profile', name: bare, nameRange: { start: at, end: at + bare.length } };
}

/** The tools keep white space at the ends, but nothing could refer to such a name. */
function trimmedName({ rawName, nameRange }: IniSection): NamedSection | undefined {
  const { start, end } = trimRange(rawName, { start: 0, end: rawName.length }, isPythonSpace);
  if (start === end) return undefined;
  return {
    type: 'profile',
    name: rawName.slice(start, end),
    nameRange: { start: nameRange.start + start, end: nameRange.start + end },
  };
}
