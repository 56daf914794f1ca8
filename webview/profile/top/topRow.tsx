import type { TopWindow } from '../../../src/shared/model/views/topView';
import { saidAmount, shareText } from '../../../src/shared/base/profileAmounts';
import { frameIn, frameName, isSameFrame, ownerIn, placeText } from '../frameWords';
import type { ProfileStore } from '../profileStore';

export interface TopRowProps {
  readonly store: ProfileStore;
  readonly window: TopWindow;
  /** In the whole table. */
  readonly index: number;
  /** Pixels from the beginning of the table. */
  readonly top: number;
}

/** Names the row in the page. */
export function rowId(index: number): string {
  return `row-${String(index)}`;
}

/** A row; empty until its window is there. */
export function TopRow({ store, window, index, top }: TopRowProps) {
  const at = index - window.first;
  const style = { transform: `translateY(${String(top)}px)` };
  if (at < 0 || at >= window.flat.length) {
    return <div class="grid-row" role="row" aria-rowindex={index + 2} style={style} />;
  }
  const frame = frameIn(window.frames, at);
  const isSelected = isSameFrame(frame, store.state.value.selected);
  const [flat, cum, sum] = [window.flat, window.cum, window.sum].map((column) => column[at] ?? 0);
  const numbers = [
    saidAmount(window, flat ?? 0),
    shareText(flat ?? 0, window.total),
    shareText(sum ?? 0, window.total),
    saidAmount(window, cum ?? 0),
    shareText(cum ?? 0, window.total),
  ];
  const name = frameName(frame);
  const place = placeText(frame);
  return (
    <div
      class={`grid-row owner-${ownerIn(window.frames, at)}${isSelected ? ' selected' : ''}`}
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={style}
      onClick={() => store.select(frame)}
      onDblClick={() => {
        // No place in the source is called as a label.
        if (store.top.value.label === '') store.goTo(frame);
      }}
    >
      {numbers.map((text, column) => (
        <div key={column} class="cell number" role="gridcell">
          {text}
        </div>
      ))}
      <div class="cell name" role="gridcell" title={name}>
        {name}
      </div>
      <div class="cell place" role="gridcell" title={place}>
        {place}
      </div>
    </div>
  );
}
