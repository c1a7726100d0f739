import { LONGEST_SESSION, parseCliInteger, SHORTEST_SESSION } from './duration.ts';

const WITH_UNIT =
  /^(\d{1,9}(?:\.\d{1,9})?)\s*(?:(s|secs?|seconds?)|(m|mins?|minutes?)|(?:h|hrs?|hours?))\.?$/iu;
const GROUPED = /^\d{1,3}(?:[,_' ]\d{3})+$/u;

/**
 * The number of seconds that a person means by a text which is no integer: `1h`, `60 min`, `3,600`, `3600.5`. Only what
 * STS could grant: from anything else nobody can tell what was meant.
 */
export function meantSeconds(text: string): number | undefined {
  const seconds = parseCliInteger(text) ?? secondsOf(text.trim());
  return seconds !== undefined && seconds >= SHORTEST_SESSION && seconds <= LONGEST_SESSION
    ? seconds
    : undefined;
}

function secondsOf(text: string): number | undefined {
  const unit = WITH_UNIT.exec(text);
  if (unit) return Math.floor(Number(unit[1]) * (unit[2] ? 1 : unit[3] ? 60 : 3600));
  if (GROUPED.test(text)) return Number(text.replaceAll(/\D/gu, ''));
  const numbers = text.replace(/(\d)\.\d+/u, '$1').match(/\d+/gu) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}
