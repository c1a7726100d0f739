import { placesIn } from '../../documents/yaml/block-scalar.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safe } from '../../secret/safe-text.ts';
import { sessionChain } from '../ci/step-duration.ts';
import type { ChainPlace, SessionDuration } from '../session-duration.ts';
import type { CiScript } from './ci-script.ts';

/** A command of the AWS CLI that assumes a role, to the end of its last line. */
const ASSUME =
  /\baws[ \t]+sts[ \t]+assume-role(-with-web-identity|-with-saml)?(?=[\s\\])((?:[^\n;&|\\]|\\[\s\S]){0,2000})/gu;
const DURATION = /--duration-seconds(?:=|\s+|\s*\\\r?\n\s*)["']?(\d{1,9})\b/u;
/** What makes a session the credentials of the commands behind it. */
const TAKES_SESSION = /AWS_SESSION_TOKEN=(?!["']?(?:\s|$))/u;

/** The durations that the commands of a script ask for when they assume a role. */
export function durationsOfScript(script: CiScript): readonly SessionDuration[] {
  const found = readText(script.scalar.text, (text) =>
    text.includes('assume-role')
      ? [...text.matchAll(ASSUME)].flatMap((match) => durationIn(text, match))
      : [],
  );
  if (found.length === 0) return [];
  const places = placesIn(script.document.source, script.scalar);
  return found.map(({ seconds, start, end, inSession, federated }) => {
    const range = places.rangeOf(start, end);
    const chain = federated ? undefined : chainOf(script, inSession);
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

function durationIn(text: string, match: RegExpExecArray) {
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
      inSession: TAKES_SESSION.test(text.slice(0, match.index)),
      federated: federated !== undefined,
    },
  ];
}

/** A role that is assumed after another one is assumed with its session. */
function chainOf(script: CiScript, inSession: boolean): readonly ChainPlace[] | undefined {
  if (script.environment === 'keys' && !inSession) return undefined;
  return (script.step && sessionChain(script.step)) ?? (inSession ? [] : undefined);
}
