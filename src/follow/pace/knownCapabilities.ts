import type { Capability } from '../../shared/model/target/capabilities';
import type { Problem } from '../../shared/model/errors';

/** Somebody may open what was shut, so it is asked for again now and then: a person who waits for it waits a few minutes. */
const askAgainMillis = 5 * 60_000;

/**
 * What one service is known to offer, from poll to poll, of what its runtime can be asked for. What it refuses is not asked for again before a few minutes have gone by,
 * before it has been away, or before another process answers. Pure: who asks tells the time.
 */
export class KnownCapabilities<Kind extends string> {
  private known: Readonly<Record<Kind, Capability>>;
  /** Offered before, and refused since: it may have been a proxy for a moment, so the next poll asks once more. */
  private readonly doubted = new Set<Kind>();
  private readonly askedMillis = new Map<Kind, number>();

  /** @param kinds what its runtime can be asked for, in the order in which it is told */
  constructor(kinds: readonly Kind[]) {
    const asked = kinds.map((kind) => [kind, { state: 'not-asked' }] as const);
    this.known = Object.fromEntries(asked) as Record<Kind, Capability>;
  }

  /** As of now; another object when something has changed. */
  get all(): Readonly<Record<Kind, Capability>> {
    return this.known;
  }

  /** False while it is known to be refused. */
  wants(kind: Kind, nowMillis: number): boolean {
    const asked = this.askedMillis.get(kind) ?? -Infinity;
    return this.known[kind].state !== 'refused' || nowMillis - asked >= askAgainMillis;
  }

  /** Where one thing was refused and is not any more, somebody has opened the service: the others are asked for again as well. */
  offered(kind: Kind): void {
    this.doubted.delete(kind);
    if (this.known[kind].state === 'refused') this.askAgain();
    if (this.known[kind].state !== 'offered') this.known = { ...this.known, [kind]: { state: 'offered' } };
  }

  refused(kind: Kind, problem: Problem, nowMillis: number): void {
    const before = this.known[kind];
    this.askedMillis.set(kind, nowMillis);
    if (before.state === 'offered' && !this.doubted.has(kind)) {
      this.doubted.add(kind);
      return;
    }
    this.doubted.delete(kind);
    const sinceMillis = before.state === 'refused' ? before.sinceMillis : nowMillis;
    this.known = { ...this.known, [kind]: { state: 'refused', problem, sinceMillis } };
  }

  /** The next round asks for everything: another process may answer, or another proxy. */
  askAgain(): void {
    this.askedMillis.clear();
  }
}
