import { t } from '@vscode/l10n';
import { formatBytes } from '../../shared/base/units';
import type { DumpHolders, DumpNames } from '../../shared/model/go/dumpHolders';

/** What a person must know of a heap dump, before its numbers. */
export function heapDumpNotes({ goVersion, isWhole, names, unreached }: DumpHolders): readonly string[] {
  return [
    t(
      'Retention, from a heap dump of {0}: who holds what, the root outermost, and innermost the line that allocated it. What several hold is counted once, under all of them.',
      goVersion,
    ),
    ...(isWhole ? [] : [t('The file is cut off: what its end would tell is missing.')]),
    ...nameNotes(names),
    ...(unreached.bytes === 0
      ? []
      : [t('{0} more is garbage that was not collected yet, or held by cleanups.', formatBytes(unreached.bytes))]),
  ];
}

function nameNotes(names: DumpNames): readonly string[] {
  switch (names) {
    case 'known':
      return [];
    case 'no-program':
      return [
        t('Variables have no names: put the program beside the dump, or name it (leaklens holders --executable).'),
      ];
    case 'other-program':
      return [t('Variables have no names: the program is another build than the one that wrote the dump.')];
    case 'stripped':
      return [t('Variables have no names: the program has no table of symbols (-ldflags=-s).')];
    case 'no-go':
      return [t('Variables have no names: go, which reads the table of symbols, is not on the PATH.')];
  }
}
