import type { EngineEvents } from '../../shared/ports/engine/engineApi';
import { Emitter } from '../../shared/base/emitter';
import type { DocumentHints } from '../../shared/model/hint';
import type { TargetStatus } from '../../shared/model/target/targetStatus';

type CaptureNews = Parameters<EngineEvents['captureProgress']>;

/** What the engine tells, for those who put it into plain LSP. */
export class PlainNews {
  readonly targets = new Emitter<readonly TargetStatus[]>();
  readonly hints = new Emitter<readonly DocumentHints[]>();
  readonly capture = new Emitter<CaptureNews>();

  readonly events: EngineEvents = {
    targetsChanged: (targets) => this.targets.fire(targets),
    hints: (documents) => this.hints.fire(documents),
    captureProgress: (...news) => this.capture.fire(news),
    // Diagnostics follow the findings themselves; nothing in plain LSP shows series or lists snapshots.
    findingsChanged: () => undefined,
    seriesGrew: () => undefined,
    // Nobody shows profiles there.
    profileHints: () => undefined,
    travelled: () => undefined,
    snapshotsChanged: () => undefined,
  };
}
