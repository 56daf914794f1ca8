import type { Disposable } from '../../shared/base/disposable';
import { Turns } from '../../shared/base/turns';
import { LeakLensError } from '../../shared/model/errors';
import type { Finding } from '../../shared/model/finding';
import type { AskedHolders, HoldersProspect } from '../../shared/model/askedHolders';
import type { Clock } from '../../shared/ports/clock';
import type { HoldersApi } from '../../shared/ports/engine/holdersApi';
import type { HeldMemory } from '../../shared/ports/heldMemory';
import type { Log } from '../../shared/ports/log';
import type { TargetSource } from '../../shared/ports/sources/targetSource';

export interface HolderRunsParts {
  /** Absent where nobody is there who could agree. */
  readonly heldMemory?: HeldMemory;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'info'>;
  /** Null for a target that is not connected. */
  readonly sourceOf: (targetId: string) => TargetSource | null;
  /** What is found in it. */
  readonly findingsOf: (targetId: string) => readonly Finding[];
  /** @throws LeakLensError `untrusted` */
  readonly requireTrust: (subject: string) => void;
}

/** Asks processes who holds their memory, one at a time: each stands still meanwhile, and runs on when this is disposed of. */
export class HolderRuns implements HoldersApi, Disposable {
  private readonly parts: HolderRunsParts;
  private readonly life = new AbortController();
  private readonly turns = new Turns();

  constructor(parts: HolderRunsParts) {
    this.parts = parts;
  }

  canAsk(targetId: string): boolean {
    const source = this.parts.sourceOf(targetId);
    return source !== null && this.parts.heldMemory?.isHere(source) === true;
  }

  async prospect(targetId: string, signal: AbortSignal): Promise<HoldersProspect> {
    const { source, heldMemory } = this.asked(targetId);
    const pid = await heldMemory.processOf(source);
    await heldMemory.requireProgram();
    return { pid, objects: await heldMemory.objectsOf(source, signal) };
  }

  ask({ targetId, id }: { targetId: string; id: string }, signal: AbortSignal): Promise<AskedHolders> {
    const either = AbortSignal.any([signal, this.life.signal]);
    return this.turns.take(() => this.read(targetId, id, either));
  }

  async settled(): Promise<void> {
    await this.turns.settled();
    this.parts.heldMemory?.dispose();
  }

  dispose(): void {
    this.life.abort();
    this.parts.heldMemory?.dispose();
  }

  private async read(targetId: string, id: string, signal: AbortSignal): Promise<AskedHolders> {
    const { clock, log, findingsOf } = this.parts;
    const { source, heldMemory } = this.asked(targetId);
    const { name } = source.target;
    if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: name, detail: 'cancelled' });
    // It may have been started anew since somebody agreed; whoever answers now is meant.
    const pid = await heldMemory.processOf(source);
    log.info(`${name}: goref reads process ${String(pid)}, which stands still`);
    const begun = clock.now();
    const recorded = await heldMemory.record(pid, signal);
    const seconds = (clock.now() - begun) / 1000;
    log.info(`${name}: process ${String(pid)} runs on after ${seconds.toFixed(1)} s`);
    const holders = findingsOf(targetId).find((finding) => finding.id === id)?.holders ?? [];
    return { pid, seconds, path: recorded.path, ...(await heldMemory.look(recorded, holders)) };
  }

  /** @throws LeakLensError `not-found`, `untrusted` */
  private asked(targetId: string): { readonly source: TargetSource; readonly heldMemory: HeldMemory } {
    const source = this.parts.sourceOf(targetId);
    const { heldMemory } = this.parts;
    if (source === null || heldMemory === undefined)
      throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'no such target can be asked' });
    this.parts.requireTrust(source.target.name);
    return { source, heldMemory };
  }
}
