import { t } from '@vscode/l10n';
import type { RuleWords } from '../../shared/ports/runtime/runtime';
import type { FindingKind } from '../../shared/model/finding';

/** A kind of finding as a rule that code is held to. */
export function goRuleWords(kind: FindingKind): RuleWords {
  return rules[kind]?.() ?? { name: kind, short: kind, help: '' };
}

const rules: Readonly<Record<FindingKind, () => RuleWords>> = {
  'goroutine-leak': () => ({
    name: 'GoroutineLeak',
    short: t('Goroutines wait on this line and their number grows.'),
    help: t(
      'A goroutine that waits for ever is never freed, and neither is what it refers to. Give each wait a way out: a closed channel, a buffer, or a case on ctx.Done().',
    ),
  }),
  'heap-growth': () => ({
    name: 'HeapGrowth',
    short: t('Memory that this line allocates is kept, and grows after each collection.'),
    help: t(
      'Look for what keeps it: a map, slice or cache that is filled and never emptied, or a goroutine that never ends.',
    ),
  }),
  'map-capacity': () => ({
    name: 'MapCapacity',
    short: t('A map keeps the memory of entries that are gone.'),
    help: t('A Go map never shrinks. Copy what is left into a new map where the memory matters.'),
  }),
  'retained-by-runtime': () => ({
    name: 'RetainedByRuntime',
    short: t('The process looks big because the runtime keeps free pages: no leak.'),
    help: t('The runtime returns idle pages bit by bit, or at once with debug.FreeOSMemory.'),
  }),
  'stack-growth': () => ({
    name: 'StackGrowth',
    short: t('The stacks of goroutines take more and more memory.'),
    help: t('Look for goroutines that pile up, and for deep recursion.'),
  }),
  'native-growth': () => ({
    name: 'NativeGrowth',
    short: t('The process grows outside the Go runtime.'),
    help: t('Look at cgo, mmap, threads and libraries outside Go; the heap profile cannot show it.'),
  }),
};
