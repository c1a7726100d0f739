import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safeName } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { range, type Range } from '../../text/range.ts';
import { namesOtherStore } from '../ci/endpoint.ts';
import { keyMaterialIn, type ValueSource } from '../ci/value-source.ts';
import type { CredentialPart } from '../credential-names.ts';
import { isDummyKey } from './dummy-key.ts';
import type { KeyTarget } from './key-target.ts';
import type { CredentialOrigin, CredentialSite } from '../credential-set.ts';

/** A place that may turn out to be a site, once it is known what the commands around it talk to. */
export interface Candidate {
  readonly part: CredentialPart;
  readonly name: string;
  readonly keyRange: Range;
  readonly valueRange: Range;
  readonly value: SecretValue;
  readonly source: ValueSource;
  readonly commentedOut: boolean;
  /** The file that a script writes it to. */
  readonly written?: KeyTarget | undefined;
  /** What is written is the value in base64. */
  readonly encoded?: boolean;
}

/** What is known about where the requests go. */
export interface Surroundings {
  /** To an S3-compatible store or an emulator: keys for it are none of AWS's. */
  readonly foreign: boolean;
  /** An emulator runs beside: words such as `test` are keys for it. See `isDummyKey` for those of a mock. */
  readonly emulator: boolean;
}

/** Makes the candidate of a pair whose key or place says which part it gives. `judge` tells where its value comes from. */
export function candidateOf(
  entry: YamlEntry,
  part: CredentialPart,
  judge: (text: string) => ValueSource,
): Candidate {
  const text = entry.scalar?.text ?? '';
  return {
    part,
    name: entry.key,
    keyRange: entry.keyRange,
    valueRange: insideQuotes(entry),
    value: readText(text, (value) => new SecretValue(value.trim())),
    source: readText(text, judge),
    commentedOut: false,
  };
}

/** The sites among the candidates of one place, in document order. */
export function sitesOf(candidates: readonly Candidate[], around: Surroundings): readonly CredentialSite[] {
  // A key id of AWS beside a foreign endpoint is a key of AWS all the same, and so is the secret beside it.
  const material = candidates.some(({ value }) => value.derive(keyMaterialIn).length > 0);
  // A store of another maker takes its keys under AWS's names; what they are called in the secret store tells.
  const isOthers = candidates.some(
    ({ source, value }) => source === 'stored-secret' && value.derive(namesOtherStore),
  );
  const surroundings: Surroundings = {
    foreign: around.foreign || isOthers,
    emulator: around.emulator || isDummyKey(candidates),
  };
  return candidates
    .flatMap((candidate) => {
      const origin = originOf(candidate.source, surroundings, material);
      return origin === undefined ? [] : [siteOf(candidate, origin)];
    })
    .sort((a, b) => a.keyRange.start - b.keyRange.start);
}

function originOf(
  source: ValueSource,
  around: Surroundings,
  material: boolean,
): CredentialOrigin | undefined {
  switch (source) {
    case 'stored-secret':
    case 'placeholder':
      return around.foreign ? undefined : source;
    case 'literal':
      return around.foreign && !material ? undefined : source;
    case 'emulator':
      return around.foreign || around.emulator ? undefined : 'placeholder';
    case 'computed':
    case 'empty':
      return undefined;
  }
}

function siteOf(candidate: Candidate, origin: CredentialOrigin): CredentialSite {
  return {
    part: candidate.part,
    origin,
    name: safeName(candidate.name),
    keyRange: candidate.keyRange,
    range: origin === 'stored-secret' ? candidate.keyRange : candidate.valueRange,
    value: candidate.value,
    commentedOut: candidate.commentedOut,
    ...(candidate.written && { written: candidate.written }),
    ...(candidate.encoded && { encoded: true }),
  };
}

/** The characters of an entry's value without the quotes around them. */
function insideQuotes({ scalar, valueRange }: YamlEntry): Range {
  const isQuoted = scalar?.style === 'single' || scalar?.style === 'double';
  if (!isQuoted || valueRange.start !== scalar.range.start || valueRange.end - valueRange.start < 2)
    return valueRange;
  return range(valueRange.start + 1, valueRange.end - 1);
}
