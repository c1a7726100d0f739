import type { DocumentKind, YamlKind } from './document.ts';
import { isShared } from './kinds.ts';
import { isManifestText, meantKind } from './manifest-text.ts';

/**
 * What stands wherever keys or settings of AWS do: a name of theirs or a comment for Keyless, and not just the address
 * of an image or of an annotation (`amazonaws.com`).
 */
const WORD = /aws(?<!amazonaws)|access.?key|keyless:/iu;
/** What key ids and tokens begin with whatever their name, also in base64, and the kinds whose values are hidden. */
const MATERIAL =
  /A[KS]IA[A-Z0-9]|Q(?:UtJQ|VNJQ)|IQoJb3JpZ2lu|GZXIvYXdz|QoDYXdz|(?<![A-Za-z])Secret(?:List)?(?![A-Za-z])/u;
/** One of these makes a file a template, see `readTemplate`. */
const TEMPLATE = /AWSTemplateFormatVersion|AWS::/u;

/** Whether a text of a kind may hold anything that is to be judged or hidden, as far as can be told without parsing it. */
export function isWorthReading(kind: YamlKind, text: string): boolean {
  switch (kind) {
    case 'kubernetes':
      return isManifestText(text) && concernsKeys(text);
    case 'compose':
      return concernsKeys(text);
    case 'cloudformation':
      return TEMPLATE.test(text);
    default:
      return true;
  }
}

/** The same for a file of a kind by its name, which its content may correct. */
export function isOfConcern(kind: DocumentKind, text: string): boolean {
  return !isShared(kind) || isWorthReading(meantKind(kind, text), text);
}

function concernsKeys(text: string): boolean {
  return WORD.test(text) || MATERIAL.test(text);
}
