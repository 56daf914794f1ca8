import { z } from 'zod';
import { AgentMistake } from './agentMistake';
import type { Answers } from './answers';

/** The way to what an answer had no room for. */
export const readMoreTool = (answers: Answers) => ({
  name: 'read_more',
  title: 'Read more of an answer',
  description: 'The rest of an answer that was cut, as its last line says. Asks the service nothing.',
  input: z.object({ answer: z.string().describe('as the cut answer names it'), from: z.number().int().min(0) }),
  readsOnly: true,
  run: ({ answer, from }: { answer: string; from: number }) => {
    const more = answers.more(answer, from);
    if (more === null) throw new AgentMistake('This answer is not kept any more: ask again.');
    return more;
  },
});
