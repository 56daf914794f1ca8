import { t } from '@vscode/l10n';
import { fineDurationWords } from '../../../shared/base/durationWords';
import { gorefPause } from '../../../shared/base/gorefPause';
import { formatCount } from '../../../shared/base/units';

/** What it costs the process, in one sentence. @param objects on its heap; null where nobody has counted them */
export function expectedPause(objects: number | null): string {
  if (objects === null)
    return t(
      'The whole process stands still while goref reads its memory, health checks and leases with it: a second, and 6 to 16 s more for each million objects. With --url it is told how many there are.',
    );
  const { least, most } = gorefPause(objects);
  return t(
    'The whole process stands still while goref reads its memory, health checks and leases with it: for {0} objects some {1} to {2}.',
    formatCount(objects),
    fineDurationWords(least, t),
    fineDurationWords(most, t),
  );
}
