/**
 * How the budget is parted among what a runtime asks: the round that it asks with every poll, and what it asks beside it, each in a price of
 * its own. Each keeps to its share, so that a dear one never takes the room of the others. Shares of 1.
 */
export type PricedShares<Beside extends string> = Readonly<Record<'round' | Beside, number>>;

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
export class CostGovernor<Beside extends string = never> {
  private readonly shares: PricedShares<Beside>;
  private readonly prices = new Map<'round' | Beside, readonly number[]>();
  private readonly askedMillis = new Map<'round' | Beside, number>();
  private farMillis: number | null = null;
  private firstMillis: number | null = null;

  constructor(shares: PricedShares<Beside>) {
    this.shares = shares;
  }

  /** How long an answer took that costs the service nothing: how far away it is, ms. The least is believed. */
  noteDistance(elapsedMillis: number): void {
    this.farMillis = Math.min(this.farMillis ?? Infinity, elapsedMillis);
  }

  /**
   * Takes in what a question took.
   * @param elapsedMillis wall time of all its answers
   * @param answers how many they were
   */
  note(question: 'round' | Beside, elapsedMillis: number, answers: number, nowMillis: number): void {
    this.firstMillis ??= nowMillis;
    this.askedMillis.set(question, nowMillis);
    const price = Math.max(0, elapsedMillis - answers * (this.farMillis ?? 0));
    this.prices.set(question, [...(this.prices.get(question) ?? []), price].slice(-remembered));
  }

  /** What a question of this kind costs, ms of one core; null before the first. */
  priceOf(question: 'round' | Beside): number | null {
    const prices = this.prices.get(question) ?? [];
    return prices.length === 0 ? null : Math.min(...prices);
  }

  /**
   * True when the budget has room for the question.
   * @param budget share of one core, 0 to 1, for all kinds together
   * @param expectedMillis its price as far as can be told before it was asked
   */
  allows(question: 'round' | Beside, budget: number, nowMillis: number, expectedMillis = 0): boolean {
    const price = this.priceOf(question) ?? expectedMillis;
    const since = this.askedMillis.get(question) ?? (price <= freeMillis ? -Infinity : (this.firstMillis ?? nowMillis));
    return nowMillis - since >= price / (budget * this.shares[question]);
  }

  /** From the end of one round to the start of the next: what was wished for, or longer. */
  pauseMillis(wishedMillis: number, budget: number): number {
    const price = this.priceOf('round') ?? 0;
    return Math.max(wishedMillis, Math.round(price / (budget * this.shares.round) - price));
  }

  /** Another process answers: what the old one cost says little, how far away it is stays true. */
  restart(): void {
    this.prices.clear();
    this.askedMillis.clear();
    this.firstMillis = null;
  }
}
