/** Answers by what was asked, the newest of them: what an archive said of the past it says again. Bounded. */
export class AnswerCache {
  private readonly kept = new Map<string, Uint8Array>();
  private bytes = 0;
  private readonly mostBytes: number;

  constructor(mostBytes = 64 * 2 ** 20) {
    this.mostBytes = mostBytes;
  }

  /** A copy: whoever reads an answer may hand its bytes on. */
  get(question: string): Uint8Array | null {
    return this.kept.get(question)?.slice() ?? null;
  }

  keep(question: string, answer: Uint8Array): void {
    if (answer.length > this.mostBytes / 4 || this.kept.has(question)) return;
    this.kept.set(question, answer.slice());
    this.bytes += answer.length;
    for (const [oldest, { length }] of this.kept) {
      if (this.bytes <= this.mostBytes) return;
      this.kept.delete(oldest);
      this.bytes -= length;
    }
  }
}
