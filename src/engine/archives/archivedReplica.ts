import { wantedType } from '../../shared/base/archives/wantedType';
import { LeakLensError } from '../../shared/model/errors';
import type { ReplicaOf } from '../../shared/model/replica';
import type { PollCost } from '../../shared/model/target/pollPace';
import type { Target } from '../../shared/model/target/target';
import type { HistoryMoment } from '../../shared/ports/runtime/archivedRuntime';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { ReplicaSource } from '../../shared/ports/sources/replicaSource';
import type { ArchivedService } from './archivedService';
import { archiveFault, isoTime } from './findReplicas';
import { momentOf, pickedOf, type PickedMoment, type Replica } from './replicaHistory';

export interface ArchivedReplicaAbout {
  readonly target: Target;
  /** Of the runtime that it is judged by. */
  readonly runtime: string;
  readonly replica: Replica;
  /** Moments of its history that are looked at. */
  readonly moments: number;
}

/** So many pauses without a scrape, and it is over; no less than a few minutes. */
const silentPauses = 10;
const silentMillis = 5 * 60_000;

/** Of profiles that are not followed, those of the last hour. */
const lookbackMillis = 60 * 60_000;

const fewPoints = 60;

/** One replica of a service in an archive, from its beginning to its newest scrape. */
export class ArchivedReplica implements ReplicaSource {
  readonly target: Target;
  readonly runtime: string;
  private readonly service: ArchivedService;
  private readonly replica: Replica;
  private readonly pending: PickedMoment[];
  private newestTold: HistoryMoment | null = null;
  private readonly answers = new Map<string, SourceAnswer>();
  private isDisposed = false;

  constructor(service: ArchivedService, { target, runtime, replica, moments }: ArchivedReplicaAbout) {
    this.service = service;
    this.target = target;
    this.runtime = runtime;
    this.replica = replica;
    this.pending = [...pickedOf(replica.levels, moments)];
    service.use();
  }

  get labels(): Replica['labels'] {
    return this.replica.labels;
  }

  get replicaOf(): ReplicaOf {
    return this.service.replicaOf;
  }

  get cost(): PollCost {
    return this.service.archive.cost;
  }

  get pauseMillis(): number {
    return this.service.pauseMillis;
  }

  get toldMillis(): number {
    return this.newestTold?.atMillis ?? 0;
  }

  get isBehind(): boolean {
    return this.pending.length > 0;
  }

  async next(signal: AbortSignal): Promise<HistoryMoment | null> {
    if (this.pending.length === 0) await this.lookForNews(signal);
    const { archive } = this.service;
    const levels = this.service.levelsOf(this.replica);
    for (let picked = this.pending.shift(); picked !== undefined; picked = this.pending.shift()) {
      const sinceMillis = this.newestTold?.atMillis ?? -Infinity;
      const moment = await momentOf(archive, { ...this.replica, levels }, { picked, sinceMillis }, signal);
      if (moment === null) continue;
      this.note(moment);
      return moment;
    }
    if (this.newestTold === null) throw archiveFault(archive, 'nothing', this.target.name);
    return null;
  }

  told(profile: string): SourceAnswer | null {
    return this.answers.get(profile) ?? null;
  }

  async newest(profile: string, signal: AbortSignal): Promise<SourceAnswer> {
    const { archive, asOfMillis: untilMillis } = this.service;
    const range = { fromMillis: untilMillis - lookbackMillis, untilMillis };
    const types = await archive.types(range, signal);
    const type = wantedType(types, profile);
    if (type === null) throw archiveFault(archive, 'no-type', types.map(({ id }) => id).join(', ') || 'nothing');
    const { labels } = this.replica;
    const [series] = await archive.series({ type, labels, range, mostPoints: fewPoints }, signal);
    const point = series?.points.at(-1);
    if (point === undefined) throw archiveFault(archive, 'nothing', `${this.target.name}, ${type.id}`);
    const before = archive.cost.millis;
    const bytes = await archive.profile({ type, labels, moment: point.moment }, signal);
    return { bytes, url: this.target.url, elapsedMillis: archive.cost.millis - before };
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.service.release();
  }

  private async lookForNews(signal: AbortSignal): Promise<void> {
    await this.service.refresh(signal);
    const lastMillis = this.newestTold?.atMillis ?? -Infinity;
    const levels = this.service.levelsOf(this.replica);
    const ends = levels.flatMap((level) => {
      const point = level.points.at(-1);
      return point === undefined ? [] : [[level, point] as const];
    });
    const newest = Math.max(...ends.map(([, { atMillis }]) => atMillis));
    // Heap and goroutines are scraped one after the other: a moment has both.
    if (ends.every(([, { atMillis }]) => atMillis > lastMillis))
      this.pending.push({ atMillis: newest, points: new Map(ends) });
    else this.requireScraped(newest);
  }

  /** @throws LeakLensError `silent` */
  private requireScraped(newestMillis: number): void {
    const { archive, asOfMillis } = this.service;
    if (asOfMillis - newestMillis <= Math.max(silentMillis, silentPauses * this.pauseMillis)) return;
    const { archive: why, detail } = archiveFault(archive, 'silent', isoTime(newestMillis)).problem;
    throw new LeakLensError({ kind: 'archive', subject: this.target.name, detail, ...(why && { archive: why }) });
  }

  private note(moment: HistoryMoment): void {
    this.newestTold = moment;
    this.answers.clear();
    for (const [profile, { bytes }] of Object.entries(moment.profiles))
      this.answers.set(profile, { bytes, url: this.target.url, elapsedMillis: 0 });
  }
}
