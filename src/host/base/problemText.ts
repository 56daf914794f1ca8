import { l10n } from 'vscode';
import type { ProblemReport } from '../../shared/wires/lspMessages';

/** Both sentences of a problem, what went wrong and what to do next, joined as the editor's language joins sentences. */
export function problemText({ message, nextStep }: ProblemReport): string {
  return nextStep === '' ? message : l10n.t('{0} {1}', message, nextStep);
}
