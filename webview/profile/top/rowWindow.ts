import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import type { Disposable } from '../../../src/shared/base/disposable';
import { toDisposable } from '../../../src/shared/base/disposable';

export const rowHeight = 22;

/** What is drawn above and below what is seen, so that a step of the wheel shows no gap. */
const overscan = 12;

/** Which rows of a long table are to be seen; tells whenever they are others. */
export class RowWindow implements Disposable {
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  private readonly ended: Disposable;

  constructor(scroller: HTMLElement, changed: () => void) {
    this.virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => scroller,
      estimateSize: () => rowHeight,
      overscan,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: changed,
    });
    this.ended = toDisposable(this.virtualizer._didMount());
    this.virtualizer._willUpdate();
  }

  get rows(): readonly VirtualItem[] {
    return this.virtualizer.getVirtualItems();
  }

  get height(): number {
    return this.virtualizer.getTotalSize();
  }

  setCount(count: number): void {
    if (count === this.virtualizer.options.count) return;
    this.virtualizer.setOptions({ ...this.virtualizer.options, count });
    this.virtualizer._willUpdate();
    this.virtualizer.measure();
  }

  showRow(row: number): void {
    this.virtualizer.scrollToIndex(row);
  }

  dispose(): void {
    this.ended.dispose();
  }
}
