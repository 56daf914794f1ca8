import { z } from 'zod';
import { plainText } from '../shared/base/said/plainText';
import type { ToolAnswer } from '../shared/model/agentTool';
import { toProblem } from '../shared/model/errors';
import type { AgentParts } from './agentParts';
import { AgentMistake } from './agentMistake';
import type { Answers } from './answers';

/** What a call has at hand. */
export interface ToolRun {
  readonly signal: AbortSignal;
  /** Tells a client that asked for it how far the call is, both in seconds. */
  readonly progress: (done: number, total: number, message: string) => void;
}

export interface ToolSpec<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** When to use it and when not, what comes back, what it costs the service. */
  readonly description: string;
  readonly input: Input;
  /** It changes nothing, of the service nor on this machine. */
  readonly readsOnly: boolean;
  /** The service that a call asks, null for one that asks none; left out where no call does. */
  readonly asks?: (input: z.infer<Input>) => string | null;
  readonly run: (input: z.infer<Input>, run: ToolRun) => string | Promise<string>;
}

/** A tool as whoever offers it sees it: one that takes whatever a model gives. */
export interface Tool extends Omit<ToolSpec<z.ZodObject>, 'run' | 'asks'> {
  /** Null where no service is asked, or where the input is none. */
  readonly asks: (input: unknown) => string | null;
  /** Whatever fails is an answer that says what to do instead, so that a model can mend its call. */
  readonly call: (input: unknown, run: ToolRun) => Promise<ToolAnswer>;
}

export function toolOf<Input extends z.ZodObject>(
  spec: ToolSpec<Input>,
  { answers, problemWords }: Pick<AgentParts, 'problemWords'> & { readonly answers: Answers },
): Tool {
  return {
    ...spec,
    asks(given) {
      const input = spec.input.safeParse(given);
      return input.success ? (spec.asks?.(input.data) ?? null) : null;
    },
    async call(given, run) {
      try {
        const input = spec.input.safeParse(given);
        if (!input.success) throw new AgentMistake(z.prettifyError(input.error));
        return { text: answers.begin(await spec.run(input.data, run)), failed: false };
      } catch (error) {
        return { text: failureWords(error, problemWords), failed: true };
      }
    },
  };
}

function failureWords(error: unknown, words: AgentParts['problemWords']): string {
  if (error instanceof AgentMistake) return plainText(error.message, 1_000);
  const problem = toProblem(error, 'leaklens');
  return plainText(`${words.message(problem)} ${words.nextStep(problem) ?? ''}`.trim(), 1_000);
}
