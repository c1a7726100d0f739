import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';

/** The entries of a file by their names, and those that are odd: most rules want to see a few of them. */
export class EntryIndex {
  readonly #entries: IniEntry[] = [];
  readonly #sections: IniSection[] = [];
  /** Where those are that are not `isFlawless`. */
  readonly #flawed: number[] = [];
  /** Where those of a name are among all of them. */
  readonly #places = new Map<string, number[]>();

  constructor(sections: readonly IniSection[]) {
    for (const section of sections) for (const entry of section.entries) this.#add(entry, section);
  }

  #add(entry: IniEntry, section: IniSection): void {
    const place = this.#entries.push(entry) - 1;
    this.#sections.push(section);
    if (!entry.isFlawless) this.#flawed.push(place);
    const known = this.#places.get(entry.name);
    if (known) known.push(place);
    else this.#places.set(entry.name, [place]);
  }

  /** Shows the entries of some names in document order, each with its section. */
  forEach(names: readonly string[], show: (entry: IniEntry, section: IniSection) => void): void {
    this.#show(this.#placesOf(names), show);
  }

  /** Shows the entries that are not `isFlawless`, likewise. */
  forEachFlawed(show: (entry: IniEntry, section: IniSection) => void): void {
    this.#show(this.#flawed, show);
  }

  #show(places: readonly number[], show: (entry: IniEntry, section: IniSection) => void): void {
    for (const place of places) {
      const entry = this.#entries[place];
      const section = this.#sections[place];
      if (entry && section) show(entry, section);
    }
  }

  #placesOf(names: readonly string[]): readonly number[] {
    let found: readonly number[] | undefined;
    for (const name of names) {
      const places = this.#places.get(name);
      if (places) found = found ? merged(found, places) : places;
    }
    return found ?? NOWHERE;
  }
}

const NOWHERE: readonly number[] = [];

/** Two ascending lists as one. */
function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  const found: number[] = [];
  let next = 0;
  for (const one of a) {
    for (let other = b[next]; other !== undefined && other < one; other = b[next]) {
      found.push(other);
      next += 1;
    }
    found.push(one);
  }
  for (; next < b.length; next += 1) found.push(b[next] ?? 0);
  return found;
}
