import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { plainText } from '../shared/base/said/plainText';
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

export interface Tool<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** When to use it and when not, what comes back, what it costs the service. */
  readonly description: string;
  readonly input: Input;
  /** It changes nothing, of the service nor on this machine. */
  readonly readsOnly: boolean;
  readonly run: (input: z.infer<Input>, run: ToolRun) => string | Promise<string>;
}

/** Adds a tool. Whatever fails is an answer that says what to do instead, so that a model can mend its call. */
export function addTool<Input extends z.ZodObject>(
  server: McpServer,
  tool: Tool<Input>,
  { answers, problemWords }: Pick<AgentParts, 'problemWords'> & { readonly answers: Answers },
): void {
  const { name, title, description, input, readsOnly } = tool;
  const annotations = {
    readOnlyHint: readsOnly,
    destructiveHint: false,
    idempotentHint: readsOnly,
    openWorldHint: true,
  };
  const call = async (given: unknown, context: ServerContext): Promise<CallToolResult> => {
    try {
      const text = await tool.run(given as z.infer<Input>, runOf(context));
      return { content: [{ type: 'text', text: answers.begin(text) }] };
    } catch (error) {
      return { isError: true, content: [{ type: 'text', text: failureWords(error, problemWords) }] };
    }
  };
  server.registerTool(name, { title, description, inputSchema: input, annotations }, call as never);
}

function runOf({ mcpReq }: ServerContext): ToolRun {
  const token = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    progress(done, total, message) {
      if (token === undefined) return;
      const params = { progressToken: token, progress: done, total, message };
      // A client that is going away refuses; there is nobody left to tell.
      mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}

function failureWords(error: unknown, words: AgentParts['problemWords']): string {
  if (error instanceof AgentMistake) return plainText(error.message, 1_000);
  const problem = toProblem(error, 'leaklens');
  return plainText(`${words.message(problem)} ${words.nextStep(problem) ?? ''}`.trim(), 1_000);
}
