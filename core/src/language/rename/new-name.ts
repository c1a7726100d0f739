import { DEFAULT_SECTION } from '../../documents/ini/default-section.ts';
import { stripPython } from '../../documents/ini/white-space.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { NamedThing } from '../navigation/mention.ts';

/** The profile that every tool uses when none is named. */
const DEFAULT_PROFILE = 'default';

/** What the JavaScript SDK takes for the prefix of a config file, whatever stands behind it. */
const PREFIX = /^(?:profile|sso-session|services)\s/u;

/** Why a thing keeps its name; `undefined` where it may be renamed. */
export function reasonToKeep({ type, name }: NamedThing): SafeText | undefined {
  return type === 'profile' && name === DEFAULT_PROFILE
    ? safe`The profile default is what every tool uses when none is named, so a rename would change what they do. Add a profile with the new name instead.`
    : undefined;
}

/**
 * Why no thing of a type can have a name: none of the tools would read it, or not all of them as the same name.
 * `undefined` for a name that the AWS CLI reads; the rule unreadable-header tells which other tools do not.
 */
export function reasonAgainst({ type }: Pick<NamedThing, 'type'>, name: string): SafeText | undefined {
  if (stripPython(name) === '') return safe`A name cannot be empty.`;
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
    return safe`A name cannot hold line breaks or control characters.`;
  if (stripPython(name) !== name || name.trim() !== name)
    return safe`A name cannot start or end with a space: the tools cut it off where the name is used.`;
  if (/[[\]]/u.test(name)) return safe`A name cannot hold brackets: they end the header of its section.`;
  if (/["'`\\]/u.test(name))
    return safe`A name cannot hold quotes or backslashes: the tools disagree on what they mean.`;
  if (/(?:^|\s)[#;]/u.test(name))
    return safe`A name cannot hold # or ; at the start of a word: the JavaScript SDK takes the rest for a comment.`;
  if (/\$|\{\{/u.test(name)) return safe`A name cannot hold $ or {{: environment files put a variable there.`;
  return type === 'profile' ? reasonAgainstProfile(name) : reservedName(name);
}

function reasonAgainstProfile(name: string): SafeText | undefined {
  if (name === DEFAULT_SECTION)
    return safe`${safeName(name)} is no profile: the AWS CLI hands the settings of that section to all profiles.`;
  if (PREFIX.test(name))
    return safe`A profile's name cannot start with the word of another kind of section: the JavaScript SDK would not find it.`;
  return reservedName(name);
}

/** The JavaScript SDK drops a whole file for it. */
function reservedName(name: string): SafeText | undefined {
  return name === '__proto__'
    ? safe`The JavaScript SDK cannot read a file with the name ${safeName(name)}.`
    : undefined;
}
