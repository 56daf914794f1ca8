/** Kinds of questions that have a price of their own. */
export type PricedQuestion =
  /** Heap and goroutine profiles: what each round asks. */
  | 'round'
  /** runtime.MemStats. */
  | 'memory'
  /** Every goroutine with its stack. */
  | 'dump';

/** How the budget is parted: each kind keeps to its own share, so that a dear one never takes the room of the others. */
const shares: Readonly<Record<PricedQuestion, number>> = { round: 0.65, memory: 0.2, dump: 0.15 };

/**
 * Prices remembered of each kind, of which the least is believed: an answer that waits for a lock or a busy core takes longer, but
 * no more of the service.
 */
const remembered = 5;

/** A first question of unknown price may be expected to cost so much before it has to wait its turn, ms. */
const freeMillis = 100;

/**
 * Keeps what LeakLens costs a service below a share of one core. The price of a question is the time that its answer took,
 * less the way there and back: pprof writes a profile on one core, so its time is its work, or more than that where the service
 * had better things to do. Pure: who asks tells the time.
 */
export class CostGovernor {
  private readonly prices: Record<PricedQuestion, number[]> = { round: [], memory: [], dump: [] };
  private readonly askedMillis = new Map<PricedQuestion, number>();
  private farMillis: number | null = null;
  private firstMillis: number | null = null;

  /** How long an answer took that costs the service nothing: how far away it is, ms. The least is believed. */
  noteDistance(elapsedMillis: number): void {
    this.farMillis = Math.min(this.farMillis ?? Infinity, elapsedMillis);
  }

  /**
   * Takes in what a question took.
   * @param elapsedMillis wall time of all its answers
   * @param answers how many they were
   */
  note(question: PricedQuestion, elapsedMillis: number, answers: number, nowMillis: number): void {
    this.firstMillis ??= nowMillis;
    this.askedMillis.set(question, nowMillis);
    const price = Math.max(0, elapsedMillis - answers * (this.farMillis ?? 0));
    this.prices[question] = [...this.prices[question], price].slice(-remembered);
  }

  /** What a question of this kind costs, ms of one core; null before the first. */
  priceOf(question: PricedQuestion): number | null {
    const prices = this.prices[question];
    return prices.length === 0 ? null : Math.min(...prices);
  }

  /**
   * True when the budget has room for the question.
   * @param budget share of one core, 0 to 1, for all kinds together
   * @param expectedMillis its price as far as can be told before it was asked
   */
  allows(question: PricedQuestion, budget: number, nowMillis: number, expectedMillis = 0): boolean {
    const price = this.priceOf(question) ?? expectedMillis;
    const since = this.askedMillis.get(question) ?? (price <= freeMillis ? -Infinity : (this.firstMillis ?? nowMillis));
    return nowMillis - since >= price / (budget * shares[question]);
  }

  /** From the end of one round to the start of the next: what was wished for, or longer. */
  pauseMillis(wishedMillis: number, budget: number): number {
    const price = this.priceOf('round') ?? 0;
    return Math.max(wishedMillis, Math.round(price / (budget * shares.round) - price));
  }

  /** Another process answers: what the old one cost says little, how far away it is stays true. */
  restart(): void {
    for (const question of Object.keys(shares) as PricedQuestion[]) this.prices[question] = [];
    this.askedMillis.clear();
    this.firstMillis = null;
  }
}
