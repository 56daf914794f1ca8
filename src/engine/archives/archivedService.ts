import { archiveWithoutCredentials } from '../../shared/base/addresses/archiveAddress';
import { replicaLabel, type ArchiveLabels, type ArchivedPoint } from '../../shared/model/archive/archive';
import type { ReplicaOf } from '../../shared/model/replica';
import type { Clock } from '../../shared/ports/clock';
import type { ArchivedRuntime } from '../../shared/ports/runtime/archivedRuntime';
import type { ProfileArchive } from '../../shared/ports/sources/profileArchive';
import { findReplicas, replicaKey } from './findReplicas';
import type { Replica, ReplicaLevel } from './replicaHistory';

export interface ArchivedServiceParts {
  /** Let go of with the last replica. */
  readonly archive: ProfileArchive;
  readonly runtime: Pick<ArchivedRuntime, 'levels'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface ArchivedServiceAbout {
  readonly service: string;
  /** As a person named it. */
  readonly address: string;
  /** What its replicas have in common. */
  readonly labels: ArchiveLabels;
  /** ms since 1970; a later one is asked for with each refresh, unless it was named. */
  readonly untilMillis: number;
  readonly isFrozen: boolean;
}

/** Numbers kept of one kind of one replica: those told before are told. */
const mostKept = 600;

/** An archive is asked for news no more often. */
const leastPauseMillis = 15_000;

/** Of what is scraped less often, nobody waits longer for the next. */
const mostPauseMillis = 5 * 60_000;

/** One service in an archive: its replicas, and what is scraped of them meanwhile, asked for all of them at once. */
export class ArchivedService {
  readonly archive: ProfileArchive;
  readonly replicaOf: ReplicaOf;
  private readonly parts: ArchivedServiceParts;
  private readonly about: ArchivedServiceAbout;
  private readonly replicas = new Map<string, Replica>();
  /** Of the newest scrape, where the next question begins: what comes late is not passed over. */
  private newestMillis: number;
  private askedMillis: number;
  private refreshing: Promise<void> | null = null;
  private refreshedMillis: number;
  private users = 0;

  constructor(parts: ArchivedServiceParts, about: ArchivedServiceAbout, replicas: readonly Replica[]) {
    this.parts = parts;
    this.archive = parts.archive;
    this.about = about;
    this.askedMillis = about.untilMillis;
    this.refreshedMillis = parts.clock.now();
    const address = archiveWithoutCredentials(about.address)?.url ?? '';
    this.replicaOf = { service: about.service, address };
    for (const replica of replicas) this.replicas.set(replicaKey(replica.labels), replica);
    this.newestMillis = this.newest();
  }

  /** From one question for news to the next, ms: as often as is scraped. */
  get pauseMillis(): number {
    const gaps = [...this.replicas.values()].flatMap(({ levels }) => levels.map(({ points }) => gapOf(points)));
    const least = Math.min(...gaps.filter((gap) => gap > 0), mostPauseMillis);
    return Math.max(least, leastPauseMillis);
  }

  /** Until when the archive was asked last, ms since 1970, by its clock. */
  get asOfMillis(): number {
    return this.askedMillis;
  }

  /** What is known of a replica, up to its newest scrape. */
  levelsOf({ labels }: Pick<Replica, 'labels'>): readonly ReplicaLevel[] {
    return this.replicas.get(replicaKey(labels))?.levels ?? [];
  }

  /** The address of one replica alone. */
  addressOf({ labels }: Pick<Replica, 'labels'>): string {
    const all = [...this.replicas.values()];
    const label = replicaLabel(all.map((one) => one.labels));
    const value = label === null ? undefined : labels[label];
    const isTold = all.filter((one) => label !== null && one.labels[label] === value).length === 1;
    const named = label !== null && value !== undefined && isTold ? { [label]: value } : labels;
    const query = Object.entries({ service: this.about.service, ...named }).map(
      ([name, text]) => `${name}=${encodeURIComponent(text)}`,
    );
    return `${(this.replicaOf.address ?? '').replace(/\?.*$/s, '')}?${query.join('&')}`;
  }

  /** Asks what was scraped since, unless somebody has just asked. @throws LeakLensError */
  async refresh(signal: AbortSignal): Promise<void> {
    if (this.about.isFrozen || this.parts.clock.now() - this.refreshedMillis < this.pauseMillis) return;
    this.refreshing ??= this.ask(signal).finally(() => (this.refreshing = null));
    await this.refreshing;
  }

  /** One more who asks. */
  use(): void {
    this.users += 1;
  }

  release(): void {
    this.users -= 1;
    if (this.users === 0) this.archive.dispose();
  }

  private async ask(signal: AbortSignal): Promise<void> {
    const { archive, runtime, clock } = this.parts;
    const begunMillis = clock.now();
    const untilMillis = begunMillis + archive.clockAheadMillis;
    const range = { fromMillis: this.newestMillis, untilMillis };
    const found = await findReplicas(archive, runtime, { labels: this.about.labels, range }, signal);
    for (const replica of found) this.add(replica);
    this.newestMillis = this.newest();
    this.askedMillis = untilMillis;
    this.refreshedMillis = begunMillis;
  }

  private newest(): number {
    const ends = [...this.replicas.values()].flatMap(({ levels }) =>
      levels.map(({ points }) => points.at(-1)?.atMillis),
    );
    return Math.max(...ends.map((end) => end ?? 0));
  }

  private add({ labels, name, levels }: Replica): void {
    const key = replicaKey(labels);
    const known = this.replicas.get(key);
    if (known === undefined) return void this.replicas.set(key, { labels, name, levels });
    const joined = known.levels.map((level) => {
      const last = level.points.at(-1)?.atMillis ?? -Infinity;
      const newer = levels.find(({ profile }) => profile === level.profile)?.points ?? [];
      const points = [...level.points, ...newer.filter(({ atMillis }) => atMillis > last)];
      return { ...level, points: points.slice(-mostKept) };
    });
    this.replicas.set(key, { ...known, levels: joined });
  }
}

/** Between the last scrapes, ms; 0 where there are not enough. */
function gapOf(points: readonly ArchivedPoint[]): number {
  const newest = points.slice(-6);
  const first = newest[0]?.atMillis ?? 0;
  return newest.length < 2 ? 0 : ((newest.at(-1)?.atMillis ?? 0) - first) / (newest.length - 1);
}
