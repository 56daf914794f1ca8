import { printedAddress } from '../shared/base/addresses/printedUrl';
import type { ConnectParams } from '../shared/model/engineRequests';
import { toProblem } from '../shared/model/errors';
import type { Baseline, Finding } from '../shared/model/finding';
import type { SeriesPoint } from '../shared/model/series/series';
import type { EngineSettings } from '../shared/model/settings/settings';
import type { FleetRequest, HistoryRequest, Watched, WatchRequest } from '../shared/ports/engine/timedWatch';
import type { SourceOptions } from '../shared/ports/sources/profileSource';
import type { TargetSource } from '../shared/ports/sources/targetSource';
import { joinWatches, type ReplicaWatch } from './archives/joinWatches';
import { watchHistory } from './archives/watchHistory';
import type { EngineParts } from './engineParts';
import type { FindingService } from './findings/findingService';
import type { AnswerLimits } from './sessions/answerLimits';
import { followSettings, watchSettings } from './sessions/followSettings';
import { HeapEnds } from './sessions/heapEnds';
import type { Sessions } from './sessions/sessions';
import { timedWatch } from './sessions/timedWatch';

export interface EngineWatchesParts extends EngineParts {
  readonly sessions: Sessions;
  readonly findings: FindingService;
  readonly settings: () => EngineSettings;
  readonly limits: () => AnswerLimits;
  readonly sourceOf: (params: SourceParams, signal: AbortSignal) => Promise<TargetSource>;
}

/** Whom to ask, and at which of its host's addresses. */
export interface SourceParams extends ConnectParams, Pick<SourceOptions, 'address'> {}

/** What watches for a time and then says what leaks: one target, the replicas of a service, or what an archive keeps of it. */
export class EngineWatches {
  private readonly parts: EngineWatchesParts;

  constructor(parts: EngineWatchesParts) {
    this.parts = parts;
  }

  async watch(request: WatchRequest, signal: AbortSignal): Promise<Watched> {
    const { sessions, findings: service, analysis, clock } = this.parts;
    const { address } = request;
    const named = address === undefined ? request.target : { ...request.target, address };
    const source = await this.parts.sourceOf(named, signal);
    const session = await sessions.attach(source, signal, () => watchSettings(this.parts.settings(), request));
    const { target } = session.source;
    const heaps = request.keepsHeaps === true ? this.heapEnds(session.source) : null;
    const hearing = session.news.on((news) => heaps?.hear(news));
    try {
      const thin = (points: readonly SeriesPoint[], most: number) => analysis.thin(points, most);
      const gathered = await timedWatch(session, request, { clock, thin }, signal);
      const findings = service.watched(gathered.findings, request.baseline);
      const asBaseline = analysis.baselineOf(gathered.findings, target.url, gathered.endedAtMillis);
      return {
        ...gathered,
        labels: session.labels,
        target,
        runtime: session.source.runtime,
        findings,
        heaps: heaps?.result() ?? null,
        asBaseline,
      };
    } finally {
      hearing.dispose();
      // Of a target that was followed before, somebody else wants to know.
      if (session.source === source) sessions.close(target.id);
    }
  }

  async watchFleet({ service, replicas }: FleetRequest, signal: AbortSignal): Promise<Watched> {
    const watches = replicas.map(async (request): Promise<ReplicaWatch> => {
      const name = request.target.name ?? printedAddress(request.target.url);
      try {
        return { name, watched: await this.watch(request, signal), problem: null };
      } catch (error) {
        return { name, watched: null, problem: toProblem(error, name) };
      }
    });
    const { analysis, runtimes } = this.parts;
    const judged = (findings: readonly Finding[]) =>
      this.parts.findings.watched(findings, replicas[0]?.baseline ?? null);
    const compared = (runtime: string) => runtimes.of(runtime).reported;
    return joinWatches({ analysis, judged, compared, service }, await Promise.all(watches));
  }

  async watchHistory(request: HistoryRequest, signal: AbortSignal): Promise<Watched> {
    const { thresholds } = followSettings(this.parts.settings());
    const judged = (findings: readonly Finding[], baseline: Baseline | null) =>
      this.parts.findings.watched(findings, baseline);
    return watchHistory({ ...this.parts, thresholds, limits: this.parts.limits(), judged }, request, signal);
  }

  /** A target without heap profiles has none to keep. */
  private heapEnds(source: TargetSource): HeapEnds {
    const { live } = this.parts.works.of(source.runtime);
    const origin = { kind: 'live', targetId: source.target.id, profile: 'heap', seconds: null, follows: true } as const;
    return new HeapEnds(() => live?.polled(source, origin) ?? null);
  }
}
