import { t } from '@vscode/l10n';
import { formatCount } from '../../../src/shared/base/units';
import { ageWords } from './groupWords';

/** Pixels of the highest bar, and of what is not nothing. */
const highest = 14;
const lowest = 2;

/** How long goroutines wait, as a small histogram: each row of ages against the one of most goroutines. */
export function AgeBars({ ages }: { readonly ages: readonly number[] }) {
  const most = Math.max(...ages, 1);
  const words = ages.flatMap((count, row) => (count === 0 ? [] : [t('{0}: {1}', ageWords(row), formatCount(count))]));
  return (
    <span class="age-bars" role="img" aria-label={words.join('; ')} title={words.join('\n')}>
      {ages.map((count, row) => (
        <span
          key={row}
          class={count === 0 ? 'age-bar none' : 'age-bar'}
          style={{ height: `${String(count === 0 ? 1 : Math.max(lowest, Math.round((count / most) * highest)))}px` }}
        />
      ))}
    </span>
  );
}
