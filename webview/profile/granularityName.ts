import { t } from '@vscode/l10n';
import type { granularities } from '../../src/shared/model/views/viewScope';

/** What makes one frame, for a person. */
export function granularityName(granularity: (typeof granularities)[number]): string {
  switch (granularity) {
    case 'function':
      return t('by function');
    case 'line':
      return t('by line');
    case 'file':
      return t('by file');
    case 'package':
      return t('by package');
  }
}
