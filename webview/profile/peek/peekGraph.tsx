import { t } from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { plainText } from '../../../src/shared/base/said/plainText';
import { saidAmount, shareText } from '../../../src/shared/base/profileAmounts';
import type { PeekWindow } from '../../../src/shared/model/views/peekView';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import { frameName, shortName } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { nextNode, type NodePlace } from './peekGraphKeys';
import { middleOf, neighboursOf, nodeHeight, type Neighbours } from './peekGraphLayout';

interface PeekGraphProps {
  readonly store: ProfileStore;
  readonly window: PeekWindow;
  readonly frame: FrameKey;
}

/** The frame between those that call it and those that it calls, with lines as thick as what goes along them. */
export function PeekGraph({ store, window, frame }: PeekGraphProps) {
  const group = useRef<HTMLDivElement>(null);
  const callers = neighboursOf(window.callers);
  const callees = neighboursOf(window.callees);
  const rows = Math.max(callers.rows, callees.rows, 1);
  const walked = useRef(false);
  useLayoutEffect(() => {
    // Whoever went on by a node is at the frame that it was of.
    if (walked.current) group.current?.querySelector<HTMLElement>('.peek-middle')?.focus();
    walked.current = false;
  }, [window]);
  const goTo = (next: FrameKey) => {
    walked.current = true;
    store.select(next);
  };
  const side = { window, rows, onChoose: goTo };
  return (
    <div
      class="peek-graph"
      role="group"
      aria-label={t(
        'Callers on the left, callees on the right. Arrow keys go from one to the other, Enter goes on there.',
      )}
      ref={group}
      onKeyDown={(event) => {
        if (group.current !== null && moveFocus(event, group.current)) event.preventDefault();
      }}
    >
      <NodeColumn {...side} neighbours={callers} column="callers" />
      <Lines window={window} rows={rows} neighbours={callers} leadsTo="middle" />
      <div class="peek-column" style={{ paddingTop: `${String(middleOf(0, 1, rows) - nodeHeight / 2)}px` }}>
        <button
          type="button"
          class="peek-node peek-middle"
          data-column="middle"
          data-row={0}
          title={frameName(frame)}
          onClick={() => {
            if (store.hasEditor) store.goTo(frame);
          }}
        >
          <span class="peek-name">{shortName(frame)}</span>
          <span class="count">{t('{0} in all', saidAmount(window, window.cum))}</span>
        </button>
      </div>
      <Lines window={window} rows={rows} neighbours={callees} leadsTo="side" />
      <NodeColumn {...side} neighbours={callees} column="callees" />
    </div>
  );
}

interface ColumnProps {
  readonly window: PeekWindow;
  /** Of the higher of both columns. */
  readonly rows: number;
  readonly neighbours: Neighbours;
  readonly column: 'callers' | 'callees';
  readonly onChoose: (frame: FrameKey) => void;
}

function NodeColumn({ window, rows, neighbours, column, onChoose }: ColumnProps) {
  const { shown, left } = neighbours;
  const top = middleOf(0, neighbours.rows, rows) - nodeHeight / 2;
  return (
    <div class="peek-column" style={{ paddingTop: `${String(Math.max(0, top))}px` }}>
      {shown.map(({ frame, value, owner }, row) => {
        const amount = saidAmount(window, value);
        const share = shareText(value, window.cum);
        return (
          <button
            key={row}
            type="button"
            class={`peek-node owner-${owner}`}
            tabIndex={-1}
            data-column={column}
            data-row={row}
            title={frameName(frame)}
            aria-label={
              column === 'callers'
                ? t('called by {0}: {1}, {2}', frameName(frame), amount, share)
                : t('calls {0}: {1}, {2}', frameName(frame), amount, share)
            }
            onClick={() => onChoose(frame)}
          >
            <span class="peek-name">{plainText(shortName(frame))}</span>
            <span class="count">{amount}</span>
          </button>
        );
      })}
      {left > 0 && <span class="peek-left count">{t('{0} more in the table', left)}</span>}
    </div>
  );
}

interface LinesProps {
  readonly window: PeekWindow;
  readonly rows: number;
  readonly neighbours: Neighbours;
  /** Calls go from left to right. */
  readonly leadsTo: 'middle' | 'side';
}

/** Pixels between two columns. */
const gap = 72;
const thickest = 9;

function Lines({ window, rows, neighbours, leadsTo }: LinesProps) {
  const middle = middleOf(0, 1, rows);
  return (
    <svg class="peek-lines" width={gap} height={rows * nodeHeight} aria-hidden="true">
      {neighbours.shown.map(({ value }, row) => {
        const side = middleOf(row, neighbours.rows, rows);
        const [from, to] = leadsTo === 'middle' ? [side, middle] : [middle, side];
        const share = window.cum === 0 ? 0 : Math.min(1, Math.abs(value / window.cum));
        const half = String(gap / 2);
        return (
          <path
            key={row}
            class={value < 0 ? 'less' : ''}
            d={`M0,${String(from)} C${half},${String(from)} ${half},${String(to)} ${String(gap - 6)},${String(to)} l6,0`}
            stroke-width={(1 + share * (thickest - 1)).toFixed(1)}
          />
        );
      })}
    </svg>
  );
}

/** @returns whether the key was one that moves */
function moveFocus(event: KeyboardEvent, group: HTMLElement): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  const count = (column: string) => group.querySelectorAll(`[data-column=${column}]`).length;
  const from = { column: target.dataset['column'], row: Number(target.dataset['row']) } as NodePlace;
  const to = nextNode(event.key, from, { callers: count('callers'), middle: 1, callees: count('callees') });
  if (to === null) return false;
  group.querySelector<HTMLElement>(`[data-column=${to.column}][data-row="${String(to.row)}"]`)?.focus();
  return true;
}
