import { t } from '@vscode/l10n';
import type { Confidence, Finding, FindingStatus } from '../../shared/model/finding';

/** One word for how sure a verdict is. */
export const tierNames: Readonly<Record<Confidence, () => string>> = {
  proven: () => t('proven'),
  probable: () => t('probable'),
  possible: () => t('possible'),
  info: () => t('explanation'),
};

/** How sure a verdict is, and why: `proven: the Go runtime says so`. */
export function confidenceWords({ confidence, course }: Pick<Finding, 'confidence' | 'course'>): string {
  switch (confidence) {
    case 'proven':
      return t('proven: the Go runtime says so');
    case 'probable':
      if (course?.standing === 'left') return t('probable: the tests are over, and it is still there');
      if (course?.standing === 'stands') return t('probable: all of it is still there, though it grows no more');
      return t('probable: it grows steadily and does not follow load');
    case 'possible':
      if (course?.standing === 'left')
        return t('possible: the tests are over, and it is still there; it may be meant to stay');
      return t('possible: it may leak; watch longer to be sure');
    case 'info':
      return t('explanation: no leak');
  }
}

export const statusNames: Readonly<Record<FindingStatus, () => string>> = {
  new: () => t('new'),
  grown: () => t('grown'),
  growing: () => t('still growing'),
  unchanged: () => t('unchanged'),
  fixed: () => t('fixed'),
};
