import { t } from '@vscode/l10n';
import { fineDurationWords } from '../../../shared/base/durationWords';
import { formatCount } from '../../../shared/base/units';

/** Measured with goref 0.0.11 and Go 1.26 on two shared cores: 18,000 objects 1.3 s, 270,000 3.1 s, 2.7 million 43 s. */
const beginsSeconds = 1.2;
const secondsAnObject = { least: 6e-6, most: 16e-6 };

/** What it costs the process, in one sentence. @param objects on its heap; null where nobody has counted them */
export function expectedPause(objects: number | null): string {
  if (objects === null)
    return t(
      'The whole process stands still while goref reads its memory, health checks and leases with it: a second, and 6 to 16 s more for each million objects. With --url it is told how many there are.',
    );
  const seconds = (each: number) => fineDurationWords(beginsSeconds + objects * each, t);
  return t(
    'The whole process stands still while goref reads its memory, health checks and leases with it: for {0} objects some {1} to {2}.',
    formatCount(objects),
    seconds(secondsAnObject.least),
    seconds(secondsAnObject.most),
  );
}
