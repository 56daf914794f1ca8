import { t } from '@vscode/l10n';
import { useSignal, useSignalEffect } from '@preact/signals';
import type { ProfileStore } from '../profileStore';
import { MemoryArea } from './memoryArea';
import { MemoryBar } from './memoryBar';
import { MemoryTable } from './memoryTable';
import { momentWords } from './memoryWords';

/** Where the memory of the process is: parts that add up, what each is and what to do; and the same over time. */
export function MemoryTab({ store }: { readonly store: ProfileStore }) {
  const looked = useSignal<number | null>(null);
  useSignalEffect(() => {
    if (store.edition.value > 0) store.askMemory();
  });
  const memory = store.memory.value;
  if (memory === null) return <p class="note">{t('Counting…')}</p>;
  const last = memory.atMillis.length - 1;
  if (last < 0) return <p class="note">{t('The service tells nothing of its memory.')}</p>;
  const at = Math.min(looked.value ?? last, last);
  return (
    <div class="memory">
      <h2>{momentWords(memory.atMillis[at] ?? 0, at === last)}</h2>
      <MemoryBar memory={memory} at={at} />
      <MemoryTable memory={memory} at={at} />
      {last > 0 && <MemoryArea memory={memory} at={at} onLook={(moment) => (looked.value = moment)} />}
    </div>
  );
}
