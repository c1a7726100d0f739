/** What the AWS CLI's cache files and cache names are made of. */
export type PythonJsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly PythonJsonValue[]
  | { readonly [key: string]: PythonJsonValue };

/** Everything from DEL on: Python's `ensure_ascii` escapes DEL as well, which `JSON.stringify` leaves alone. */
const NOT_ASCII = /[\u007f-\uffff]/g;

/** What stands between members, and between a key and its value. */
export interface Separators {
  readonly item: string;
  readonly key: string;
}

const USUAL: Separators = { item: ', ', key: ': ' };

/**
 * Writes a value as Python's `json.dumps` does with its defaults: one line, `, ` and `: ` as separators, and ASCII
 * only. Keys keep the order they are given in. Numbers must be whole: nothing in the CLI's cache is a fraction, and
 * the two languages spell fractions differently.
 */
export function pythonJson(value: PythonJsonValue, separators = USUAL): string {
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'number' || typeof value === 'bigint') return wholeNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  const write = (one: PythonJsonValue): string => pythonJson(one, separators);
  if (isList(value)) return `[${value.map(write).join(separators.item)}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${pythonString(key)}${separators.key}${write(member)}`,
  );
  return `{${members.join(separators.item)}}`;
}

function isList(value: PythonJsonValue): value is readonly PythonJsonValue[] {
  return Array.isArray(value);
}

function pythonString(text: string): string {
  return JSON.stringify(text).replaceAll(
    NOT_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function wholeNumber(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError('Only whole numbers are written');
  return BigInt(value).toString();
}
