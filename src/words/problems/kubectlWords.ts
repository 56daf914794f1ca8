import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** What kubectl did not do. */
export function kubectlMessage({ subject, detail, forward }: Problem): string {
  switch (forward) {
    case 'pod-gone':
      return t('“{0}” failed: the pod is gone.', subject);
    case 'nothing-listens':
      return t('“{0}” leads nowhere: nothing listens at this port of the pod.', subject);
    case 'port-taken':
      return t('“{0}” failed: another program on this machine has taken the local port.', subject);
    default:
      // kubectl likes to end with a question.
      return t('“{0}” failed: {1}.', subject, detail.replace(/\?$/, ''));
  }
}

/** What to do about it. */
export function kubectlStep({ forward }: Problem): string {
  switch (forward) {
    case 'pod-gone':
      return t('Connect again and choose one of the pods that run now.');
    case 'nothing-listens':
      return t('Check whether the service in the pod has started, and whether pprof is served at another port.');
    case 'port-taken':
      return t('End the other program, or disconnect and choose the pod again.');
    default:
      return t('Check that kubectl is installed and that its context reaches the cluster.');
  }
}
