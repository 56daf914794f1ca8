import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { EngineClient } from '../engine/engineClient';
import { findingHandlers, type FindingHandlers } from './findingHandlers';
import { FindingList } from './findingList';
import { FindingPick } from './findingPick';
import { FindingTree } from './findingTree';
import { TrendsBefore } from './report/trendsBefore';
import { tellWhatIsFound } from './tellWhatIsFound';
import type { TargetConnections } from '../targets/targetConnections';
import type { Clock } from '../../shared/ports/clock';

export interface FindingViewsOptions {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly clock: Clock;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
  /** A finding of this target was opened. */
  readonly opened: (targetId: string) => void;
}

/** All that shows findings outside the lines of an editor, and the commands about them. */
export class FindingViews implements Disposable {
  readonly list: FindingList;
  readonly pick: FindingPick;
  readonly commands: FindingHandlers;
  private readonly store = new DisposableStore();

  constructor(options: FindingViewsOptions) {
    const list = this.store.add(new FindingList(options.engine));
    this.store.add(tellWhatIsFound({ ...options, list }));
    const tree = this.store.add(new FindingTree({ ...options, list }));
    const before = this.store.add(new TrendsBefore(list));
    this.list = list;
    this.pick = new FindingPick({ list, selected: () => tree.selected });
    this.commands = findingHandlers({ ...options, list, pick: this.pick, before });
  }

  dispose(): void {
    this.store.dispose();
  }
}
