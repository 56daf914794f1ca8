import { t } from '@vscode/l10n';
import type { CaptureStep } from '../shared/ports/engineApi';

/** What a capture does next, in words. */
export function captureStepWords(step: CaptureStep): string {
  switch (step) {
    case 'heap':
      return t('heap profile');
    case 'memory':
      return t('memory statistics');
    case 'goroutines':
      return t('goroutine profile');
    case 'stacks':
      return t('goroutine stacks');
    case 'saving':
      return t('saving');
  }
}
