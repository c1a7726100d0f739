import { distance } from 'fastest-levenshtein';
import { placeOf } from '../aws/key-place.ts';
import { findProfileKey, isThirdPartyKey, PROFILE_KEYS, type KeyPlace } from '../aws/profile-keys.ts';
import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { isReadableAfter } from '../documents/ini/readable-after.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/** A key this far from a known one is hardly a slip of the pen. */
const FARTHEST_SLIP = 2;
/** Among shorter names everything is near to something, as `es` and `s3`. */
const SHORTEST_NAME = 5;

/**
 * No tool complains of a key that it does not know: it does as if the line were not there. So a slip of the pen shows
 * only in what then fails, or in what silently uses a default.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-settings
 */
export default defineRule({
  meta: {
    id: 'unknown-key',
    summary: 'Use keys that the tools know',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'medium',
    messages: {
      slip: 'No AWS tool knows the key {key}, so they ignore this line without a word. Did you mean {nearest}?',
    },
    fixes: {
      'use-nearest': { title: 'Use {nearest}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-settings',
      'https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    // Apart from the handler: V8 makes room for what a closure needs as soon as its function is entered.
    const tell = (entry: IniEntry, section: IniSection, nearest: string): void => {
      const { document } = context.model;
      context.report({
        messageId: 'slip',
        range: entry.keyRange,
        anchor: safe`[${safeName(section.rawName)}] ${safeName(entry.key)}`,
        data: { key: safeName(entry.key), nearest: safeName(nearest) },
        fixes: () => {
          const edits = [{ ...entry.keyRange, newText: nearest }];
          if (
            document.format !== 'ini' ||
            !isReadableAfter(document, edits) ||
            isSet(nearest, entry, section)
          )
            return [];
          return [{ fixId: 'use-nearest', data: { nearest: safeName(nearest) }, edits, preferred: true }];
        },
      });
    };
    return {
      entry: (entry, section) => {
        const nearest = meantKey(entry, section);
        if (nearest !== undefined) tell(entry, section, nearest);
      },
    };
  },
});

/** The key that is probably meant by one that no tool knows. */
function meantKey(entry: IniEntry, section: IniSection): string | undefined {
  const place = placeOf(entry, section);
  if (!place || entry.swallowed || isThirdPartyKey(entry.name)) return undefined;
  // Nested keys keep their case in the AWS CLI, so one in the wrong case is unknown to it.
  const name = entry.parent ? entry.key : entry.name;
  return findProfileKey(name, place) ? undefined : nearestKey(entry.name, place);
}

/** The known key of a place that is nearest to a name. A dash for an underscore is no difference. */
function nearestKey(name: string, place: KeyPlace): string | undefined {
  if (name.length < SHORTEST_NAME || name.includes(' ')) return undefined;
  const plain = name.replaceAll('-', '_');
  let nearest: string | undefined;
  let least = FARTHEST_SLIP + 1;
  for (const key of PROFILE_KEYS) {
    // Two names are at least as far apart as their lengths.
    if (key.place !== place || Math.abs(key.name.length - plain.length) >= least) continue;
    const far = distance(plain, key.name);
    if (far < least) [nearest, least] = [key.name, far];
  }
  return nearest;
}

/** The key that is meant is there already: two of them would make the AWS CLI refuse the file. */
function isSet(name: string, entry: IniEntry, { entries }: IniSection): boolean {
  return entries.some((one) => one !== entry && one.parent === entry.parent && one.name === name);
}
