import { placesIn } from '../../documents/yaml/block-scalar.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safe } from '../../secret/safe-text.ts';
import type { ChainPlace, SessionDuration } from '../session-duration.ts';
import type { CiScript } from './ci-script.ts';
import { changesIn, type ShellChange } from './shell.ts';

/** A command of the AWS CLI that assumes a role, to the end of its last line. */
const ASSUME =
  /\baws[ \t]+sts[ \t]+assume-role(-with-web-identity|-with-saml)?(?=[\s\\])((?:[^\n;&|\\]|\\[\s\S]){0,2000})/gu;
const DURATION = /--duration-seconds(?:=|\s+|\s*\\\r?\n\s*)["']?(\d{1,9})\b/u;
/** The profile of an option comes before the keys of variables, and a file of a CI system tells nothing of it. */
const PROFILE = /\s--profile(?=[=\s\\])/u;

/** The durations that the commands of a script ask for when they assume a role. */
export function durationsOfScript(script: CiScript): readonly SessionDuration[] {
  const found = readText(script.scalar.text, (text) =>
    text.includes('assume-role') ? durationsIn(text) : [],
  );
  if (found.length === 0) return [];
  const places = placesIn(script.document.source, script.scalar);
  return found.map(({ seconds, start, end, change, source }) => {
    const range = places.rangeOf(start, end);
    const chain = source === 'environment' ? chainOf(script, change) : undefined;
    return {
      seconds,
      range,
      name: safe`--duration-seconds`,
      owner: script.label,
      chain: chain && (() => chain),
      shared: script.shared || !places.exact,
    };
  });
}

/** A duration in a command, and what the command assumes the role with. */
interface CommandDuration {
  readonly seconds: number;
  readonly start: number;
  readonly end: number;
  readonly source: 'environment' | 'other';
  /** The last change of the environment that stands before it in the same script. */
  readonly change: ShellChange | undefined;
}

function durationsIn(text: string): readonly CommandDuration[] {
  const changes = changesIn(text);
  return [...text.matchAll(ASSUME)].flatMap((match) => {
    const [whole, federated, options = ''] = match;
    const duration = DURATION.exec(options);
    const digits = duration?.[1];
    if (!duration || digits === undefined) return [];
    const end = match.index + whole.length - options.length + duration.index + duration[0].length;
    return [
      {
        seconds: Number(digits),
        start: end - digits.length,
        end,
        source: federated === undefined && !PROFILE.test(options) ? 'environment' : 'other',
        change: changes.findLast(({ place }) => place.start < match.index),
      },
    ];
  });
}

/** A role that is assumed after another one is assumed with its session. */
function chainOf(script: CiScript, own: ShellChange | undefined): readonly ChainPlace[] | undefined {
  const earlier = own ? undefined : script.shell?.changeBefore(script.scalar);
  const type = own?.type ?? earlier?.type;
  // Keys come before a token of the job, and before what the surroundings give.
  if (type !== 'session' && script.environment === 'keys') return undefined;
  if (type === undefined || type === 'end') return script.session;
  if (!earlier) return [];
  const places = placesIn(script.document.source, earlier.scalar);
  const { start, end } = earlier.place;
  return [
    {
      range: places.rangeOf(start, end),
      message: safe`The role is assumed with the session that begins here`,
    },
  ];
}
