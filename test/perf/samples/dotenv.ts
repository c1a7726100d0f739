import { sampleKeys } from './keys.ts';
import { characters, pick, seededRandom } from './random.ts';

const WORDS = ['SHOP', 'API', 'QUEUE', 'MAIL', 'CACHE', 'SEARCH', 'BILLING'];

/** The text of a `.env` of so many lines: settings, comments, quotes, some values over several lines, and one key pair. */
export function dotenvText(lines: number, seed = 3): string {
  const random = seededRandom(seed);
  const keys = sampleKeys(random);
  const text = [
    `AWS_ACCESS_KEY_ID=${keys.id('ASIA')}`,
    `AWS_SECRET_ACCESS_KEY=${keys.secret()}`,
    'AWS_REGION=eu-west-1',
  ];
  while (text.length < lines) {
    const name = `${pick(random, WORDS)}_${pick(random, WORDS)}_${text.length}`;
    const value = characters(random, 8 + random(40), 'abcdefghijklmnopqrstuvwxyz0123456789-./:');
    const kind = random(20);
    if (kind === 0) text.push(`# ${value}`);
    else if (kind === 1) text.push('');
    else if (kind === 2) text.push(`#${name}=${value}`);
    else if (kind < 6) text.push(`${name}="${value}"`);
    else if (kind === 6) text.push(`${name}="${value}`, `${value}"`);
    else if (kind === 7) text.push(`export ${name}='${value}' # ${name}`);
    else text.push(`${name}=${value}`);
  }
  return `${text.slice(0, lines).join('\n')}\n`;
}
