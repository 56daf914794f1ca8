import { t } from '@vscode/l10n';
import { useSignalEffect } from '@preact/signals';
import type { PeekSide, PeekWindow } from '../../../src/shared/model/views/peekView';
import { saidAmount, shareText } from '../../../src/shared/base/profileAmounts';
import { frameIn, frameName, ownerIn, placeText } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { PeekGraph } from './peekGraph';

/** More than anybody reads. */
const limit = 500;

/** Callers and callees of one frame, what each of them costs beside it. */
export function PeekTab({ store }: { readonly store: ProfileStore }) {
  useSignalEffect(() => {
    store.ask('peek', { frame: store.state.value.selected, limit });
  });
  const window = store.answers.peek.value;
  if (window === null) return null;
  if (window.frame === null) {
    return <p class="note">{t('The selected frame is not in the profile as it is refined. Select another one.')}</p>;
  }
  return (
    <div class="peek">
      <PeekGraph store={store} window={window} frame={window.frame} />
      <Side store={store} window={window} side={window.callers} heading={t('Callers')} none={t('Nothing calls it.')} />
      <section class="peek-self" aria-label={t('The frame itself')}>
        <h2>{frameName(window.frame)}</h2>
        <p>{placeText(window.frame)}</p>
        <p>
          {t(
            'itself {0} ({1}), with all that it calls {2} ({3})',
            saidAmount(window, window.flat),
            shareText(window.flat, window.total),
            saidAmount(window, window.cum),
            shareText(window.cum, window.total),
          )}
        </p>
      </section>
      <Side store={store} window={window} side={window.callees} heading={t('Callees')} none={t('It calls nothing.')} />
    </div>
  );
}

interface SideProps {
  readonly store: ProfileStore;
  readonly window: PeekWindow;
  readonly side: PeekSide;
  readonly heading: string;
  readonly none: string;
}

function Side({ store, window, side, heading, none }: SideProps) {
  const rows = Array.from(side.value.keys());
  return (
    <section class="peek-side" aria-label={heading}>
      <h2>
        {heading} <span class="count">{side.count}</span>
      </h2>
      {rows.length === 0 ? (
        <p class="note">{none}</p>
      ) : (
        <table aria-label={heading}>
          <thead>
            <tr>
              <th scope="col">{t('cost')}</th>
              <th scope="col">{t('of it')}</th>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('place')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PeekRow key={row} store={store} window={window} side={side} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {side.count > rows.length && <p class="note">{t('{0} more are not shown.', side.count - rows.length)}</p>}
    </section>
  );
}

function PeekRow({ store, window, side, row }: Omit<SideProps, 'heading' | 'none'> & { readonly row: number }) {
  const frame = frameIn(side.frames, row);
  const value = side.value[row] ?? 0;
  return (
    <tr class={`owner-${ownerIn(side.frames, row)}`}>
      <td class="number">{saidAmount(window, value)}</td>
      <td class="number">
        <span class="bar" style={{ width: `${String(barWidth(value, window.cum))}px` }} aria-hidden="true" />
        {shareText(value, window.cum)}
      </td>
      <td>
        <button type="button" class="link" onClick={() => store.select(frame)}>
          {frameName(frame)}
        </button>
        {side.inlined[row] === 1 && <span class="count"> {t('inlined')}</span>}
      </td>
      <td class="place">{placeText(frame)}</td>
    </tr>
  );
}

/** Pixels of the widest bar. */
const widestBar = 60;

function barWidth(value: number, cum: number): number {
  return cum === 0 ? 0 : Math.round(Math.min(1, Math.abs(value / cum)) * widestBar);
}
