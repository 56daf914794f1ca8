import { t } from '@vscode/l10n';
import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Button, Dropdown } from '../../base/controls';
import type { FlameQuery, FlameWindow, FoundFrames } from '../../../src/shared/model/views/flameView';
import { shareText, viewAmount } from '../../../src/shared/base/profileAmounts';
import { formatCount } from '../../../src/shared/base/units';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import { frameIn, frameName, isSameFrame } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { SearchField } from '../searchField';
import { boxHeight } from './drawFlame';
import { FlameChart, type SeenPart } from './flameChart';
import { flameKey } from './flameKeys';
import { FlameLegend } from './flameLegend';
import { boxWords, differenceWords, FlameTip, type Tip } from './flameTip';
import { NeededWindow } from './neededWindow';

/** The flame graph: callers above what they call, as wide as it costs. */
export function FlameTab({ store }: { readonly store: ProfileStore }) {
  const tip = useSignal<Tip | null>(null);
  const { canvas, scroller, chart } = useFlameChart(store, tip);
  const window = store.answers.flame.value;
  const height = ((window?.levels ?? 1) + 1) * boxHeight;
  const { of } = store.state.value.flame;
  const bandLevel = window?.bandLevel ?? 0;
  // Callers may stand higher than there is room for: begin where they meet what they call, once the graph is as high as it will be.
  useLayoutEffect(() => chart.current?.center(bandLevel), [bandLevel, of === null ? '' : JSON.stringify(of)]);
  return (
    <div class="flame">
      <FlameControls store={store} />
      <div
        class="flame-scroller"
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={t(
          'Flame graph. Arrow keys go from box to box, Enter makes one as wide as the view, Escape shows all, plus and minus zoom.',
        )}
        onKeyDown={(event) => {
          if (chart.current !== null && flameKey(event, chart.current, store)) event.preventDefault();
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <div class="flame-room" style={{ height: `${String(height)}px` }} />
      </div>
      <p class="unseen" aria-live="polite">
        {selectedWords(store, chart.current?.currentBox ?? -1)}
      </p>
      {bandLevel > 0 && (
        <p class="note">
          {t(
            'Above is what calls it, below what it calls. Which callers lead to which callees is not told by what stands over what.',
          )}
        </p>
      )}
      {window?.signed === true && <FlameLegend store={store} window={window} />}
      {tip.value !== null && <FlameTip store={store} tip={tip.value} />}
      <FlameNotes store={store} />
    </div>
  );
}

/** The chart, from when its canvas is there until it goes, drawn anew whenever something changes. */
function useFlameChart(store: ProfileStore, tip: Signal<Tip | null>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const chart = useRef<FlameChart | null>(null);
  const needs = useMemo(() => new NeededWindow(), []);
  const seen = useSignal<SeenPart>({ width: 0, firstLevel: 0, lastLevel: 0 });
  useEffect(() => {
    if (canvas.current === null || scroller.current === null) return undefined;
    const made = new FlameChart(canvas.current, scroller.current, store.theme.peek(), {
      zoomed: (from, to) => store.setFlame({ from, to }),
      seen: (part) => {
        seen.value = part;
      },
      hovered: (box, x, y) => {
        tip.value = box === null ? null : { box, x, y };
      },
      chosen: (box) => selectBox(store, box),
    });
    chart.current = made;
    seen.value = made.seen;
    const { from, to } = store.state.peek().flame;
    made.look(from, to);
    made.select(store.state.peek().selected);
    made.show(store.answers.flame.peek());
    return () => made.dispose();
  }, []);
  useSignalEffect(() => {
    const needed = needs.next(store, seen.value);
    if (needed !== null) store.ask('flame', needed);
  });
  useSignalEffect(() => {
    const { from, to } = store.state.value.flame;
    chart.current?.look(from, to);
  });
  useSignalEffect(() => {
    tip.value = null;
    chart.current?.show(store.answers.flame.value);
  });
  useSignalEffect(() => chart.current?.sayShares(store.state.value.flame.inShares));
  useSignalEffect(() => chart.current?.select(store.state.value.selected));
  useSignalEffect(() => chart.current?.setTheme(store.theme.value));
  return { canvas, scroller, chart };
}

function FlameNotes({ store }: { readonly store: ProfileStore }) {
  const window = store.answers.flame.value;
  if (window === null) return null;
  const cut = t('The graph has more boxes than are worked out: what lies deeper counts for the last ones.');
  return (
    <>
      {window.isCut && <p class="note">{cut}</p>}
      {window.boxes === 0 && <p class="note">{t('Nothing is left of the profile.')}</p>}
      <NarrowNote store={store} window={window} />
    </>
  );
}

/** Boxes that nobody can see are said, and where they can be. */
function NarrowNote({ store, window }: { readonly store: ProfileStore; readonly window: FlameWindow }) {
  const { count, cum } = window.narrow;
  // Boxes that can be drawn may stand above or below what was asked for.
  if (count === 0 || window.frame.length > 0 || window.firstLevel > 0) return null;
  return (
    <p class="note" role="status">
      {t(
        'None of {0} boxes is wide enough to be drawn; together they are {1}. Zoom in, or see them as a table.',
        formatCount(count),
        viewAmount(window, cum),
      )}{' '}
      <Button secondary onPress={() => store.showTab('top')}>
        {t('Top')}
      </Button>
    </p>
  );
}

function selectBox(store: ProfileStore, box: number): void {
  const window = store.answers.flame.peek();
  if (window !== null) store.select(frameIn(window.frames, window.frame[box] ?? 0));
}

function FlameControls({ store }: { readonly store: ProfileStore }) {
  const { flame } = store.state.value;
  const window = store.answers.flame.value;
  const found = window?.found ?? null;
  return (
    <div class="controls">
      <SearchField search={flame.search} onSearch={(search) => store.setFlame({ search })} />
      {window !== null && (
        <span class="found" role="status">
          {found === null ? wholeWords(window) : foundWords(window, found)}
        </span>
      )}
      <span class="spring" />
      <FromFrame store={store} />
      {window?.signed === true && (
        <Dropdown
          label={t('What boxes say')}
          value={flame.inShares ? 'shares' : 'amounts'}
          options={[
            { value: 'amounts', text: t('Amounts') },
            { value: 'shares', text: t('Shares') },
          ]}
          onChoose={(value) => store.setFlame({ inShares: value === 'shares' })}
        />
      )}
      <Dropdown
        label={t('Direction')}
        value={flame.direction === 'both' && flame.of === null ? 'callees' : flame.direction}
        options={[
          ...(flame.of === null ? [] : [{ value: 'both', text: t('Callers and callees') }]),
          { value: 'callees', text: flame.of === null ? t('Callers on top') : t('What it calls') },
          { value: 'callers', text: flame.of === null ? t('What costs on top') : t('What calls it') },
        ]}
        onChoose={(value) => {
          const direction = value === 'both' || value === 'callers' ? value : 'callees';
          store.setFlame({ direction, from: 0, to: 1 });
        }}
      />
      <Dropdown
        label={t('Order of boxes')}
        value={flame.order}
        options={[
          { value: 'weight', text: t('Heaviest first') },
          { value: 'name', text: t('By name') },
        ]}
        onChoose={(value) => store.setFlame({ order: value === 'name' ? 'name' : 'weight', from: 0, to: 1 })}
      />
      <Button
        secondary
        disabled={flame.from === 0 && flame.to === 1}
        onPress={() => store.setFlame({ from: 0, to: 1 })}
      >
        {t('Show all')}
      </Button>
    </div>
  );
}

function foundWords(window: FlameWindow, { cum, count }: FoundFrames): string {
  const [share, amount] = [shareText(cum, window.total), viewAmount(window, cum)];
  return count === 1
    ? t('{0} in 1 frame: {1}', share, amount)
    : t('{0} in {1} frames: {2}', share, formatCount(count), amount);
}

/** What the whole width is; of a difference every box says what it is. */
function wholeWords(window: FlameWindow): string {
  const { signed, magnitude, total } = window;
  if (signed) return '';
  const whole = viewAmount(window, magnitude);
  if (magnitude === total) return t('{0} in all', whole);
  return t('{0} of {1} in all: {2}', whole, viewAmount(window, total), shareText(magnitude, total));
}

/** Turns the graph around one frame, wherever that is in the stacks, and back to all. */
function FromFrame({ store }: { readonly store: ProfileStore }) {
  const { selected, flame } = store.state.value;
  const show = (of: FrameKey | null, direction: FlameQuery['direction']) =>
    store.setFlame({ of, direction, from: 0, to: 1 });
  if (flame.of !== null) {
    return (
      <Button
        label={t('Show all stacks as a whole, and not from {0} on', frameName(flame.of))}
        onPress={() => show(null, flame.direction === 'both' ? 'callees' : flame.direction)}
      >
        {t('All Stacks')}
      </Button>
    );
  }
  return (
    <Button
      secondary
      disabled={selected === null}
      label={t('Show what the selected frame calls below it and what calls it above, wherever it is in the stacks')}
      onPress={() => show(selected, 'both')}
    >
      {t('From Frame')}
    </Button>
  );
}

/** For people who hear the graph. @param box that the keyboard is at */
function selectedWords(store: ProfileStore, box: number): string {
  const { selected } = store.state.value;
  const window = store.answers.flame.value;
  if (selected === null || window === null) return '';
  const row = window.frame[box];
  const isHere = row !== undefined && isSameFrame(frameIn(window.frames, row), selected);
  const costs = isHere ? [...boxWords(window, box, store.state.value.flame.of), ...differenceWords(window, box)] : [];
  return [frameName(selected), ...costs].join('. ');
}
