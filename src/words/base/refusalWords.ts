import { t } from '@vscode/l10n';
import type { Refusal } from '../../shared/model/target/capabilities';
import type { NotOffered } from '../../shared/model/snapshot';

/** What a service does not offer, and why, in one sentence: `No goroutine profile here: HTTP 403 Forbidden.` */
export function refusalWords({ kind, problem }: Refusal): string {
  return notOfferedWords({ kind, why: problem.detail });
}

/** The same of what a snapshot does not hold. */
export function notOfferedWords({ kind, why: said }: NotOffered): string {
  // The service's own words may bring a full stop of their own. Those that were redacted are empty.
  const why = said.replace(/[.\s]+$/, '') || t('not offered');
  switch (kind) {
    case 'heap':
      return t('No heap profile here: {0}.', why);
    case 'goroutines':
      return t('No goroutine profile here: {0}.', why);
    case 'memory':
      return t('No memory statistics here: {0}.', why);
    case 'stacks':
      return t('No goroutine stacks with states and ages here: {0}.', why);
  }
}
