import { DisposableStore } from '../shared/base/disposable';
import type {
  CaptureRequest,
  CaptureStep,
  EngineApi,
  EngineEvents,
  Surroundings,
  WorkspaceChange,
} from '../shared/ports/engine/engineApi';
import type { NodeReports } from '../shared/ports/runtime/nodeLooks';
import type { FleetRequest, HistoryRequest, Watched, WatchRequest } from '../shared/ports/engine/timedWatch';
import type { ArchiveLook } from '../shared/model/archive/archive';
import { LeakLensError } from '../shared/model/errors';
import type { Probed } from '../shared/model/finding';
import type { DocumentHints } from '../shared/model/hint';
import type { HoverView } from '../shared/ports/words/lineWords';
import type { ConnectParams, ProbeParams, SeriesQuery } from '../shared/model/engineRequests';
import { looksLikeArchive } from '../shared/base/addresses/archiveAddress';
import { printedAddress } from '../shared/base/addresses/printedUrl';
import type { TargetSource } from '../shared/ports/sources/targetSource';
import type { SeriesPoint } from '../shared/model/series/series';
import type { RuntimeProof } from '../shared/model/runtimeProof';
import type { EngineSettings } from '../shared/model/settings/settings';
import type { SiteReport } from '../shared/model/siteReport';
import { redactedTarget } from '../shared/model/redaction';
import type { StoredSnapshot } from '../shared/model/snapshot';
import type { PathMapping } from '../shared/model/sourcePaths';
import type { LineProfile } from '../shared/model/views/lineProfile';
import type { RpcCommand } from '../shared/model/target/rpcCommand';
import type { TargetStatus } from '../shared/model/target/targetStatus';
import { lookIntoArchive } from './archives/lookIntoArchive';
import type { OpenServiceParts } from './archives/openService';
import { FindingService } from './findings/findingService';
import { proofIn } from './findings/proofIn';
import { LineHints } from './hints/lineHints';
import { ProfileHints } from './hints/profileHints';
import { UnsavedEdits } from './lines/unsavedEdits';
import { answerLimits } from './sessions/answerLimits';
import { followSettings } from './sessions/followSettings';
import { Sessions } from './sessions/sessions';
import type { TargetSession, ToldFindings } from './sessions/targetSession';
import { conditionOf, isSettled, pausedAt } from './states/serviceWatch';
import { capture, type CaptureParts } from './snapshots/capture';
import { ServiceTargets } from './services/serviceTargets';
import { joinVerdicts } from './services/joinVerdicts';
import { membersOf, type Members } from './services/members';
import { worstOf } from './services/worstOf';
import { SnapshotService } from './snapshots/snapshotService';
import { lineProfiles } from './profiles/lineProfiles';
import { LiveOrigins } from './profiles/liveOrigins';
import { ProfileService } from './profiles/profileService';
import type { EngineParts, EngineStart } from './engineParts';
import { EngineWatches } from './engineWatches';
import type { SourceParams } from './sessions/sourceParams';
import { HolderRuns } from './holders/holderRuns';
import { TestRuns } from './tests/testRuns';
import { PastService } from './past/pastService';

/** All targets of one window or command: what a person asks for, carried out. */
export class Engine implements EngineApi {
  readonly findings: FindingService;
  readonly snapshots: SnapshotService;
  readonly profiles: ProfileService;
  readonly past: PastService;
  readonly tests: TestRuns;
  readonly holders: HolderRuns;
  private readonly parts: EngineParts;
  private readonly events: EngineEvents;
  private readonly hints: LineHints;
  private readonly profileHints: ProfileHints;
  private readonly sessions: Sessions;
  private readonly services: ServiceTargets;
  private readonly watches: EngineWatches;
  private readonly reports = new Map<string, SiteReport>();
  private readonly disposables = new DisposableStore();
  private settings: EngineSettings;
  private trusted: boolean;
  private workspaceFolders: readonly string[] = [];

  constructor(parts: EngineParts, events: EngineEvents, start: EngineStart) {
    this.parts = parts;
    this.events = events;
    this.settings = start.settings;
    this.trusted = start.trusted;
    for (const { paths } of parts.works.all) paths.setMappings(start.settings.pathMappings);
    const { librarySourceLink = null } = start;
    const settings = () => this.settings;
    const unsaved = this.disposables.add(new UnsavedEdits(parts.documents));
    this.hints = this.disposables.add(new LineHints({ ...parts, settings, librarySourceLink, send: events.hints }));
    const { documents, lineWords } = parts;
    this.profileHints = this.disposables.add(
      new ProfileHints({ documents, unsaved, words: lineWords, send: events.profileHints }),
    );
    this.findings = this.disposables.add(
      new FindingService({ ...parts, joined: (all) => joinVerdicts(all, this.services) }),
    );
    this.sessions = this.disposables.add(this.openSessions(unsaved));
    this.services = this.disposables.add(
      new ServiceTargets({
        ...parts,
        sessions: this.sessions,
        opening: () => this.opening(),
        sourceOf: (params, signal) => this.sourceOf(params, signal),
        changed: () => this.findingsChanged(null),
      }),
    );
    this.watches = new EngineWatches({
      ...parts,
      sessions: this.sessions,
      findings: this.findings,
      settings,
      limits: () => answerLimits(this.settings),
      sourceOf: (params, signal) => this.sourceOf(params, signal),
    });
    this.snapshots = this.openSnapshots();
    this.profiles = this.disposables.add(this.openProfiles());
    this.past = this.disposables.add(this.openPast(unsaved));
    this.tests = this.disposables.add(new TestRuns({ ...parts, requireTrust: (of) => this.requireTrust(of) }));
    this.holders = this.disposables.add(
      new HolderRuns({
        ...parts,
        sourceOf: (targetId) => this.sessions.find(targetId)?.source ?? null,
        findingsOf: (targetId) => this.findings.openOf(targetId),
        requireTrust: (subject) => this.requireTrust(subject),
      }),
    );
    this.disposables.add(this.findings.changes.on((targetId) => this.findingsChanged(targetId)));
  }

  async connect(params: ConnectParams, signal: AbortSignal): Promise<TargetStatus> {
    this.requireTrust(printedAddress(params.url));
    if (looksLikeArchive(params.url)) {
      const replicas = await this.services.connect(params, signal);
      return worstOf(replicas.map((session) => this.statusOf(session)));
    }
    const members = this.membersOf(params);
    if (members !== null) {
      const replicas = await this.services.connectMembers(members, signal);
      return worstOf(replicas.map((session) => this.statusOf(session)));
    }
    const { service } = params;
    const session = await this.sessions.open(await this.sourceOf(params, signal), signal);
    if (service !== undefined && this.services.name(session.source.target.id, service === '' ? null : service))
      this.findingsChanged(null);
    return this.statusOf(session);
  }

  async watch(request: WatchRequest, signal: AbortSignal): Promise<Watched> {
    this.requireTrust(printedAddress(request.target.url));
    const members = this.membersOf(request.target);
    return members === null ? this.watches.watch(request, signal) : this.watches.watchMembers(members, request, signal);
  }

  async watchFleet(request: FleetRequest, signal: AbortSignal): Promise<Watched> {
    for (const { target } of request.replicas) this.requireTrust(printedAddress(target.url));
    return this.watches.watchFleet(request, signal);
  }

  async watchHistory(request: HistoryRequest, signal: AbortSignal): Promise<Watched> {
    this.requireTrust(printedAddress(request.target.url));
    return this.watches.watchHistory(request, signal);
  }

  async captureTo(
    { target, directory, redact, progress }: CaptureRequest,
    signal: AbortSignal,
  ): Promise<StoredSnapshot> {
    this.requireTrust(printedAddress(target.url));
    const source = await this.sourceOf(target, signal);
    try {
      const begin = () => this.parts.beginExport(directory, redact ? redactedTarget : source.target);
      const told = (_percent: number, step: CaptureStep) => progress(step);
      return await this.take({ source, begin, found: null, redact, progress: told }, signal);
    } finally {
      source.dispose();
    }
  }

  surroundings(subject: string): Surroundings {
    this.requireTrust(subject);
    return this.parts;
  }

  async lookIntoArchive(params: ConnectParams, signal: AbortSignal): Promise<ArchiveLook> {
    this.requireTrust(printedAddress(params.url));
    return lookIntoArchive(this.opening(), params, signal);
  }

  disconnect(targetId: string): void {
    for (const id of this.services.release(targetId)) this.sessions.close(id);
  }

  async askForLeaks(targetId: string): Promise<RuntimeProof> {
    const session = this.sessions.get(targetId);
    const canSay = await session.askForLeaks();
    const { problem } = session.state();
    if (problem !== null) throw new LeakLensError(problem);
    return canSay ? proofIn(this.findings.openOf(targetId)) : { kind: 'cannot-say' };
  }

  probe({ targetId, id, probe }: ProbeParams, signal: AbortSignal): Promise<Probed> {
    return this.sessions.get(targetId).probe(id, probe, signal);
  }

  reportsOf(targetId: string): NodeReports | null {
    return this.sessions.get(targetId).reports;
  }

  async refresh(targetId: string): Promise<void> {
    await this.sessions.find(targetId)?.pollNow();
  }

  targets(): readonly TargetStatus[] {
    return this.sessions.all().map((session) => this.statusOf(session));
  }

  commandOf(address: string): RpcCommand | null {
    return this.sessions.all().find(({ source }) => source.target.url === address)?.source.command ?? null;
  }

  async capture(targetId: string, signal: AbortSignal): Promise<StoredSnapshot> {
    const { source, watch } = this.sessions.get(targetId);
    const { snapshots, log } = this.parts;
    const atMillis = watch.asOfMillis;
    const found = atMillis === null ? null : { atMillis, findings: this.findings.hintedOf(targetId) };
    const begin = () => snapshots.begin(source.target);
    const progress = (percent: number, step: CaptureStep) => this.events.captureProgress(targetId, percent, step);
    const stored = await this.take({ source, begin, found, redact: false, progress }, signal);
    log.info(`${source.target.name}: snapshot in ${stored.directory}`);
    this.events.snapshotsChanged();
    return stored;
  }

  series({ targetId, sinceMillis, maxPoints }: SeriesQuery): readonly SeriesPoint[] {
    const points = this.sessions.find(targetId)?.pointsSince(sinceMillis) ?? [];
    return this.parts.analysis.thin(points, maxPoints);
  }

  hintsIn(path: string): DocumentHints {
    return this.hints.hintsIn(path);
  }

  hoverAt(path: string, line: number, view?: HoverView): string | null {
    const said = [this.hints, this.profileHints].flatMap((hints) => hints.hoverAt(path, line, view) ?? []);
    return said.length === 0 ? null : said.join('\n\n---\n\n');
  }

  profilesAt(path: string, line: number): readonly LineProfile[] {
    return this.sessions.all().flatMap(({ source, lines }) => {
      const report = this.reports.get(source.target.id);
      const canBeLooked = this.parts.works.of(source.runtime).live !== undefined;
      return report === undefined || !canBeLooked
        ? []
        : lineProfiles({ target: source.target, report, lines }, path, line);
    });
  }

  missingFiles(): readonly string[] {
    const missing = this.sessions.all().flatMap(({ lines }) => lines.missing);
    return [...new Set(missing)].sort();
  }

  async linkedSource(path: string): Promise<string | null> {
    return this.hints.hasLinkedTo(path) ? this.parts.readSource(path) : null;
  }

  explainMapping(file: string, path: string): PathMapping {
    return this.parts.analysis.explainMapping(file, path);
  }

  applySettings(settings: EngineSettings): void {
    for (const { paths } of this.parts.works.all) paths.setMappings(settings.pathMappings);
    const hasNewInterval = settings.pollIntervalSeconds !== this.settings.pollIntervalSeconds;
    this.settings = settings;
    for (const session of this.sessions.all()) this.showHints(session);
    if (hasNewInterval) this.sessions.intervalChanged();
  }

  trust(): void {
    this.trusted = true;
  }

  folders(): readonly string[] {
    return this.workspaceFolders;
  }

  async setFolders(folders: readonly string[]): Promise<void> {
    this.workspaceFolders = folders;
    for (const { paths } of this.parts.works.all) paths.setFolders(folders);
    await this.findings.setFolders(folders);
  }

  changed(what: WorkspaceChange): void {
    switch (what.kind) {
      case 'layout':
        for (const { paths } of this.parts.works.all) paths.forget();
        return;
      case 'source':
        this.parts.sourceChanged(what.path);
        this.profiles.sourceChanged();
        return;
      case 'ignores':
        void this.findings.readIgnores();
    }
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private openSessions(unsaved: UnsavedEdits): Sessions {
    return new Sessions(
      { ...this.parts, unsaved, settings: () => followSettings(this.settings) },
      {
        changed: () => this.sessionsChanged(),
        opening: (target) => this.findings.loadBaseline(target),
        reported: (session, report, told) => this.reported(session, report, told),
        seriesGrew: this.events.seriesGrew,
        opened: (session) => this.past.follow(session),
        closed: (targetId) => this.closed(targetId),
      },
    );
  }

  private openSnapshots(): SnapshotService {
    const { snapshots: store } = this.parts;
    const maxAnswerBytes = () => answerLimits(this.settings).maxBodyBytes;
    return new SnapshotService({ ...this.parts, store, maxAnswerBytes }, this.events.snapshotsChanged);
  }

  private openProfiles(): ProfileService {
    const { openViewer, profileFiles: files, snapshots, past, profilePaths, works } = this.parts;
    const live = new LiveOrigins({ works, sourceOf: (targetId) => this.sessions.get(targetId).source });
    return new ProfileService({
      openViewer,
      origins: { files, snapshots, past, live },
      paths: profilePaths,
      linked: (path) => this.hints.linkTo(path),
      onLines: this.profileHints,
      readText: this.parts.readSource,
    });
  }

  private openPast(unsaved: UnsavedEdits): PastService {
    const { runtimes } = this.parts;
    return new PastService({
      ...{ ...this.parts, unsaved, travelled: this.events.travelled },
      settings: () => this.settings,
      findings: this.findings,
      followed: (targetId) => this.sessions.find(targetId),
      reportOf: (targetId) => this.reportOf(targetId),
      show: (said) => this.hints.showPast(said && { ...said, costs: runtimes.of(said.runtime).words.lines }),
      maxAnswerBytes: () => answerLimits(this.settings).maxBodyBytes,
    });
  }

  private reportOf(targetId: string) {
    const report = this.reports.get(targetId);
    const atMillis = this.sessions.find(targetId)?.state().latest?.atMillis;
    return report === undefined || atMillis === undefined ? null : { atMillis, report };
  }

  private take(
    what: Pick<CaptureParts, 'source' | 'begin' | 'found' | 'redact' | 'progress'>,
    signal: AbortSignal,
  ): Promise<StoredSnapshot> {
    const { works } = this.parts;
    const { goroutineDumpLimit: listLimit } = this.settings;
    const maxAnswerBytes = () => answerLimits(this.settings).maxBodyBytes;
    return capture({ ...what, works, listLimit, maxAnswerBytes }, signal);
  }

  private requireTrust(subject: string): void {
    if (!this.trusted) throw new LeakLensError({ kind: 'untrusted', subject, detail: 'untrusted workspace' });
  }

  private sourceOf({ url, pod, ...named }: SourceParams, signal: AbortSignal): Promise<TargetSource> {
    const { connector, kubernetes } = this.parts;
    const options = { ...named, ...answerLimits(this.settings), currentLimits: () => answerLimits(this.settings) };
    return pod === undefined ? connector.connect(url, options, signal) : kubernetes.connect(pod, options, signal);
  }

  private membersOf(params: ConnectParams): Members | null {
    return membersOf({ ...this.parts, timeoutMillis: answerLimits(this.settings).timeoutMillis }, params);
  }

  private opening(): OpenServiceParts {
    const sinceMillis = this.settings.archiveHistoryHours * 3_600_000;
    return { ...this.parts, limits: answerLimits(this.settings), sinceMillis };
  }

  private reported({ source, lines, watch }: TargetSession, report: SiteReport, told: ToldFindings): void {
    this.reports.set(source.target.id, report);
    const { findings, earlier } = told;
    const settled = isSettled(watch, this.settings.verdictMinimumWatchSeconds);
    this.findings.report(
      { target: source.target, lines, canAskHolders: this.holders.canAsk(source.target.id) },
      { findings, earlier, isSettled: settled },
    );
  }

  private sessionsChanged(): void {
    for (const { source, watch } of this.sessions.all()) {
      const asOfMillis = pausedAt(watch);
      if (asOfMillis !== null) this.findings.pause(source.target.id, asOfMillis);
    }
    this.events.targetsChanged(this.targets());
  }

  private statusOf(session: TargetSession): TargetStatus {
    const findings = this.findings.hintedOf(session.source.target.id);
    const { verdictMinimumWatchSeconds: minimumWatchSeconds } = this.settings;
    const replicaOf = this.services.of(session);
    return {
      ...session.state(),
      ...(replicaOf !== null && { replicaOf }),
      ...this.services.exceptionOf(session.source.target.id),
      condition: conditionOf(session.watch, { findings, minimumWatchSeconds }),
    };
  }

  private closed(targetId: string): void {
    this.reports.delete(targetId);
    this.services.name(targetId, null);
    this.past.closed(targetId);
    this.hints.remove(targetId);
    this.findings.remove(targetId);
  }

  /** Hints carry verdicts, so they change with what is found, ignored or compared. */
  private findingsChanged(targetId: string | null): void {
    // Of what several replicas have, one tells.
    const ids = targetId === null ? null : this.services.membersOf(targetId);
    const sessions = ids === null ? this.sessions.all() : ids.map((id) => this.sessions.find(id));
    for (const session of sessions) if (session !== null) this.showHints(session);
    this.events.findingsChanged(this.findings);
    // What a person ignores counts no more; after a round the session says so by itself.
    if (targetId === null) this.events.targetsChanged(this.targets());
  }

  private showHints({ source, lines, watch }: TargetSession): void {
    const { id: targetId, name: targetName } = source.target;
    const report = this.reports.get(targetId);
    if (report === undefined) return;
    const findings = this.findings.onLinesOf(targetId);
    const costs = this.parts.runtimes.of(source.runtime).words.lines;
    this.hints.show({ targetId, targetName, lines, costs, report, findings, asOfMillis: pausedAt(watch) });
  }
}
