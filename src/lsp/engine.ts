import type { Analyser } from '../shared/ports/analyser';
import { DisposableStore, type Disposable } from '../shared/base/disposable';
import { LeakLensError, toProblem } from '../shared/model/errors';
import type { Finding } from '../shared/model/finding';
import type { TargetFindings } from '../shared/wires/findingView';
import type { FindingWords } from '../shared/ports/findingWords';
import type { Followers } from '../shared/ports/follower';
import type { DocumentHints } from '../shared/wires/hint';
import type { Verdicts } from '../shared/ports/judge';
import type { Kubernetes } from '../shared/ports/kubernetes';
import type { LocalTargetFinder } from '../shared/ports/localTargetFinder';
import type { ConnectParams, SeriesQuery, TargetState } from '../shared/wires/lspMessages';
import { printedAddress } from '../shared/base/printedUrl';
import type { ProblemWords } from '../shared/ports/problemWords';
import type { ProfileSource, SourceConnector } from '../shared/ports/profileSource';
import type { WorkspaceIgnores } from '../shared/ports/stores';
import type { BaselineStore } from '../shared/ports/stores';
import type { SeriesStore } from '../shared/ports/stores';
import type { SnapshotStore } from '../shared/ports/stores';
import type { SourceTree } from '../shared/ports/sourceTree';
import type { Log } from '../shared/ports/log';
import type { Clock } from '../shared/ports/clock';
import type { OpenReader } from '../shared/ports/targetReader';
import type { Redactor } from '../shared/ports/redactor';
import type { SeriesPoint } from '../shared/model/series';
import type { EngineSettings } from '../shared/wires/settings';
import type { SiteReport } from '../shared/model/siteReport';
import type { Frame } from '../shared/model/sourceLocation';
import type { PathMapping } from '../shared/model/sourcePaths';
import type { StoredSnapshot } from '../shared/model/snapshot';
import type { Target } from '../shared/model/target';
import { capture } from './capture';
import type { ExportParts } from './exportSnapshot';
import { withFindings } from './findings/findingHints';
import { FindingService } from './findings/findingService';
import { HintBoard } from './hintBoard';
import { siteLink, type FrameUri, type LinkTo } from './hover';
import { LinkedSources } from './linkedSources';
import { localPath, type OpenDocuments } from './openDocuments';
import { siteHints } from './siteHints';
import { SnapshotDesk } from './snapshotDesk';
import type { TargetLines } from './targetLines';
import { TargetSession } from './targetSession';

export interface EngineParts {
  readonly connector: SourceConnector;
  readonly localTargets: LocalTargetFinder;
  readonly kubernetes: Kubernetes;
  readonly openReader: OpenReader;
  readonly analyser: Analyser;
  readonly snapshots: SnapshotStore;
  readonly series: SeriesStore;
  readonly followers: Followers;
  readonly documents: OpenDocuments;
  readonly verdicts: Verdicts;
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly baselines: BaselineStore;
  readonly ignores: WorkspaceIgnores;
  readonly redactor: Redactor;
  /** Begins a snapshot in a folder of a person's choice. */
  readonly beginExport: ExportParts['beginExport'];
  /** The text of a source file. @throws LeakLensError */
  readonly readSource: SourceTree['readText'];
  readonly clock: Clock;
  readonly log: Log;
}

/** What the engine tells without being asked. */
export interface EngineEvents {
  readonly targetsChanged: (targets: readonly TargetState[]) => void;
  readonly hints: (documents: readonly DocumentHints[]) => void;
  readonly findingsChanged: (findings: readonly TargetFindings[]) => void;
  readonly seriesGrew: (targetId: string, points: readonly SeriesPoint[]) => void;
  readonly snapshotsChanged: () => void;
  readonly captureProgress: (targetId: string, percent: number, step: string) => void;
}

/** What a client says in the handshake. */
export interface EngineStart {
  readonly settings: EngineSettings;
  readonly trusted: boolean;
  /** The client's language as a BCP 47 tag, for dates; the machine's when undefined. */
  readonly language?: string | undefined;
  /** The client has our commands, and one of them opens the sources of libraries as documents that cannot be edited. */
  readonly hostCommands?: boolean;
}

interface Connected {
  readonly session: TargetSession;
  report: SiteReport | null;
}

/** All targets of one window: what an editor asks for, carried out. Knows nothing of LSP; `registerHandlers.ts` does. */
export class Engine implements Disposable {
  private readonly parts: EngineParts;
  private readonly events: EngineEvents;
  /** For whoever has to say what failed. */
  readonly problemWords: ProblemWords;
  private readonly board: HintBoard;
  /** What is found, for whoever asks about it. */
  readonly findings: FindingService;
  /** What is in the store, for whoever wants to see, keep or give it away. */
  readonly snapshots: SnapshotDesk;
  private readonly connected = new Map<string, Connected>();
  private readonly disposables = new DisposableStore();
  private settings: EngineSettings;
  private trusted: boolean;
  private readonly readOnlyDocuments: boolean;
  private readonly linkedSources = new LinkedSources();

  constructor(parts: EngineParts, events: EngineEvents, options: EngineStart) {
    this.parts = parts;
    this.problemWords = parts.problemWords;
    this.events = events;
    this.settings = options.settings;
    parts.followers.paths.setMappings(options.settings.pathMappings);
    this.trusted = options.trusted;
    this.readOnlyDocuments = options.hostCommands === true;
    this.board = this.disposables.add(new HintBoard(parts.documents, events.hints));
    this.findings = this.disposables.add(new FindingService(parts));
    this.snapshots = this.openDesk(parts, options.language);
    this.disposables.add(this.findings.changes.on((targetId) => this.findingsChanged(targetId)));
  }

  /**
   * Connects and polls once, so that the answer has numbers. A target that is connected already is answered as it is; one
   * that does not answer any more is taken over with the new credentials. @throws LeakLensError
   */
  async connect(params: ConnectParams, signal: AbortSignal): Promise<TargetState> {
    this.requireTrust(printedAddress(params.url));
    return this.follow(await this.sourceOf(params, signal), signal);
  }

  /** Where a person may look for services. @throws LeakLensError `untrusted` */
  surroundings(subject: string): Pick<EngineParts, 'localTargets' | 'kubernetes'> {
    this.requireTrust(subject);
    return this.parts;
  }

  disconnect(targetId: string): void {
    const entry = this.connected.get(targetId);
    if (entry === undefined) return;
    this.connected.delete(targetId);
    entry.session.dispose();
    this.board.remove(targetId);
    this.findings.remove(targetId);
    this.parts.log.info(`${entry.session.source.target.name}: disconnected`);
    this.targetsChanged();
  }

  /** Asks the runtime's leak detector and polls. @throws LeakLensError `not-found` */
  async askForLeaks(targetId: string): Promise<null> {
    const entry = this.connected.get(targetId);
    if (entry === undefined) throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    await entry.session.askForLeaks();
    return null;
  }

  async refresh(targetId: string): Promise<void> {
    await this.connected.get(targetId)?.session.pollNow();
  }

  targets(): readonly TargetState[] {
    return [...this.connected.values()].map(({ session }) => session.state());
  }

  async capture(targetId: string, signal: AbortSignal): Promise<StoredSnapshot> {
    const entry = this.connected.get(targetId);
    if (entry === undefined) throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    const { openReader, snapshots, clock } = this.parts;
    const stored = await capture(
      {
        source: entry.session.source,
        openReader,
        maxAnswerBytes: () => this.limits().maxBodyBytes,
        store: snapshots,
        clock,
        goroutineDumpLimit: this.settings.goroutineDumpLimit,
        progress: (percent, step) => this.events.captureProgress(targetId, percent, step),
      },
      signal,
    );
    this.parts.log.info(`${entry.session.source.target.name}: snapshot in ${stored.directory}`);
    this.events.snapshotsChanged();
    return stored;
  }

  series({ targetId, sinceMillis, maxPoints }: SeriesQuery): readonly SeriesPoint[] {
    const points = this.connected.get(targetId)?.session.pointsSince(sinceMillis) ?? [];
    return this.parts.analyser.thin(points, maxPoints);
  }

  hoverAt(path: string, line: number): string | null {
    return this.board.hoverAt(path, line);
  }

  /** Recorded files that should be in the workspace and were not found, of all targets. */
  missingFiles(): readonly string[] {
    const missing = [...this.connected.values()].flatMap(({ session }) => session.lines.missing);
    return [...new Set(missing)].sort();
  }

  /** The text of a file outside the workspace that a hover has linked to; null for any other. @param uri `file:`. @throws LeakLensError */
  async linkedSource(uri: string): Promise<string | null> {
    const path = localPath(uri);
    return path !== null && this.linkedSources.has(path) ? this.parts.readSource(path) : null;
  }

  explainMapping(file: string, path: string): PathMapping {
    return this.parts.analyser.paths.explainMapping(file, path);
  }

  applySettings(settings: EngineSettings): void {
    this.parts.followers.paths.setMappings(settings.pathMappings);
    const hasNewInterval = settings.pollIntervalSeconds !== this.settings.pollIntervalSeconds;
    this.settings = settings;
    for (const [id, { session }] of this.connected) {
      this.showHints(id);
      if (hasNewInterval) session.intervalChanged();
    }
  }

  /** The person trusts the workspace now. */
  trust(): void {
    this.trusted = true;
  }

  dispose(): void {
    for (const { session } of this.connected.values()) session.dispose();
    this.connected.clear();
    this.disposables.dispose();
  }

  private openDesk(parts: EngineParts, language: string | undefined): SnapshotDesk {
    const { snapshots: store, followers, documents } = parts;
    const uriOf = (path: string) => documents.uri(path);
    const maxAnswerBytes = () => this.limits().maxBodyBytes;
    return new SnapshotDesk(
      { ...parts, store, paths: followers.paths, uriOf, language, maxAnswerBytes },
      this.events.snapshotsChanged,
    );
  }

  private requireTrust(subject: string): void {
    if (!this.trusted) throw new LeakLensError({ kind: 'untrusted', subject, detail: 'untrusted workspace' });
  }

  private sourceOf({ url, pod, ...named }: ConnectParams, signal: AbortSignal): Promise<ProfileSource> {
    const { connector, kubernetes } = this.parts;
    const options = { ...named, ...this.limits(), currentLimits: () => this.limits() };
    return pod === undefined ? connector.connect(url, options, signal) : kubernetes.connect(pod, options, signal);
  }

  private async follow(source: ProfileSource, signal: AbortSignal): Promise<TargetState> {
    try {
      const session = await this.sessionFor(source, signal);
      if (session.source !== source) source.dispose();
      await this.firstPoll(session, signal);
      return session.state();
    } catch (error) {
      source.dispose();
      throw error;
    }
  }

  /** The session of the source's target: the one there is, if it works, else a new one with this source. */
  private async sessionFor(source: ProfileSource, signal: AbortSignal): Promise<TargetSession> {
    const { target } = source;
    const known = this.connected.get(target.id)?.session;
    if (known !== undefined && known.state().phase !== 'connected') {
      await known.pollNow();
      // This source has just proved to answer, the old one does not: its credentials or certificates are out of date.
      if (known === this.connected.get(target.id)?.session && known.state().phase !== 'connected') {
        this.disconnect(target.id);
      }
    }
    const earlier = await this.earlierPoints(target);
    await this.findings.loadBaseline(target);
    if (signal.aborted || this.disposables.isDisposed) throw cancelled(target.url);
    return this.connected.get(target.id)?.session ?? this.startSession(source, earlier);
  }

  /** Cancelling takes back the connection, too. */
  private async firstPoll(session: TargetSession, signal: AbortSignal): Promise<void> {
    if (session.state().phase === 'connected') return;
    const { target } = session.source;
    const giveUp = () => this.disconnect(target.id);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await session.pollNow();
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
    if (signal.aborted) throw cancelled(target.url);
  }

  /** A series that cannot be read is a pity, not a reason to refuse. */
  private async earlierPoints(target: Target): Promise<readonly SeriesPoint[]> {
    try {
      return await this.parts.series.load(target);
    } catch (error) {
      const { subject, detail } = toProblem(error, 'series');
      this.parts.log.warn(`${target.name}: the earlier series cannot be read: ${subject}: ${detail}`);
      return [];
    }
  }

  private startSession(source: ProfileSource, earlier: readonly SeriesPoint[]): TargetSession {
    const { id } = source.target;
    const session = new TargetSession(
      { ...this.parts, source, seriesStore: this.parts.series, settings: () => this.settings },
      {
        stateChanged: () => this.targetsChanged(),
        reported: (report, findings) => this.reported(id, report, findings),
        seriesGrew: (points) => this.events.seriesGrew(id, points),
      },
      earlier,
    );
    this.connected.set(id, { session, report: null });
    this.targetsChanged();
    return session;
  }

  private reported(targetId: string, report: SiteReport, findings: readonly Finding[]): void {
    const entry = this.connected.get(targetId);
    if (entry === undefined) return;
    entry.report = report;
    this.findings.report({ target: entry.session.source.target, lines: entry.session.lines }, findings);
  }

  private showHints(targetId: string): void {
    const entry = this.connected.get(targetId);
    const report = entry?.report ?? null;
    if (entry === undefined || report === null) return;
    const { lines, source } = entry.session;
    const link: LinkTo = (site) => {
      const now = lines.now(site);
      const uri = now === null ? null : `${this.parts.documents.uri(site.path)}#L${String(now + 1)}`;
      return siteLink(uri, site.path, site.line);
    };
    const frameUri: FrameUri = (frame) => this.frameUri(lines, frame);
    const costs = siteHints(report, { settings: this.settings, lines, link, frameUri });
    const judged = this.settings.hintsEnabled ? this.findings.hintedOf(targetId) : [];
    const hints = withFindings(costs, judged, { words: this.parts.words, lines, link });
    this.board.set(targetId, { targetName: source.target.name, lines: lines.book, hints });
  }

  /** Of the workspace as it stands now; of libraries as a document that nobody can edit by mistake, where the editor has such. */
  private frameUri(lines: TargetLines, frame: Frame): string | null {
    const found = lines.found(frame);
    if (found === null || found.verdict.certainty === 'stale') return null;
    const now = found.inWorkspace ? lines.now({ ...frame, path: found.path }) : found.verdict.line - 1;
    if (now === null) return null;
    if (!found.inWorkspace && this.readOnlyDocuments) return this.linkedSources.linkTo(found.path, now + 1);
    return `${this.parts.documents.uri(found.path)}#L${String(now + 1)}`;
  }

  private limits() {
    const { requestTimeoutSeconds, maximumResponseMegabytes } = this.settings;
    return { timeoutMillis: requestTimeoutSeconds * 1000, maxBodyBytes: maximumResponseMegabytes * 1024 * 1024 };
  }

  /** Hints carry verdicts, so they change with what is found, ignored or compared. */
  private findingsChanged(targetId: string | null): void {
    for (const id of targetId === null ? this.connected.keys() : [targetId]) this.showHints(id);
    this.events.findingsChanged(this.findings.views());
  }

  private targetsChanged(): void {
    this.events.targetsChanged(this.targets());
  }
}

function cancelled(subject: string): LeakLensError {
  return new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
}
