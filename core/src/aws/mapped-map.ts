/** A map whose values are made out of those of another one, each when it is first asked for. */
export class MappedMap<Given, Made> implements ReadonlyMap<string, Made> {
  readonly #given: ReadonlyMap<string, Given>;
  readonly #make: (given: Given, name: string) => Made;
  readonly #made = new Map<string, Made>();

  constructor(given: ReadonlyMap<string, Given>, make: (given: Given, name: string) => Made) {
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

  values(): MapIterator<Made> {
    return this.#all().values();
  }

  entries(): MapIterator<[string, Made]> {
    return this.#all().entries();
  }

  forEach(visit: (value: Made, name: string, map: ReadonlyMap<string, Made>) => void): void {
    for (const [name, value] of this.#all()) visit(value, name, this);
  }

  [Symbol.iterator](): MapIterator<[string, Made]> {
    return this.entries();
  }

  /** In the order of the other map. */
  #all(): ReadonlyMap<string, Made> {
    const all = new Map<string, Made>();
    for (const name of this.#given.keys()) {
      const value = this.get(name);
      if (value !== undefined) all.set(name, value);
    }
    return all;
  }
}
