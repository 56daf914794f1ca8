import { t } from '@vscode/l10n';
import type { MemoryView } from '../../../src/shared/model/views/memoryView';
import { bytesText, partsAt, shareOf, totalOf } from './memoryWords';

/** Each part with what it is and what to do about it, and what all add up to. */
export function MemoryTable({ memory, at }: { readonly memory: MemoryView; readonly at: number }) {
  const parts = partsAt(memory, at);
  const total = totalOf(parts);
  return (
    <table class="memory-table" aria-label={t('Parts of the memory')}>
      <thead class="unseen">
        <tr>
          {[t('part'), t('bytes'), t('share'), t('what it is, and what to do')].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <th scope="row">
              <span
                class={part.isResident ? 'memory-swatch' : 'memory-swatch not-resident'}
                style={{ '--part': part.color }}
                aria-hidden="true"
              />
              {part.label}
            </th>
            <td class="number">{bytesText(part.bytes)}</td>
            <td class="number">{shareOf(part.bytes, total)}</td>
            <td>
              {part.explanation}. <span class="count">{part.advice}</span>
            </td>
          </tr>
        ))}
        <tr class="memory-total">
          <th scope="row">{t('total')}</th>
          <td class="number">{bytesText(total)}</td>
          <td />
          <td>{t('all that the runtime took from the operating system, and what the process has beside it')}</td>
        </tr>
      </tbody>
    </table>
  );
}
