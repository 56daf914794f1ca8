import { LeakLensError } from '../shared/model/errors';
import type { ToolAnswer, ToolCall, ToolIntent } from '../shared/model/agentTool';
import type { AgentParts } from './agentParts';
import { Answers } from './answers';
import { findingTools } from './findingTools';
import { profileTools } from './profileTools';
import { readMoreTool } from './readMoreTool';
import { targetTools } from './targetTools';
import { toolOf, type Tool, type ToolRun } from './tool';

/** The agents' tools around one engine, whatever they are called by. */
export interface ToolBox {
  readonly parts: AgentParts;
  readonly tools: readonly Tool[];
  /** What a call would do. @throws LeakLensError `not-found` */
  intentOf(call: ToolCall): ToolIntent;
  /** @throws LeakLensError `not-found` */
  call(call: ToolCall, run: ToolRun): Promise<ToolAnswer>;
}

export function createToolBox(parts: AgentParts): ToolBox {
  const tools = agentTools(parts);
  const toolNamed = (name: string): Tool => {
    const found = tools.find((tool) => tool.name === name);
    if (found === undefined) throw new LeakLensError({ kind: 'not-found', subject: name, detail: 'no such tool' });
    return found;
  };
  return {
    parts,
    tools,
    intentOf({ name, input }) {
      const tool = toolNamed(name);
      return { asks: tool.asks(input), changes: !tool.readsOnly };
    },
    call: ({ name, input }, run) => toolNamed(name).call(input, run),
  };
}

/** All tools, in the order in which they are offered. */
export function agentTools(parts: AgentParts): readonly Tool[] {
  const answers = new Answers();
  const more = { ...parts, answers };
  return [...targetTools(more), ...findingTools(more), ...profileTools(more), toolOf(readMoreTool(answers), more)];
}
