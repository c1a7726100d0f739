/** The moment of a run, and until when what it finds holds. */
export class RunTime {
  readonly #now: Date;
  #next: Date | undefined;

  constructor(now: Date) {
    this.#now = now;
  }

  /** Whether a moment is over. The first one that is not ends what this run has found. */
  hasPassed(moment: Date): boolean {
    if (moment <= this.#now) return true;
    if (!this.#next || moment < this.#next) this.#next = moment;
    return false;
  }

  /** The first moment that was asked for and was not over. */
  get validUntil(): Date | undefined {
    return this.#next;
  }
}
