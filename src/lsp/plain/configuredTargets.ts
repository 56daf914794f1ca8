import { t } from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { messageText } from '../../shared/base/said/plainText';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { toProblem, type ErlangFault, type Problem, type ProblemKind } from '../../shared/model/errors';
import type { Clock } from '../../shared/ports/clock';
import type { Face } from '../face';
import { reportProblem } from '../reportProblem';
import { say } from '../say';

const pauseMillis = 10_000;

/** What may be over in a while: the service is not started yet, or busy. */
const passing: ReadonlySet<ProblemKind> = new Set(['refused', 'timeout', 'unknown-host', 'cut-off', 'network']);

/** The same of a node. A wrong cookie is never tried again by itself: the node logs each try. */
const passingFaults: ReadonlySet<ErlangFault> = new Set(['no-epmd', 'no-such-node', 'busy', 'silent', 'closed']);

function isPassing({ kind, erlang }: Problem): boolean {
  return passing.has(kind) || (erlang !== undefined && passingFaults.has(erlang));
}

/** Connects to the services that a client's configuration names, and waits for those that do not answer yet. */
export class ConfiguredTargets implements Disposable {
  private readonly face: Face;
  private readonly clock: Pick<Clock, 'after'>;
  private readonly over = new AbortController();
  private readonly timers = new DisposableStore();

  constructor(face: Face, clock: Pick<Clock, 'after'>) {
    this.face = face;
    this.clock = clock;
  }

  /** Never rejects. @param isFirst what is wrong is said at the first attempt alone */
  async connect(target: ConnectParams, isFirst = true): Promise<void> {
    try {
      await this.face.engine.connect(target, this.over.signal);
    } catch (error) {
      if (this.over.signal.aborted) return;
      const problem = toProblem(error, target.name ?? target.url);
      const waits = isPassing(problem);
      if (isFirst) this.tell(reportProblem(problem, this.face.problemWords), waits);
      if (waits) this.timers.add(this.clock.after(pauseMillis, () => void this.connect(target, false)));
    }
  }

  dispose(): void {
    this.over.abort();
    this.timers.dispose();
  }

  private tell({ message, nextStep }: { readonly message: string; readonly nextStep: string }, waits: boolean): void {
    const next = waits ? t('LeakLens connects as soon as it answers.') : nextStep;
    say(this.face.connection, 'warning', messageText(`${message} ${next}`.trim(), 1_000));
  }
}
