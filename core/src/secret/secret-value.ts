/** What stands wherever a secret would be printed. */
const MASK = '***';

/**
 * A value that must not be shown: a secret key, a session token, or an access key id. It has no way to text but
 * `expose`, which only code that signs requests may call (a lint rule keeps it out of everything else).
 */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Length in UTF-16 units. Never shown: it tells what kind of value it is. */
  get length(): number {
    return this.#text.length;
  }

  get isEmpty(): boolean {
    return this.#text.trim() === '';
  }

  /** Whether a pattern is found in the value. A pattern with the `g` or `y` flag is refused: it would keep state. */
  matches(pattern: RegExp): boolean {
    if (pattern.global || pattern.sticky) throw new TypeError('A pattern for secrets has no state');
    return pattern.test(this.#text);
  }

  equals(other: SecretValue): boolean {
    return this.#text === other.#text;
  }

  /** Derives something that may be shown, such as the last four characters of an access key id. */
  derive<Result>(read: (text: string) => Result): Result {
    return read(this.#text);
  }

  /** The value itself, to sign a request with. */
  expose(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  /** What Node's `util.inspect` and `console.log` print. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}
