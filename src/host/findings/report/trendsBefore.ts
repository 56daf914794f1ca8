import type { Disposable } from '../../../shared/base/disposable';
import type { FindingView } from '../../../shared/wires/findingView';
import type { FindingList } from '../findingList';

type Course = Pick<FindingView, 'trend' | 'trendEnds'>;

/** The newest of those that a person may come back to. */
const mostKept = 200;

/** What findings were in this window before they were fixed: another process knows nothing of what the one before it did. */
export class TrendsBefore implements Disposable {
  private readonly subscription: Disposable;
  /** By id; the one that changed last is the last. */
  private readonly open = new Map<string, Course>();

  constructor(list: Pick<FindingList, 'all' | 'onDidChange'>) {
    this.subscription = list.onDidChange(() => {
      for (const { finding } of list.all) this.note(finding);
    });
  }

  /** Null for what is not fixed, or was not seen before. */
  of({ id, status }: Pick<FindingView, 'id' | 'status'>): Course | null {
    return status === 'fixed' ? (this.open.get(id) ?? null) : null;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private note({ id, status, trend, trendEnds }: FindingView): void {
    if (status === 'fixed' || trend.length < 2) return;
    this.open.delete(id);
    this.open.set(id, { trend, trendEnds });
    for (const oldest of this.open.keys()) {
      if (this.open.size <= mostKept) return;
      this.open.delete(oldest);
    }
  }
}
