import { evaluateUntil, press } from './driver';
import { box, fillBox, promptSays } from './quickInput';

/** Types into the input box that asks for a secret, and sees that it does not show it. */
export async function answerPrompt(prompt: string, text: string, isSecret = true): Promise<void> {
  await evaluateUntil(promptSays(prompt));
  const kind = JSON.stringify(isSecret ? 'password' : 'text');
  await evaluateUntil(`${box}?.type === ${kind} && ${box}.value === ''`);
  await fillBox(text);
  await press('Enter');
}
