import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import { findingsFile } from '../../shared/model/keptFindings';
import type { IgnoreRule, Finding } from '../../shared/model/finding';
import type { PastMoment } from '../../shared/model/pastMoment';
import type { ResolveSource } from '../../shared/model/sourcePaths';
import type { HintedFinding } from '../../shared/ports/engine/engineApi';
import type { Travel } from '../../shared/ports/engine/pastApi';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { PastStore } from '../../shared/ports/stores';
import type { LineReport } from '../hints/lineHints';
import { MovedLines } from '../lines/movedLines';
import { TargetLines } from '../lines/targetLines';
import type { UnsavedEdits } from '../lines/unsavedEdits';
import type { TargetSession } from '../sessions/targetSession';
import { parseFindings } from '../snapshots/keptFindings';
import { findingStage } from '../states/findingStage';

export interface TimeTravelParts {
  readonly past: PastStore;
  readonly works: RuntimeWorks;
  readonly unsaved: UnsavedEdits;
  /** Null for a target that is not connected: its lines are not known. */
  readonly sessionOf: (targetId: string) => Pick<TargetSession, 'source'> | null;
  /** The rule in force today that ignores a finding. */
  readonly ignoredBy: (finding: Finding) => IgnoreRule | null;
  /** Shows what lines said at a moment in place of what they say now; null for now. */
  readonly show: (report: PastReport | null) => void;
  /** Told when somebody travels, and when they are back. */
  readonly travelled: (travel: Travel | null) => void;
  /** Cap on a file after unpacking. */
  readonly maxAnswerBytes: () => number;
}

/** What lines said at a moment, ms since 1970. */
export type PastReport = Omit<LineReport, 'costs' | 'asOfMillis'> & {
  readonly runtime: string;
  readonly atMillis: number;
};

/**
 * Shows the lines as they were at a moment that was kept. Costs are added up anew from the profiles of that moment; what was found is what
 * was told then; where a line stands is looked up in the source of today, as for any profile.
 */
export class TimeTravel implements Disposable {
  private readonly parts: TimeTravelParts;
  private lines: MovedLines | null = null;
  private current: Travel | null = null;
  /** Of two journeys at once only the last arrives. */
  private journeys = 0;

  constructor(parts: TimeTravelParts) {
    this.parts = parts;
  }

  /** @throws LeakLensError `not-found`, or why the profiles cannot be read */
  async go(targetId: string, atMillis: number, signal: AbortSignal): Promise<Travel> {
    this.journeys += 1;
    const journey = this.journeys;
    const source = this.parts.sessionOf(targetId)?.source;
    if (source === undefined)
      throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    const { target, runtime } = source;
    const { report, sources } = await this.read({ targetId, atMillis, runtime, name: target.name }, signal);
    const found = await this.found(targetId, atMillis, sources.source);
    if (signal.aborted || journey !== this.journeys)
      throw new LeakLensError({ kind: 'cancelled', subject: target.name, detail: 'cancelled' });
    this.lines?.dispose();
    this.lines = new MovedLines(this.parts.unsaved);
    const lines = new TargetLines(this.lines);
    lines.update(sources);
    this.current = { targetId, targetName: target.name, atMillis };
    this.parts.show({ targetId, targetName: target.name, runtime, atMillis, lines, report, findings: found });
    this.parts.travelled(this.current);
    return this.current;
  }

  /** Back to now. */
  end(): void {
    this.journeys += 1;
    if (this.current === null) return;
    this.current = null;
    this.lines?.dispose();
    this.lines = null;
    this.parts.show(null);
    this.parts.travelled(null);
  }

  /** The past of a target that is let go of is looked at no longer. */
  closed(targetId: string): void {
    if (this.current?.targetId === targetId) this.end();
  }

  dispose(): void {
    this.journeys += 1;
    this.lines?.dispose();
    this.lines = null;
  }

  private async read(
    { targetId, atMillis, runtime, name }: { targetId: string; atMillis: number; runtime: string; name: string },
    signal: AbortSignal,
  ) {
    const { past, works, maxAnswerBytes } = this.parts;
    const files = await this.filesAt(targetId, atMillis);
    const { moments } = works.of(runtime);
    if (moments.place === undefined)
      throw new LeakLensError({ kind: 'not-found', subject: name, detail: 'nothing is kept' });
    return moments.place(
      {
        subject: name,
        files: files.filter((file) => file.name.endsWith('.pb.gz')),
        capturedAtMillis: atMillis,
        read: async (file) => ({
          bytes: await past.read(targetId, atMillis, file),
          subject: file,
          maxBytes: maxAnswerBytes(),
        }),
      },
      signal,
    );
  }

  private async found(targetId: string, atMillis: number, locate: ResolveSource): Promise<readonly HintedFinding[]> {
    const { past, ignoredBy } = this.parts;
    const files = await this.filesAt(targetId, atMillis);
    if (!files.some(({ name }) => name === findingsFile)) return [];
    const kept = parseFindings(await past.read(targetId, atMillis, findingsFile));
    return (kept?.findings ?? []).map((finding) => {
      const { site } = finding;
      const place = site === null ? null : locate(site);
      const path = place?.inWorkspace === true ? place.path : null;
      return {
        ...finding,
        site: site === null ? null : { ...site, path },
        stage: findingStage(finding, { asOfMillis: null, isEdited: false }),
        ignoredBy: ignoredBy(finding),
      };
    });
  }

  private async filesAt(targetId: string, atMillis: number): Promise<PastMoment['files']> {
    const moment = (await this.parts.past.list(targetId)).find((one) => one.atMillis === atMillis);
    if (moment !== undefined) return moment.files;
    const detail = 'nothing is kept of that moment any more';
    throw new LeakLensError({ kind: 'not-found', subject: targetId, detail });
  }
}
