import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { EvidenceName, ProbeName } from '../../shared/model/finding';
import type { ProbeWords } from '../../shared/model/probeWords';

/** What can be tried at a node to know more of a finding, with its cost. */
export function beamProbeWords(probe: ProbeName): ProbeWords | null {
  switch (probe) {
    case 'collect':
      return {
        title: t('Tell Held Memory from Garbage'),
        cost: t(
          'The garbage of this one process is collected now. It stops meanwhile: about 1.5 ms for each megabyte of its heap. It loses nothing.',
        ),
        button: t('Collect Its Garbage'),
        doing: t('collecting the garbage of the process'),
      };
    case 'trace-monitors':
      return {
        title: t('Find the Line That Monitors'),
        cost: t(
          'Calls of monitor/2 in this one process are traced for three seconds, or until there were 20. Code is evaluated in the node for that; each traced call takes some microseconds more, and the trace ends by itself.',
        ),
        button: t('Trace'),
        doing: t('tracing the calls of monitor/2'),
      };
    default:
      return null;
  }
}

/** What came of it, a sentence each; null for numbers that are no answer. */
export function probedWords(name: EvidenceName, value: number): string | null {
  switch (name) {
    case 'collected-before':
      return t('Its garbage was collected because somebody asked for it: {0} before.', formatBytes(value));
    case 'collected-after':
      return t('{0} were left.', formatBytes(value));
    case 'collected-held':
      return t('Held: something refers to it, and no collection frees it.');
    case 'collected-garbage':
      return t('Garbage: it only waited to be collected, and is no leak.');
    case 'traced-calls':
      return t('Its calls of monitor/2 were traced because somebody asked for it: {0} were seen.', formatCount(value));
    case 'traced-here':
      return t('{0} of them came from this line.', formatCount(value));
    case 'traced-elsewhere':
      return t('{0} of them came from a line outside of the workspace.', formatCount(value));
    case 'traced-none':
      return t(
        'Its calls of monitor/2 were traced because somebody asked for it: there were none in {0}.',
        durationWords(value, t),
      );
    default:
      return null;
  }
}
