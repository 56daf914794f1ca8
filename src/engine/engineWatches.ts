import { printedAddress } from '../shared/base/addresses/printedUrl';
import { LeakLensError, toProblem } from '../shared/model/errors';
import type { Baseline, Finding } from '../shared/model/finding';
import type { SeriesPoint } from '../shared/model/series/series';
import type { EngineSettings } from '../shared/model/settings/settings';
import type { FleetRequest, HistoryRequest, Watched, WatchRequest } from '../shared/ports/engine/timedWatch';
import type { TargetSource } from '../shared/ports/sources/targetSource';
import { joinWatches, type ReplicaWatch } from './archives/joinWatches';
import { watchHistory } from './archives/watchHistory';
import type { EngineParts } from './engineParts';
import type { FindingService } from './findings/findingService';
import type { AnswerLimits } from './sessions/answerLimits';
import type { SourceParams } from './sessions/sourceParams';
import { followSettings, watchSettings } from './sessions/followSettings';
import { mostMembers, type Members } from './services/members';
import { MembersWatch, type MembersWatchParts } from './services/membersWatch';
import { HeapEnds } from './sessions/heapEnds';
import type { Sessions } from './sessions/sessions';
import type { TargetSession } from './sessions/targetSession';
import { timedWatch } from './sessions/timedWatch';

export interface EngineWatchesParts extends EngineParts {
  readonly sessions: Sessions;
  readonly findings: FindingService;
  readonly settings: () => EngineSettings;
  readonly limits: () => AnswerLimits;
  readonly sourceOf: (params: SourceParams, signal: AbortSignal) => Promise<TargetSource>;
}

/** What watches for a time and then says what leaks: one target, the replicas of a service, or what an archive keeps of it. */
export class EngineWatches {
  private readonly parts: EngineWatchesParts;

  constructor(parts: EngineWatchesParts) {
    this.parts = parts;
  }

  watch(request: WatchRequest, signal: AbortSignal): Promise<Watched> {
    return this.watchOne(request, () => undefined, signal);
  }

  /** Replicas of one service that are listed by its name or its cluster, for as long as they are there. */
  async watchMembers(members: Members, request: WatchRequest, signal: AbortSignal): Promise<Watched> {
    const listed = await members.list(signal);
    const first = listed.slice(0, mostMembers);
    if (first.length === 0) throw nobody(members);
    const { clock } = this.parts;
    const watch: MembersWatchParts['watch'] = (one, opened, abort) => this.watchOne(one, opened, abort);
    const all = await new MembersWatch({ clock, members, watch }, request, signal).run(first);
    const [only, ...others] = all;
    if (only === undefined) throw nobody(members);
    if (others.length === 0 && only.watched !== null && (only.alsoAt ?? []).length === 0)
      return { ...only.watched, target: { ...only.watched.target, name: members.replicaOf.service } };
    return this.joined(members.replicaOf.service, all, request.baseline);
  }

  private async watchOne(
    request: WatchRequest,
    opened: (session: TargetSession) => void,
    signal: AbortSignal,
  ): Promise<Watched> {
    const { sessions, findings: service, analysis, clock } = this.parts;
    const { address } = request;
    const named = address === undefined ? request.target : { ...request.target, address };
    const source = await this.parts.sourceOf(named, signal);
    const session = await sessions.attach(source, signal, () => watchSettings(this.parts.settings(), request));
    opened(session);
    // A forward has another port each time: what is told and compared goes by the address that was given.
    const { target: asked } = session.source;
    const target = request.target.pod === undefined ? asked : { ...asked, url: request.target.url };
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
    return this.joined(service, await Promise.all(watches), replicas[0]?.baseline ?? null);
  }

  async watchHistory(request: HistoryRequest, signal: AbortSignal): Promise<Watched> {
    const { thresholds } = followSettings(this.parts.settings());
    const judged = (findings: readonly Finding[], baseline: Baseline | null) =>
      this.parts.findings.watched(findings, baseline);
    return watchHistory({ ...this.parts, thresholds, limits: this.parts.limits(), judged }, request, signal);
  }

  private joined(service: string | null, all: readonly ReplicaWatch[], baseline: Baseline | null): Watched {
    const { analysis, runtimes } = this.parts;
    const judged = (findings: readonly Finding[]) => this.parts.findings.watched(findings, baseline);
    const compared = (runtime: string) => runtimes.of(runtime).reported;
    return joinWatches({ analysis, judged, compared, service }, all);
  }

  /** A target without heap profiles has none to keep. */
  private heapEnds(source: TargetSource): HeapEnds {
    const { live } = this.parts.works.of(source.runtime);
    const origin = { kind: 'live', targetId: source.target.id, profile: 'heap', seconds: null, follows: true } as const;
    return new HeapEnds(() => live?.polled(source, origin) ?? null);
  }
}

function nobody({ replicaOf }: Members): LeakLensError {
  return new LeakLensError({ kind: 'not-found', subject: replicaOf.address, detail: 'nobody is listed' });
}
