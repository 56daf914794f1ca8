import type { PastMoment } from '../../shared/model/pastMoment';
import type { EngineSettings } from '../../shared/model/settings/settings';
import type { Disposable } from '../../shared/base/disposable';
import type { Finding, IgnoreRule } from '../../shared/model/finding';
import type { Target } from '../../shared/model/target/target';
import { findingsFile } from '../../shared/model/keptFindings';
import type { LineSeries } from '../../shared/model/lineSeries';
import type { SiteReport } from '../../shared/model/siteReport';
import type { Find, PastApi, Travel } from '../../shared/ports/engine/pastApi';
import type { Log } from '../../shared/ports/log';
import type { SeriesStore } from '../../shared/ports/stores';
import type { TargetSession } from '../sessions/targetSession';
import { parseFindings } from '../snapshots/keptFindings';
import { linesFile, linesOf, parseLines } from './keptLines';
import { lineSeries, type LinesAt } from './lineSeries';
import { isLeak, PastKeeper } from './pastKeeper';
import { TimeTravel, type TimeTravelParts } from './timeTravel';

export interface PastServiceParts extends Omit<TimeTravelParts, 'sessionOf' | 'ignoredBy'> {
  readonly series: SeriesStore;
  readonly settings: () => EngineSettings;
  /** What is found now, and which of it is ignored. */
  readonly findings: {
    hintedOf(targetId: string): readonly Finding[];
    ignoredBy(finding: Finding): IgnoreRule | null;
  };
  /** The session of a target that is followed. */
  readonly followed: (targetId: string) => Pick<TargetSession, 'forgetPoints' | 'source'> | null;
  /** What the newest round of a target said of its lines; null for one that is not followed. */
  readonly reportOf: (targetId: string) => ReportAt | null;
  readonly log: Log;
}

interface ReportAt {
  readonly atMillis: number;
  readonly report: SiteReport;
}

/** What is kept of the past of targets: their numbers, and moments with what the polls were answered. */
export class PastService implements PastApi, Disposable {
  private readonly parts: PastServiceParts;
  private readonly timeTravel: TimeTravel;
  /** Of the targets that are followed. */
  private readonly keepers = new Map<string, PastKeeper>();
  /** Of those no more, which may still have something to keep. */
  private readonly leaving = new Set<PastKeeper>();

  constructor(parts: PastServiceParts) {
    this.parts = parts;
    const { findings, followed } = parts;
    this.timeTravel = new TimeTravel({
      ...parts,
      ignoredBy: (finding) => findings.ignoredBy(finding),
      sessionOf: followed,
    });
  }

  dispose(): void {
    this.timeTravel.dispose();
    for (const targetId of this.keepers.keys()) this.leave(targetId);
  }

  /** Ends when all is kept that was begun: whoever takes the place away waits for it. */
  async settled(): Promise<void> {
    await Promise.all([...this.keepers.values(), ...this.leaving].map((keeper) => keeper.settled()));
  }

  /** The past of a target that is let go of is looked at no longer. */
  closed(targetId: string): void {
    this.timeTravel.closed(targetId);
    this.leave(targetId);
  }

  /** Keeps moments of a target from now on, for as long as its session lives. A runtime without profiles has none. */
  follow({ source, news }: TargetSession): void {
    const { works, past: store, log, settings } = this.parts;
    const { live } = works.of(source.runtime);
    if (live === undefined) return;
    const keeper = new PastKeeper({
      source,
      live,
      store,
      log,
      findings: () => this.parts.findings.hintedOf(source.target.id),
      settings: () => ({
        intervalMillis: settings().historyIntervalSeconds * 1000,
        maxBytes: settings().historyMaximumMegabytes * 2 ** 20,
      }),
    });
    this.leave(source.target.id);
    this.keepers.set(source.target.id, keeper);
    news.on((heard) => keeper.hear(heard));
  }

  private leave(targetId: string): void {
    const keeper = this.keepers.get(targetId);
    if (keeper === undefined) return;
    this.keepers.delete(targetId);
    keeper.dispose();
    this.leaving.add(keeper);
    void keeper.settled().then(() => this.leaving.delete(keeper));
  }

  targets(): Promise<readonly Target[]> {
    return this.parts.past.targets();
  }

  /** Of what was found, the first moment that tells of it. */
  async finds(targetId: string): Promise<readonly Find[]> {
    const { past } = this.parts;
    const found = new Map<string, Find>();
    for (const { atMillis, isFind, files } of await past.list(targetId)) {
      if (!isFind || !files.some(({ name }) => name === findingsFile)) continue;
      const kept = parseFindings(await past.read(targetId, atMillis, findingsFile));
      for (const finding of (kept?.findings ?? []).filter(isLeak))
        if (!found.has(finding.id)) found.set(finding.id, { atMillis, finding });
    }
    return [...found.values()];
  }

  async lines(targetId: string): Promise<readonly LineSeries[]> {
    const { past, reportOf } = this.parts;
    const moments: LinesAt[] = [];
    for (const { atMillis, files } of await past.list(targetId)) {
      if (!files.some(({ name }) => name === linesFile)) continue;
      moments.push({ atMillis, lines: parseLines(await past.read(targetId, atMillis, linesFile)) });
    }
    const now = reportOf(targetId);
    const isNewer = now !== null && now.atMillis > (moments.at(-1)?.atMillis ?? 0);
    return lineSeries(isNewer ? [...moments, { atMillis: now.atMillis, lines: linesOf(now.report) }] : moments);
  }

  travel(targetId: string, atMillis: number, signal: AbortSignal): Promise<Travel> {
    return this.timeTravel.go(targetId, atMillis, signal);
  }

  backToNow(): void {
    this.timeTravel.end();
  }

  moments(targetId: string): Promise<readonly PastMoment[]> {
    return this.parts.past.list(targetId);
  }

  async deleteHistory(targetId: string): Promise<void> {
    this.timeTravel.closed(targetId);
    this.parts.followed(targetId)?.forgetPoints();
    await this.parts.series.delete(targetId);
    await this.parts.past.delete(targetId);
  }
}
