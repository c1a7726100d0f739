declare const safeBrand: unique symbol;

/** Text that may be shown, logged and sent: it was written by us or has passed one of the functions of this file. */
export type SafeText = string & { readonly [safeBrand]: true };

/** A name longer than this is cut: no profile, variable or job needs more to be recognised. */
const LONGEST_NAME = 128;

/** What is looked at for secrets, so that a name of a megabyte costs no more than a long one. */
const LONGEST_LOOK = 1024;

/**
 * Access key ids, the openings of session tokens, and long runs as only keys and tokens have them. What is joined to
 * another word by a dash or an underscore may be a long name, unless small letters, capitals and digits are mixed in it.
 */
const SECRET_LOOK = new RegExp(
  [
    '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}',
    '(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA]QoDYXdz)\\S*',
    '(?<![\\w/+=-])[A-Za-z0-9/+=]{40,}(?![\\w/+=-])',
    '(?=[A-Z0-9/+=]*[a-z])(?=[a-z0-9/+=]*[A-Z])(?=[A-Za-z/+=]*[0-9])[A-Za-z0-9/+=]{40,}',
  ].join('|'),
  'gu',
);

/** Most names, told from the rest in one step: too short for a key, and without a capital, which every token opens with. */
const PLAIN_NAME = /^[a-z0-9_. :/@+-]{0,39}$/u;

/** A text of our own with safe parts in it: ``safe`Profile ${name} is missing` ``. */
export function safe(strings: TemplateStringsArray, ...parts: readonly (SafeText | number)[]): SafeText {
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries()) text += `${part}${strings[index + 1] ?? ''}`;
  return text as SafeText;
}

/**
 * A name that the user chose (profile, variable, job, file, region, role ARN). Control characters are dropped, and
 * whatever looks like a key or a token is masked, because people paste into the wrong place.
 */
export function safeName(name: string): SafeText {
  if (PLAIN_NAME.test(name)) return name as SafeText;
  const printable = name
    .slice(0, LONGEST_LOOK)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(SECRET_LOOK, '***');
  return (printable.length > LONGEST_NAME ? `${printable.slice(0, LONGEST_NAME)}…` : printable) as SafeText;
}

/** Joins safe texts: `a`, `a and b`, `a, b and c`. */
export function safeList(parts: readonly SafeText[], word: 'and' | 'or' = 'and'): SafeText {
  if (parts.length < 2) return parts[0] ?? ('' as SafeText);
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}` as SafeText;
}
