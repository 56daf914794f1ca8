import { t } from '@vscode/l10n';
import type { MemoryView } from '../../../src/shared/model/views/memoryView';
import { bytesText, partsAt, shareOf, totalOf, type PartNow } from './memoryWords';

/** Below this share a part has no room for its name. */
const leastNamed = 0.08;

/** All parts as one bar that adds up. */
export function MemoryBar({ memory, at }: { readonly memory: MemoryView; readonly at: number }) {
  const parts = partsAt(memory, at).filter(({ bytes }) => (bytes ?? 0) > 0);
  const total = totalOf(parts);
  const words = parts.map((part) => wordsOf(part, total)).join('; ');
  return (
    <div class="memory-bar" role="img" aria-label={t('{0} in all: {1}', bytesText(total), words)}>
      {parts.map((part) => (
        <span
          key={part.id}
          class={part.isResident ? 'memory-part' : 'memory-part not-resident'}
          style={{ flexGrow: String((part.bytes ?? 0) / total), '--part': part.color }}
          title={wordsOf(part, total)}
        >
          {(part.bytes ?? 0) / total >= leastNamed && <span>{part.label}</span>}
        </span>
      ))}
    </div>
  );
}

function wordsOf({ label, bytes }: PartNow, total: number): string {
  return `${label} ${bytesText(bytes)} (${shareOf(bytes, total)})`;
}
