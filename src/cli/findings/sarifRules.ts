import { t } from '@vscode/l10n';
import { findingKinds, type FindingKind } from '../../shared/model/finding';

interface RuleWords {
  readonly name: string;
  readonly short: string;
  readonly help: string;
}

/** A rule for each kind of finding, in the order of `findingKinds`, as SARIF 2.1.0 has them (3.49 reportingDescriptor). */
export function sarifRules(): readonly Record<string, unknown>[] {
  return findingKinds.map((kind) => {
    const { name, short, help } = ruleWords(kind);
    return {
      id: kind,
      name,
      shortDescription: { text: short },
      fullDescription: { text: short },
      help: { text: help },
      defaultConfiguration: { level: kind === 'retained-by-runtime' ? 'none' : 'warning' },
    };
  });
}

function ruleWords(kind: FindingKind): RuleWords {
  switch (kind) {
    case 'goroutine-leak':
      return {
        name: 'GoroutineLeak',
        short: t('Goroutines wait on this line and their number grows.'),
        help: t(
          'A goroutine that waits for ever is never freed, and neither is what it refers to. Give each wait a way out: a closed channel, a buffer, or a case on ctx.Done().',
        ),
      };
    case 'heap-growth':
      return {
        name: 'HeapGrowth',
        short: t('Memory that this line allocates is kept, and grows after each collection.'),
        help: t(
          'Look for what keeps it: a map, slice or cache that is filled and never emptied, or a goroutine that never ends.',
        ),
      };
    case 'map-capacity':
      return {
        name: 'MapCapacity',
        short: t('A map keeps the memory of entries that are gone.'),
        help: t('A Go map never shrinks. Copy what is left into a new map where the memory matters.'),
      };
    case 'retained-by-runtime':
      return {
        name: 'RetainedByRuntime',
        short: t('The process looks big because the runtime keeps free pages: no leak.'),
        help: t('The runtime returns idle pages bit by bit, or at once with debug.FreeOSMemory.'),
      };
    case 'stack-growth':
      return {
        name: 'StackGrowth',
        short: t('The stacks of goroutines take more and more memory.'),
        help: t('Look for goroutines that pile up, and for deep recursion.'),
      };
    case 'native-growth':
      return {
        name: 'NativeGrowth',
        short: t('The process grows outside the Go runtime.'),
        help: t('Look at cgo, mmap, threads and libraries outside Go; the heap profile cannot show it.'),
      };
  }
}
