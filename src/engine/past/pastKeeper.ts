import type { Disposable } from '../../shared/base/disposable';
import { toProblem } from '../../shared/model/errors';
import type { Finding } from '../../shared/model/finding';
import { findingsFile } from '../../shared/model/keptFindings';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import type { Log } from '../../shared/ports/log';
import type { Round } from '../../shared/ports/runtime/follower';
import type { LiveProfiles } from '../../shared/ports/runtime/liveProfiles';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { TargetSource } from '../../shared/ports/sources/targetSource';
import type { PastStore } from '../../shared/ports/stores';
import type { SessionNews } from '../sessions/targetSession';
import { linesFile, linesText } from './keptLines';
import { findingsText, parseFindings } from '../snapshots/keptFindings';

/** What is kept of a target, and how much. */
export interface PastSettings {
  /** At least between two moments. */
  readonly intervalMillis: number;
  /** Of one target; 0 for nothing. */
  readonly maxBytes: number;
}

export interface PastKeeperParts {
  readonly source: TargetSource;
  /** What the polls were answered. */
  readonly live: Pick<LiveProfiles, 'polled'>;
  readonly store: PastStore;
  readonly settings: () => PastSettings;
  /** What is found now and not ignored. */
  readonly findings: () => readonly Finding[];
  readonly log: Log;
}

/** The profiles that the polls ask for, and the file of each, as in a snapshot. */
const profiles = { heap: 'heap.pb.gz', goroutine: 'goroutine.pb.gz' } as const;
const profileNames = ['heap', 'goroutine'] as const;

/** A find is worth a moment of its own, but not one with each of many. */
const betweenFindsMillis = 30_000;

/** Keeps moments of one target's past: what the polls were answered anyway, and what was found. Nothing is asked for it. */
export class PastKeeper implements Disposable {
  private readonly parts: PastKeeperParts;
  /** Answers that were seen before are of an earlier round. */
  private readonly seen = new WeakSet<SourceAnswer>();
  /** Ids of what the moments kept so far tell as a leak; null until the store was asked. */
  private known: ReadonlySet<string> | null = null;
  /** When the last moment was; -Infinity without one. */
  private lastMillis = -Infinity;
  private isBusy = false;
  /** What is being kept; never fails. */
  private keeping: Promise<void> = Promise.resolve();
  private isDisposed = false;
  private hasFailed = false;
  private hasCleared = false;

  constructor(parts: PastKeeperParts) {
    this.parts = parts;
  }

  hear(news: SessionNews): void {
    if (news.kind !== 'round' || this.isBusy || this.isDisposed) return;
    this.isBusy = true;
    this.keeping = this.consider(news.round)
      .then(() => void (this.hasFailed = false))
      .catch((error: unknown) => this.warn(error))
      .finally(() => (this.isBusy = false));
  }

  /** Keeps nothing more; what has begun is finished. */
  dispose(): void {
    this.isDisposed = true;
  }

  /** Ends when what has begun is kept. */
  settled(): Promise<void> {
    return this.keeping;
  }

  /** Before anything is awaited, the answers are still those of this round. */
  private async consider(round: Round): Promise<void> {
    const { maxBytes } = this.parts.settings();
    if (maxBytes <= 0) return this.clear();
    this.hasCleared = false;
    const told = this.told();
    if (this.known !== null && !this.isDue(round, told)) return;
    const answers = this.newAnswers();
    const findings = this.parts.findings();
    this.known ??= await this.recall();
    if (answers.size === 0 || this.isDisposed || !this.isDue(round, told)) return;
    await this.keep(round, { answers, findings, told });
  }

  private async keep(
    { point: { atMillis, life, build = 0 }, report }: Round,
    {
      answers,
      findings,
      told,
    }: {
      readonly answers: ReadonlyMap<SnapshotFileName, Uint8Array>;
      readonly findings: readonly Finding[];
      readonly told: ReadonlySet<string>;
    },
  ): Promise<void> {
    const { store, source, settings } = this.parts;
    const isFind = this.hasNew(told);
    const text = new TextEncoder().encode(findingsText({ atMillis, findings }));
    const lines = new TextEncoder().encode(linesText(report));
    const files = new Map([...answers, [findingsFile, text], [linesFile, lines]]);
    const { maxBytes } = settings();
    const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
    this.lastMillis = atMillis;
    this.known = told;
    // One moment must not drive out all others.
    if (bytes > maxBytes / 4) {
      const detail = `${String(bytes)} bytes of ${String(maxBytes)}`;
      throw new Error(`a moment takes too much of leaklens.history.maximumMegabytes: ${detail}`);
    }
    await store.keep(source.target, { atMillis, life, build, isFind, files }, maxBytes);
  }

  /** Another window may keep the past of the same target. */
  private async recall(): Promise<ReadonlySet<string>> {
    const { store, source } = this.parts;
    const { id } = source.target;
    const last = (await store.list(id)).at(-1);
    if (last === undefined) return new Set();
    this.lastMillis = last.atMillis;
    if (!last.files.some(({ name }) => name === findingsFile)) return new Set();
    const kept = parseFindings(await store.read(id, last.atMillis, findingsFile));
    return leaksIn(kept?.findings ?? []);
  }

  private isDue({ point }: Round, told: ReadonlySet<string>): boolean {
    const pause = this.hasNew(told) ? betweenFindsMillis : this.parts.settings().intervalMillis;
    return point.atMillis - this.lastMillis >= Math.min(pause, this.parts.settings().intervalMillis);
  }

  private hasNew(told: ReadonlySet<string>): boolean {
    return [...told].some((id) => this.known?.has(id) === false);
  }

  private told(): ReadonlySet<string> {
    return leaksIn(this.parts.findings());
  }

  /** Asked for, they are kept with the next polls, too: the first time there is nothing yet. */
  private newAnswers(): ReadonlyMap<SnapshotFileName, Uint8Array> {
    const { live, source } = this.parts;
    const found = new Map<SnapshotFileName, Uint8Array>();
    for (const profile of profileNames) {
      const origin = { kind: 'live', targetId: source.target.id, profile, seconds: null, follows: true } as const;
      const answer = live.polled(source, origin);
      if (answer === null || this.seen.has(answer)) continue;
      this.seen.add(answer);
      found.set(profiles[profile], answer.bytes);
    }
    return found;
  }

  private async clear(): Promise<void> {
    if (this.hasCleared) return;
    this.hasCleared = true;
    await this.parts.store.delete(this.parts.source.target.id);
  }

  /** A full disk must not stop the watching. Said once, not with every poll. */
  private warn(error: unknown): void {
    if (!this.hasFailed && !this.isDisposed) {
      const { name } = this.parts.source.target;
      const { subject, detail } = toProblem(error, 'history');
      this.parts.log.warn(`${name}: the past cannot be kept on disk: ${subject}: ${detail}`);
    }
    this.hasFailed = true;
  }
}

/** What is found and no mere suspicion. */
export function isLeak({ confidence, status }: Finding): boolean {
  return status !== 'fixed' && (confidence === 'proven' || confidence === 'probable');
}

function leaksIn(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.filter(isLeak).map(({ id }) => id));
}
