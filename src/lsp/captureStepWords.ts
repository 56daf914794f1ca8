import { t } from '@vscode/l10n';
import type { CaptureStep } from '../shared/ports/engine/engineApi';
import type { Runtimes } from '../shared/ports/runtime/runtime';

/** What a capture does next, in words. */
export function captureStepWords({ runtime, asks }: CaptureStep, runtimes: Runtimes): string {
  return asks === null ? t('saving') : runtimes.of(runtime).words.capability(asks).name;
}
