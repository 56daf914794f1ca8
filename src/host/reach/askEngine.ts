import type { Message, Outcome } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import { showProblem } from '../base/problemMessage';
import { withProgress } from '../base/prompts';

/** One question to the engine, with progress that can be cancelled. */
export interface Question<P, T> {
  readonly title: string;
  readonly message: Message<P, Outcome<T>>;
  readonly params: P;
}

export function askWithProgress<P, T>(
  engine: Pick<EngineClient, 'ask'>,
  { title, message, params }: Question<P, T>,
): Promise<Outcome<T>> {
  return Promise.resolve(withProgress(title, (_progress, token) => engine.ask(message, params, token)));
}

/** The answer, or null once what went wrong was said. */
export async function answerOrSay<P, T>(
  engine: Pick<EngineClient, 'ask'>,
  question: Question<P, T>,
): Promise<T | null> {
  const outcome = await askWithProgress(engine, question);
  if (outcome.ok) return outcome.value;
  await showProblem(outcome.problem, []);
  return null;
}
