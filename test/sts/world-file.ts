import { readFile } from 'node:fs/promises';
import type { World } from './world-types.ts';

/** A world file that cannot be used; the message says where and why, and shows no value of it. */
class WorldFileError extends Error {
  override readonly name = 'WorldFileError';
}

type Check = (value: unknown, place: string) => void;

const fail = (place: string, expected: string): never => {
  throw new WorldFileError(`${place} must be ${expected}.`);
};

const textLike =
  (pattern: RegExp, expected: string): Check =>
  (value, place) => {
    if (typeof value !== 'string' || !pattern.test(value)) fail(place, expected);
  };

const listOf =
  (item: Check): Check =>
  (value, place) => {
    if (!Array.isArray(value)) return fail(place, 'a list');
    value.forEach((entry: unknown, index) => item(entry, `${place}[${index}]`));
  };

const optional =
  (check: Check): Check =>
  (value, place) => {
    if (value !== undefined) check(value, place);
  };

const objectWith =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(place, 'an object');
    const unknownKey = Object.keys(value).find((key) => !Object.hasOwn(members, key));
    if (unknownKey !== undefined) throw new WorldFileError(`${place} has an unknown key "${unknownKey}".`);
    for (const [key, check] of Object.entries(members)) {
      check((value as Record<string, unknown>)[key], `${place}.${key}`);
    }
  };

const anyText = textLike(/./s, 'a text');
const texts = optional(listOf(anyText));
const name = textLike(/^[\w+=,.@-]{1,64}$/, 'a name of 1 to 64 letters, digits or +=,.@-_');
const path = optional(textLike(/^\/(?:[\u0021-\u007e]+\/)?$/, 'a path that starts and ends with "/"'));

const trueOrFalse: Check = (value, place) => {
  if (typeof value !== 'boolean') fail(place, 'true or false');
};

const sessionSeconds: Check = (value, place) => {
  const fits = Number.isInteger(value) && Number(value) >= 3600 && Number(value) <= 43_200;
  if (!fits) fail(place, 'a whole number from 3600 to 43200');
};

const mfaCodes: Check = (value, place) => {
  if (value !== 'any') listOf(textLike(/^\d{6}$/, 'six digits'))(value, place);
};

const user = objectWith({
  name,
  path,
  userId: textLike(/^AIDA[A-Z2-7]{17}$/, 'a user id: AIDA and 17 of A-Z2-7'),
  keys: listOf(
    objectWith({
      accessKeyId: textLike(/^AKIA[A-Z2-7]{16}$/, 'a key id: AKIA and 16 of A-Z2-7'),
      secretAccessKey: textLike(/^[A-Za-z0-9/+]{40}$/, 'a secret of 40 characters of A-Za-z0-9/+'),
      status: textLike(/^(?:Active|Inactive)$/, '"Active" or "Inactive"'),
    }),
  ),
  mfaDevices: optional(
    listOf(
      objectWith({
        serialNumber: textLike(/^[\w+=/:,.@-]{9,256}$/, 'a serial number or ARN'),
        codes: mfaCodes,
      }),
    ),
  ),
  mayAssume: texts,
});

const role = objectWith({
  name,
  path,
  roleId: textLike(/^AROA[A-Z2-7]{17}$/, 'a role id: AROA and 17 of A-Z2-7'),
  maxSessionDuration: optional(sessionSeconds),
  trust: listOf(
    objectWith({
      principals: listOf(anyText),
      externalId: optional(anyText),
      mfaPresent: optional(trueOrFalse),
      sessionName: optional(anyText),
    }),
  ),
  webIdentityTrust: optional(
    listOf(objectWith({ provider: anyText, audiences: listOf(anyText), subjects: listOf(anyText) })),
  ),
  mayAssume: texts,
});

const key: Check = (value, place) => {
  if (typeof value !== 'object' || value === null) return fail(place, 'a JSON web key');
  anyText((value as Record<string, unknown>)['kid'], `${place}.kid`);
};

const world = objectWith({
  accounts: listOf(
    objectWith({
      id: textLike(/^\d{12}$/, '12 digits'),
      partition: optional(textLike(/^aws[a-z-]*$/, 'a partition, such as "aws"')),
      users: optional(listOf(user)),
      roles: optional(listOf(role)),
      identityProviders: optional(
        listOf(
          objectWith({
            url: textLike(/^https:\/\/.*[^/]$/, 'a URL with https and without a final slash'),
            clientIds: listOf(anyText),
            keys: listOf(key),
          }),
        ),
      ),
    }),
  ),
});

/** Reads a world from JSON text. @throws WorldFileError */
export const parseWorld = (text: string): World => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which holds secrets.
    throw new WorldFileError('The world is not JSON.');
  }
  world(value, 'world');
  return value as World;
};

/** Reads a world from a JSON file. @throws WorldFileError */
export const readWorldFile = async (file: string): Promise<World> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new WorldFileError(`The world file ${file} cannot be read (${reason}).`);
  }
  return parseWorld(text);
};
