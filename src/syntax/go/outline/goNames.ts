/** Identifiers as small numbers: a package mentions some ten thousand names some hundred thousand times. */
export class GoNames {
  private readonly numbers = new Map<string, number>();

  get size(): number {
    return this.numbers.size;
  }

  /** The number of a name, the same for ever. */
  of(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    // A slice would keep the whole text of its file in memory.
    this.numbers.set(name.split('').join(''), number);
    return number;
  }

  /** Null for a name that no text has mentioned. */
  known(name: string): number | null {
    return this.numbers.get(name) ?? null;
  }
}
