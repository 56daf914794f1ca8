import { l10n } from 'vscode';
import type { ProblemReport } from '../../../shared/wires/lspMessages';

/** What an address says that leads to a snapshot which was deleted. */
export function snapshotGone(): { readonly ok: false; readonly problem: ProblemReport } {
  return {
    ok: false,
    problem: {
      kind: 'not-found',
      message: l10n.t('The snapshot is not there any more.'),
      nextStep: l10n.t('Open another one from the list of services.'),
    },
  };
}
