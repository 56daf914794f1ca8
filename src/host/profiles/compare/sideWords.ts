import { l10n } from 'vscode';
import { describeTime } from '../../targets/targetWords';
import { liveProfileName } from '../live/liveProfileWords';
import { fileName, type ComparedSide } from '../profileAddress';

/** What one side of a difference is called, with what it is of. */
export function sideName(side: ComparedSide): string {
  switch (side.kind) {
    case 'file':
      return fileName(side.path);
    case 'snapshot':
      return `${keptProfileName(side.file)} ${side.name}`;
    case 'past':
      return `${side.name} ${keptProfileName(side.file)} ${describeTime(side.atMillis)}`;
    case 'live':
      return l10n.t('{0} (live)', `${side.name} ${liveProfileName(side.profile)}`);
  }
}

/** What the profile in a file of a snapshot or of a kept moment is called. */
export function keptProfileName(file: string): string {
  return file === dumpFile ? l10n.t('goroutines, one by one') : file.replace(/\.pb\.gz$/, '');
}

/** The goroutines of a snapshot one by one, which no profile tells of. */
export const dumpFile = 'goroutine.txt';
