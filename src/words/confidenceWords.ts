import { t } from '@vscode/l10n';
import type { Confidence, Finding, FindingStatus } from '../shared/finding';

/** One word for how sure a verdict is. */
export const tierNames: Readonly<Record<Confidence, () => string>> = {
  proven: () => t('proven'),
  probable: () => t('probable'),
  possible: () => t('possible'),
  info: () => t('explanation'),
};

/** How sure a verdict is, and why: `proven: the Go runtime says so`. */
export function confidenceWords({ confidence, kind, course }: Pick<Finding, 'confidence' | 'kind' | 'course'>): string {
  switch (confidence) {
    case 'proven':
      return t('proven: the Go runtime says so');
    case 'probable':
      if (course?.standing === 'stands') return t('probable: all of it is still there, though it grows no more');
      return kind === 'map-capacity'
        ? t('probable: the entries are gone, the memory is not')
        : t('probable: it grows steadily and does not follow load');
    case 'possible':
      return t('possible: it may leak; watch longer to be sure');
    case 'info':
      return t('explanation: no leak');
  }
}

export const statusNames: Readonly<Record<FindingStatus, () => string>> = {
  new: () => t('new'),
  grown: () => t('grown'),
  unchanged: () => t('unchanged'),
  fixed: () => t('fixed'),
};
