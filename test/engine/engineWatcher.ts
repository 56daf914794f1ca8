import { onTestFinished } from 'vitest';
import { Engine } from '../../src/engine/engine';
import type { TargetFindings } from '../../src/shared/wires/findingView';
import type { DocumentHints, LineHint } from '../../src/shared/model/hint';
import type { TargetStatus } from '../../src/shared/model/target/targetStatus';
import type { Travel } from '../../src/shared/ports/engine/pastApi';
import type { SeriesPoint } from '../../src/shared/model/series/series';
import { defaultSettings, type EngineSettings } from '../../src/shared/model/settings/settings';
import { targetFindings } from '../../src/lsp/findings/targetFindings';
import { openRooms, type Rooms } from './rooms';

type Options = Parameters<typeof openRooms>[0] & {
  readonly settings?: Partial<EngineSettings>;
  readonly trusted?: boolean;
};

/** An engine with all its real rooms, and a client's memory of what it was told. Ends with the test. */
export class EngineWatcher {
  readonly rooms: Rooms;
  readonly engine: Engine;
  /** As the engine was started with them. */
  readonly settings: EngineSettings;
  /** Full state after each change. */
  readonly states: (readonly TargetStatus[])[] = [];
  readonly points: SeriesPoint[] = [];
  readonly travels: (Travel | null)[] = [];
  readonly findings: (readonly TargetFindings[])[] = [];
  readonly steps: string[] = [];
  /** Every hint that was ever sent. */
  readonly everSent: LineHint[] = [];
  /** Of the profile that is shown on lines, by document. */
  readonly profiled = new Map<string, DocumentHints>();
  messages = 0;
  snapshotsChanged = 0;
  private readonly documents = new Map<string, DocumentHints>();

  static async start(options: Options): Promise<EngineWatcher> {
    const watcher = new EngineWatcher(await openRooms(options), options);
    onTestFinished(async () => {
      watcher.engine.dispose();
      await watcher.engine.past.settled();
    });
    return watcher;
  }

  private constructor(rooms: Rooms, { settings = {}, trusted = true }: Options) {
    this.rooms = rooms;
    // What answers take on a busy machine is no part of these tests.
    this.settings = { ...defaultSettings, pollMaximumCostPercent: 100, ...settings };
    this.engine = new Engine(
      rooms,
      {
        targetsChanged: (targets) => void this.states.push(targets),
        hints: (documents) => this.take(documents),
        travelled: (travel) => void this.travels.push(travel),
        profileHints: (documents) => {
          for (const document of documents) this.profiled.set(document.uri, document);
        },
        findingsChanged: (findings) => void this.findings.push(targetFindings(findings, rooms)),
        seriesGrew: (_id, points) => void this.points.push(...points),
        snapshotsChanged: () => (this.snapshotsChanged += 1),
        captureProgress: (_id, _percent, step) => void this.steps.push(step.asks ?? 'saving'),
      },
      { settings: this.settings, trusted },
    );
  }

  connect(url: string, name = 'service', signal = new AbortController().signal): Promise<TargetStatus> {
    return this.engine.connect({ url, name }, signal);
  }

  /** What an editor shows now: `gateway.go:38 blocked`, 1-based, sorted. */
  shown(): string[] {
    return this.hints()
      .map(({ file, hint }) => `${file}:${String(hint.line + 1)} ${hint.kinds.join('+')}`)
      .sort();
  }

  hints(): { file: string; hint: LineHint }[] {
    return [...this.documents.values()].flatMap(({ uri, hints }) =>
      hints.map((hint) => ({ file: uri.slice(uri.lastIndexOf('/') + 1), hint })),
    );
  }

  private take(documents: readonly DocumentHints[]): void {
    this.messages += 1;
    for (const document of documents) {
      this.documents.set(document.uri, document);
      this.everSent.push(...document.hints);
    }
  }
}
