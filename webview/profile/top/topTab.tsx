import { t } from '@vscode/l10n';
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { TopColumn, TopQuery, TopWindow } from '../../../src/shared/model/views/topView';
import { plainText } from '../../../src/shared/base/said/plainText';
import { formatCount } from '../../../src/shared/base/units';
import { Button, Dropdown, TextField } from '../../base/controls';
import { frameIn, isSameFrame } from '../frameWords';
import { granularityName } from '../granularityName';
import type { ProfileStore } from '../profileStore';
import { RowWindow } from './rowWindow';
import { rowId, TopRow } from './topRow';

/** Rows that are asked for at once. */
const page = 200;

interface RowsSeen {
  readonly rows: RowWindow['rows'];
  /** Pixels of the whole table. */
  readonly height: number;
}

/** What costs most, as a table of any length. */
export function TopTab({ store }: { readonly store: ProfileStore }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<RowWindow | null>(null);
  const seen = useSignal<RowsSeen>({ rows: [], height: 0 });
  const first = useSignal(0);
  const window = store.answers.top.value;

  useEffect(() => {
    if (scroller.current === null) return undefined;
    const made = new RowWindow(scroller.current, () => {
      seen.value = { rows: made.rows, height: made.height };
      first.value = pageOf(made);
    });
    rows.current = made;
    return () => made.dispose();
  }, []);
  useSignalEffect(() => {
    store.ask('top', { ...store.top.value, noLabel: t('(none)'), first: first.value, count: page, copy: 'none' });
  });
  useSignalEffect(() => rows.current?.setCount(store.answers.top.value?.rowCount ?? 0));

  const selected = window === null ? -1 : selectedRow(store, window);
  return (
    <div class="top">
      <TopControls store={store} />
      <div
        class="grid"
        role="grid"
        aria-label={t('What costs most')}
        aria-rowcount={(window?.rowCount ?? 0) + 1}
        aria-colcount={7}
        tabIndex={0}
        {...(selected >= 0 && { 'aria-activedescendant': rowId(selected) })}
        ref={scroller}
        onKeyDown={(event) => {
          if (window !== null && moveSelection(event, { store, window, rows: rows.current })) event.preventDefault();
        }}
      >
        <Header store={store} />
        <div class="grid-room" role="presentation" style={{ height: `${String(seen.value.height)}px` }}>
          {window !== null &&
            seen.value.rows.map(({ index, start }) => (
              <TopRow key={index} store={store} window={window} index={index} top={start} />
            ))}
        </div>
      </div>
      {window?.rowCount === 0 && <p class="note">{t('No row matches.')}</p>}
    </div>
  );
}

/** The first row to be asked for, so that what is seen lies in the middle of it. */
function pageOf(rows: RowWindow): number {
  const top = rows.rows[0]?.index ?? 0;
  const half = page / 2;
  return Math.max(0, Math.floor(top / half) * half - half / 2);
}

function TopControls({ store }: { readonly store: ProfileStore }) {
  const top = store.top.value;
  const window = store.answers.top.value;
  const copy = (format: TopQuery['copy']) =>
    store.ask('top', { ...top, noLabel: t('(none)'), first: 0, count: page, copy: format });
  return (
    <div class="controls">
      <RowsBy store={store} />
      <TextField
        class="search"
        label={t('Filter names and files by a regular expression')}
        placeholder={t('Filter')}
        value={top.filter}
        onInput={(filter) => store.setTop({ filter })}
        onEscape={() => store.setTop({ filter: '' })}
      />
      <span class="found" role="status">
        {window === null ? '' : window.rowCount === 1 ? t('1 row') : t('{0} rows', formatCount(window.rowCount))}
      </span>
      <span class="spring" />
      <Button secondary label={t('Copy the table as text')} onPress={() => copy('text')}>
        {t('Copy')}
      </Button>
      <Button secondary label={t('Copy the table as comma-separated values')} onPress={() => copy('csv')}>
        CSV
      </Button>
      <Button secondary label={t('Copy the table as Markdown')} onPress={() => copy('markdown')}>
        Markdown
      </Button>
    </div>
  );
}

/** What makes a row: what every tab goes by, or the values of a label. */
function RowsBy({ store }: { readonly store: ProfileStore }) {
  const keys = store.about?.labelKeys ?? [];
  if (keys.length === 0) return null;
  const { label } = store.top.value;
  return (
    <Dropdown
      label={t('What makes a row')}
      value={label}
      options={[
        { value: '', text: granularityName(store.scope.value.granularity) },
        ...keys.map((key) => ({ value: key, text: t('by label {0}', plainText(key, longestKey)) })),
      ]}
      onChoose={(chosen) => {
        if (chosen !== label) store.setTop({ label: chosen });
      }}
    />
  );
}

const longestKey = 60;

interface Column {
  readonly name: string;
  readonly explained: string;
  readonly sort: TopColumn | null;
  readonly isNumber: boolean;
}

function columns(): readonly Column[] {
  return [
    { name: 'flat', explained: t('what the row costs itself'), sort: 'flat', isNumber: true },
    { name: 'flat%', explained: t('the same as a share of the whole profile'), sort: null, isNumber: true },
    { name: 'sum%', explained: t('flat of this row and all above it'), sort: null, isNumber: true },
    { name: 'cum', explained: t('what the row costs with all that it calls'), sort: 'cum', isNumber: true },
    { name: 'cum%', explained: t('the same as a share of the whole profile'), sort: null, isNumber: true },
    { name: t('name'), explained: t('the function, file, package or label'), sort: 'name', isNumber: false },
    { name: t('place'), explained: t('the file, and the line where there is one'), sort: 'place', isNumber: false },
  ];
}

function Header({ store }: { readonly store: ProfileStore }) {
  const { sort, descending } = store.state.value.top;
  const chosen = (column: TopColumn) =>
    store.setTop({ sort: column, descending: column === sort ? !descending : column === 'flat' || column === 'cum' });
  return (
    <div class="grid-head" role="row" aria-rowindex={1}>
      {columns().map((column) => {
        const isSorted = column.sort === sort;
        const order = isSorted ? (descending ? 'descending' : 'ascending') : 'none';
        return (
          <div
            key={column.name}
            role="columnheader"
            class={column.isNumber ? 'cell number' : 'cell'}
            title={column.explained}
            {...(column.sort === null ? {} : { 'aria-sort': order })}
          >
            {column.sort === null ? (
              column.name
            ) : (
              <button type="button" onClick={() => column.sort !== null && chosen(column.sort)}>
                {column.name}
                <span aria-hidden="true">{isSorted ? (descending ? ' ▾' : ' ▴') : ''}</span>
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

interface Shown {
  readonly store: ProfileStore;
  readonly window: TopWindow;
  readonly rows: RowWindow | null;
}

/** In the whole table; -1 where it is none of the rows that are known. */
function selectedRow(store: ProfileStore, window: TopWindow): number {
  const { selected } = store.state.value;
  const at = Array.from(window.flat.keys()).find((row) => isSameFrame(selected, frameIn(window.frames, row)));
  return at === undefined ? -1 : window.first + at;
}

/** Up, down, a page, to either end. @returns whether the key was one of these */
function moveSelection(event: KeyboardEvent, { store, window, rows }: Shown): boolean {
  const { selected } = store.state.value;
  const current = selectedRow(store, window);
  const step = Math.max(1, Math.floor((rows?.rows.length ?? 1) / 2));
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: step, PageUp: -step };
  const ends: Readonly<Record<string, number>> = { Home: 0, End: window.rowCount - 1 };
  if (event.key === 'Enter' && selected !== null && store.top.value.label === '') {
    store.goTo(selected);
    return true;
  }
  const wanted = ends[event.key] ?? (steps[event.key] === undefined ? null : current + (steps[event.key] ?? 0));
  if (wanted === null) return false;
  const row = Math.max(0, Math.min(window.rowCount - 1, wanted));
  rows?.showRow(row);
  const inWindow = row - window.first;
  if (inWindow >= 0 && inWindow < window.flat.length) store.select(frameIn(window.frames, inWindow));
  return true;
}
