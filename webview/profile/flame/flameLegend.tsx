import { t } from '@vscode/l10n';
import type { FlameWindow } from '../../../src/shared/model/views/flameView';
import type { ProfileStore } from '../profileStore';
import { boxChanges, changeMarks, changeName, type BoxChange } from './boxChange';
import { changeColor, flameTone } from './flameColors';

/** What the colours, edges and marks of a difference mean. */
export function FlameLegend({ store, window }: { readonly store: ProfileStore; readonly window: FlameWindow }) {
  const tone = flameTone(store.theme.value);
  const hasNoise = window.compared !== null && window.compared.noise !== null;
  return (
    <ul class="legend" aria-label={t('What the boxes of a difference are')}>
      {boxChanges
        .filter((change) => hasNoise || change !== 'noise')
        .map((change) => (
          <li key={change} {...explained(change)}>
            <span
              class={`swatch ${change}`}
              aria-hidden="true"
              style={tone.highContrast ? {} : { background: changeColor(tone, change, 1), color: tone.foreground }}
            >
              {changeMarks[change]}
            </span>
            {changeName(change)}
          </li>
        ))}
      <li>{t('width: all that has changed, whichever way')}</li>
    </ul>
  );
}

function explained(change: BoxChange): { readonly title?: string } {
  if (change !== 'noise') return {};
  return {
    title: t('A heap profile is sampled: less than three standard deviations of that is no change that it shows.'),
  };
}
