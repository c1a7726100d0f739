import { DerivedMap } from '../documents/ini/readers/derived-map.ts';
import type { NamedMap, Witness, Sight } from './witness.ts';

/** A map whose readers are watched: which names they look for, whether they are there or not, or that they go through all. */
export class WatchedMap<Value> extends DerivedMap<Value> {
  readonly #map: ReadonlyMap<string, Value>;
  readonly #type: NamedMap;
  readonly #witness: Witness;
  readonly #sights = new Map<string, Sight>();

  constructor(map: ReadonlyMap<string, Value>, type: NamedMap, witness: Witness) {
    super();
    this.#map = map;
    this.#type = type;
    this.#witness = witness;
  }

  get(name: string): Value | undefined {
    this.#note(name);
    return this.#map.get(name);
  }

  has(name: string): boolean {
    this.#note(name);
    return this.#map.has(name);
  }

  get size(): number {
    this.#witness.saw({ type: 'names', name: this.#type });
    return this.#map.size;
  }

  keys(): MapIterator<string> {
    this.#witness.saw({ type: 'names', name: this.#type });
    return this.#map.keys();
  }

  protected all(): ReadonlyMap<string, Value> {
    this.#witness.sawAll();
    return this.#map;
  }

  #note(name: string): void {
    if (!this.#witness.isRecording) return;
    const sight = this.#sights.get(name) ?? { type: this.#type, name };
    this.#sights.set(name, sight);
    this.#witness.saw(sight);
  }
}
