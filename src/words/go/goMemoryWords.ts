import { t } from '@vscode/l10n';
import type { MemoryPartId, MemoryPartWords } from '../../shared/ports/runtime/runtimeMemory';

/** The parts of a Go process's memory: what each is, and what to do where it is too much. */
export function goMemoryWords(part: MemoryPartId): MemoryPartWords {
  return words[part]?.() ?? { label: part, explanation: '', advice: '' };
}

const words: Readonly<Record<MemoryPartId, () => MemoryPartWords>> = {
  live: () => ({
    label: t('live'),
    explanation: t('what the last collection found alive'),
    advice: t('Look for the lines that hold it in the heap profile: growth here is what leaks.'),
  }),
  garbage: () => ({
    label: t('garbage'),
    explanation: t('the rest of HeapInuse: garbage, new objects, gaps between objects'),
    advice: t('It comes back with the next collection: allocate less, or lower GOGC or GOMEMLIMIT to collect sooner.'),
  }),
  stacks: () => ({
    label: t('stacks'),
    explanation: t('stacks of goroutines and threads'),
    advice: t('It goes with the number of goroutines: look where they wait.'),
  }),
  runtime: () => ({
    label: t('runtime'),
    explanation: t('what the runtime needs itself'),
    advice: t('It goes with the size of the heap and the number of places that allocate: nothing to do by itself.'),
  }),
  idle: () => ({
    label: t('idle'),
    explanation: t('free pages that the runtime keeps for later'),
    advice: t(
      'No leak: the runtime hands them back little by little; debug.FreeOSMemory or GOMEMLIMIT does it sooner.',
    ),
  }),
  released: () => ({
    label: t('released'),
    explanation: t('free pages handed back to the operating system'),
    advice: t('Address space alone, no memory: nothing to do.'),
  }),
  outside: () => ({
    label: t('outside Go'),
    explanation: t('resident memory that the runtime does not know of: C code, mapped files, the program itself'),
    advice: t('No heap profile shows it: look at cgo and mmap, with the tools of the operating system.'),
  }),
};
