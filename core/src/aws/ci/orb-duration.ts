import { placesIn } from '../../documents/yaml/block-scalar.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { writtenEntries, type PlacedEntry } from '../../documents/yaml/path.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { parseCliInteger } from '../duration.ts';
import type { SessionDuration } from '../session-duration.ts';
import { awsCliOrbOf, orbParameter } from './circleci-orb.ts';

/** The duration that a step `setup` of CircleCI's orb for the AWS CLI hands to that as an option. */
export interface OrbDuration extends Omit<SessionDuration, 'seconds'> {
  readonly text: string;
  /** `undefined` where the AWS CLI refuses the text. */
  readonly seconds: number | undefined;
}

/** The durations of steps that assume a role. What only the run knows is left out. */
export function orbDurations(document: YamlDocument): readonly OrbDuration[] {
  if (document.kind !== 'circleci' || !/session[_-]duration/u.test(document.source.text)) return [];
  return writtenEntries(document).flatMap((placed) => durationOf(document, placed));
}

function durationOf(document: YamlDocument, { entry, path }: PlacedEntry): readonly OrbDuration[] {
  if (awsCliOrbOf(document, entry.key) === undefined || !orbParameter(document, entry, 'role_arn')) return [];
  const parameter = orbParameter(document, entry, 'session_duration');
  const text = openText(parameter);
  if (!parameter?.scalar || text === undefined || /\$|<</u.test(text)) return [];
  const places = placesIn(document.source, parameter.scalar);
  return [
    {
      text,
      seconds: parseCliInteger(text),
      // Without the quotes: the parameter is a text, which a number in its place would not be.
      range: places.rangeOf(0, text.length),
      name: safeName(parameter.key),
      owner: ownerAt(path),
      chain: undefined,
      shared: parameter.shared || !places.exact,
    },
  ];
}

function ownerAt([kind, name]: PlacedEntry['path']): SafeText {
  return kind === 'jobs' ? safe`job ${safeName(String(name))}` : safe`aws-cli/setup`;
}
