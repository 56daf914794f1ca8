// The view of a profile as a person works it: what is to be seen, and what is pressed.
import { evaluateInWebview } from './driver';
import { until } from '../until';

/** Waits in the view of the profile until an expression is true of it. */
export async function seen(expression: string): Promise<void> {
  const isSo = async () => (await evaluateInWebview('.profile', `!!(${expression})`).catch(goneMeanwhile)) === true;
  await until(`the view of the profile: ${expression}`, isSo);
}

/** One tab gives way to another: what was found there is not there any more. */
function goneMeanwhile(thrown: unknown): false {
  if (thrown instanceof Error && thrown.message.includes('Frame was detached')) return false;
  throw thrown;
}

export function act(expression: string): Promise<unknown> {
  return evaluateInWebview('.profile', expression);
}

export const tab = (name: string) =>
  `[...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === '${name}')`;
export const row = (name: string) =>
  `[...document.querySelectorAll('.grid-row')].find((row) => row.textContent.includes('${name}'))`;
export const button = (text: string) =>
  `[...document.querySelectorAll('vscode-button')].find((button) => button.textContent === '${text}')`;

export async function showTop(): Promise<void> {
  await seen(tab('Top'));
  await act(`${tab('Top')}.click()`);
}
