import type { ProblemReport } from '../../shared/wires/lspMessages';
import { problemText } from './problemText';
import { showError } from './prompts';

/**
 * Says what went wrong and what to do next, with buttons. Nothing is said of what a person cancelled.
 * @returns the button pressed, undefined when the message was closed
 */
export async function showProblem<B extends string>(
  problem: ProblemReport,
  buttons: readonly B[],
): Promise<B | undefined> {
  if (problem.kind === 'cancelled') return undefined;
  return showError(problemText(problem), ...buttons);
}
