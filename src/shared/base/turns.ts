/** Work that is done one at a time, in the order in which it was asked for. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Whoever asked hears what came of it, a failure too; the next is done whatever came of this one. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves once all is done that was asked for until now. */
  settled(): Promise<unknown> {
    return this.last;
  }
}
