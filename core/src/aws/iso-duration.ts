/**
 * What IAM Identity Center takes for a duration; the pattern is that of its API.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
 */
const DURATION =
  /^(?<sign>-?)P(?=\d|T\d)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<days>\d+)(?<unit>[DW]))?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/u;

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The seconds of an ISO 8601 duration such as `PT1H30M`; `undefined` for every other text. A year counts 365 days and
 * a month 30, which is far more than any session anyway.
 */
export function parseIsoDuration(text: string): number | undefined {
  const groups = DURATION.exec(text)?.groups;
  if (!groups) return undefined;
  const part = (name: string, seconds: number): number => Number(groups[name] ?? 0) * seconds;
  const total =
    part('years', 365 * DAY) +
    part('months', 30 * DAY) +
    part('days', groups['unit'] === 'W' ? 7 * DAY : DAY) +
    part('hours', HOUR) +
    part('minutes', 60) +
    part('seconds', 1);
  return groups['sign'] === '-' ? -total : total;
}

/** Whole seconds as an ISO 8601 duration in hours, minutes and seconds: `PT1H30M`. */
export function isoDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / HOUR), 'H'],
    [Math.floor((seconds % HOUR) / 60), 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const written = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return `PT${written.join('') || '0S'}`;
}
