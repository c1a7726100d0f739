import { isPlaceholder } from '../../secret/placeholders.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { parseAccessKeyId } from '../access-key-id.ts';
import { keyMaterialIn, sourceOfPlain, type ValueSource } from '../ci/value-source.ts';
import type { CredentialPart } from '../credential-names.ts';
import type { CredentialSite } from '../credential-set.ts';
import { isDummyKey } from './dummy-key.ts';

/** A key with its value, in a file that has no secret store behind it. */
export interface LiteralCandidate {
  /** What the key's name means, if it is one of AWS's. */
  readonly part: CredentialPart | undefined;
  readonly name: SafeText;
  readonly keyRange: Range;
  /** Where the value stands, which is as long as its text. */
  readonly range: Range;
  readonly value: string | SecretValue;
  readonly commentedOut: boolean;
}

/** A candidate of one of AWS's names, read. */
interface NamedCandidate extends LiteralCandidate {
  readonly part: CredentialPart;
  readonly value: SecretValue;
  readonly source: ValueSource;
}

/** What surrounds a candidate. */
export interface LiteralSurroundings {
  /** Requests go to an emulator or another maker's store, so what AWS never issued is no secret of AWS. */
  readonly foreign: boolean;
  /** Only what AWS has issued counts: nobody fills in this file. */
  readonly template: boolean;
}

/**
 * The sites among candidates whose names are AWS's. Left out are references and empty values; stand-ins and dummies
 * where a template or a foreign endpoint explains them; dummies that are a whole key; comments without real key
 * material; and the keys of a foreign store, unless one of them is AWS's own.
 */
export function namedSites(
  candidates: readonly LiteralCandidate[],
  around: LiteralSurroundings,
): readonly CredentialSite[] {
  const named = candidates.flatMap((one) => (one.part === undefined ? [] : [read(one, one.part)]));
  const material = named.some(({ value }) => value.derive(keyMaterialIn).length > 0);
  const dummy = isDummyKey(named.filter(({ commentedOut }) => !commentedOut));
  return inOrder(named.flatMap((one) => namedSite(one, { ...around, material, dummy })));
}

/** Real ids and tokens anywhere in the values of other names: they give themselves away. */
export function unnamedSites(candidates: readonly LiteralCandidate[]): readonly CredentialSite[] {
  return inOrder(candidates.flatMap((one) => (one.part === undefined ? materialSites(one) : [])));
}

function materialSites(candidate: LiteralCandidate): readonly CredentialSite[] {
  const { name, keyRange, range, value, commentedOut } = candidate;
  if (!(value instanceof SecretValue)) return [];
  return value.derive((text) =>
    keyMaterialIn(text).map(({ part, start, end }) => ({
      name,
      keyRange,
      commentedOut,
      part,
      origin: 'literal' as const,
      range: { start: range.start + start, end: range.start + end },
      value: new SecretValue(text.slice(start, end)),
    })),
  );
}

function read(
  { value, name, keyRange, range, commentedOut }: LiteralCandidate,
  part: CredentialPart,
): NamedCandidate {
  const secret = value instanceof SecretValue ? value : new SecretValue(value);
  const source = secret.derive((text) => sourceOf(part, text));
  return { part, name, keyRange, range, value: secret, commentedOut, source };
}

function namedSite(
  { source, ...site }: NamedCandidate,
  around: LiteralSurroundings & { readonly material: boolean; readonly dummy: boolean },
): readonly CredentialSite[] {
  if ((site.commentedOut || around.template) && !isMaterial(site.part, site.value)) return [];
  if (source === 'emulator' && around.dummy) return [];
  const origin = originOf(source);
  // What AWS never issued is no secret of AWS where requests go elsewhere.
  if (origin === undefined || (around.foreign && (origin === 'placeholder' || !around.material))) return [];
  return [{ ...site, origin }];
}

function originOf(source: ValueSource): 'literal' | 'placeholder' | undefined {
  if (source === 'emulator') return 'placeholder';
  return source === 'literal' || source === 'placeholder' ? source : undefined;
}

function sourceOf(part: CredentialPart, text: string): ValueSource {
  const source = sourceOfPlain(text);
  const isNoKey =
    source === 'literal' &&
    part === 'access-key-id' &&
    parseAccessKeyId(new SecretValue(text))?.placeholder === true;
  return isNoKey ? 'placeholder' : source;
}

/** What a secret looks like: forty characters of base64 that are no hash and no word. */
const SECRET = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/u;

/** Whether a value is one that AWS has issued, as far as its form tells. */
export function isMaterial(part: CredentialPart, value: SecretValue): boolean {
  return value.derive((text) => {
    const trimmed = text.trim();
    if (part === 'secret-access-key') return SECRET.test(trimmed) && !isPlaceholder(trimmed);
    return keyMaterialIn(trimmed).some((one) => one.part === part);
  });
}

function inOrder(sites: readonly CredentialSite[]): readonly CredentialSite[] {
  return sites.toSorted((a, b) => a.range.start - b.range.start);
}
