import { DerivedMap } from './derived-map.ts';

/** A map whose values are made out of those of another one, each when it is first asked for. */
export class MappedMap<Given, Made> extends DerivedMap<Made> {
  readonly #given: ReadonlyMap<string, Given>;
  readonly #make: (given: Given, name: string) => Made;
  readonly #made = new Map<string, Made>();

  constructor(given: ReadonlyMap<string, Given>, make: (given: Given, name: string) => Made) {
    super();
    this.#given = given;
    this.#make = make;
  }

  get size(): number {
    return this.#given.size;
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  get(name: string): Made | undefined {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const given = this.#given.get(name);
    if (given === undefined) return undefined;
    const made = this.#make(given, name);
    this.#made.set(name, made);
    return made;
  }

  keys(): MapIterator<string> {
    return this.#given.keys();
  }

  /** In the order of the other map. */
  protected all(): ReadonlyMap<string, Made> {
    const all = new Map<string, Made>();
    for (const name of this.#given.keys()) {
      const value = this.get(name);
      if (value !== undefined) all.set(name, value);
    }
    return all;
  }
}
