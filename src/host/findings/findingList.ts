import { EventEmitter, type Event } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import type { FindingView, TargetFindings } from '../../shared/wires/findingView';
import { engineNotifications } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import { isLeak } from './isLeak';

/** A finding with the target that has it. Two targets that run the same program may have the same finding. */
export interface FoundFinding {
  readonly target: TargetFindings;
  readonly finding: FindingView;
}

/** The findings of all targets as the engine told them last. */
export class FindingList implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: readonly Disposable[];
  private current: readonly TargetFindings[] = [];

  readonly onDidChange: Event<void> = this.changed.event;

  constructor(engine: Pick<EngineClient, 'on' | 'onRestarted'>) {
    const receive = (targets: readonly TargetFindings[]) => {
      this.current = targets;
      this.changed.fire();
    };
    // An engine that was started anew has watched nothing yet.
    this.subscriptions = [
      engine.on(engineNotifications.findingsChanged, receive),
      engine.onRestarted(() => {
        receive([]);
      }),
    ];
  }

  get targets(): readonly TargetFindings[] {
    return this.current;
  }

  /** Worst first within a target. */
  get all(): readonly FoundFinding[] {
    return this.current.flatMap((target) => target.findings.map((finding) => ({ target, finding })));
  }

  /** The same finding of the same target, or of the first that has it when no target is named. */
  find(id: string, targetId?: string): FoundFinding | null {
    const isIt = ({ target, finding }: FoundFinding) =>
      finding.id === id && (targetId === undefined || target.targetId === targetId);
    return this.all.find(isIt) ?? null;
  }

  /** Findings that say leak, and that somebody should look at. */
  get leakCount(): number {
    return this.all.filter(({ finding }) => isLeak(finding)).length;
  }

  /** Those of one target. */
  leaksOf(targetId: string): number {
    return this.current.find((target) => target.targetId === targetId)?.findings.filter(isLeak).length ?? 0;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }
}
