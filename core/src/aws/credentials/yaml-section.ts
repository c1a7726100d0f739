import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';
import { awsCliOrbOf, orbParameter } from '../ci/circleci-orb.ts';
import type { ChainPlace } from '../session-duration.ts';

/** A part of the file whose variables and commands belong together: a job, a compose service. */
export interface Section {
  readonly label: SafeText;
  readonly range: Range;
  foreign: boolean;
  emulator: boolean;
  /** Variables or commands give it AWS keys. */
  keys: boolean;
  /** The variable by which AWS tools assume a role in it with a token. */
  identity: ChainPlace | undefined;
  /** The last step so far that has given its default profile a role. */
  profile: ChainPlace | undefined;
}

/** A section of which nothing is known yet. */
export function createSection(label: SafeText, range: Range): Section {
  return {
    label,
    range,
    foreign: false,
    emulator: false,
    keys: false,
    identity: undefined,
    profile: undefined,
  };
}

/** What gives commands the session of a role: a variable, of a job or of all of them, and a step of CircleCI's orb. */
export function noteSession(
  { document, root }: { readonly document: YamlDocument; readonly root: Section },
  entry: YamlEntry,
  path: readonly string[],
  section: Section,
): void {
  const { key, keyRange, scalar } = entry;
  const isOfJob = section !== root;
  if (
    key === 'AWS_WEB_IDENTITY_TOKEN_FILE' &&
    scalar &&
    scalar.text !== '' &&
    (isOfJob || path.length === 2)
  ) {
    section.identity = {
      range: keyRange,
      message: safe`The role is assumed with the session of this token`,
    };
  }
  if (document.kind !== 'circleci' || !isOfJob || awsCliOrbOf(document, key) === undefined) return;
  const profile = orbParameter(document, entry, 'profile_name');
  if (profile && openText(profile) !== 'default') return;
  section.profile = orbParameter(document, entry, 'role_arn') && {
    range: keyRange,
    message: safe`The role is assumed with the session of this step`,
  };
}
