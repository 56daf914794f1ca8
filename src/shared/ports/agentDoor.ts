import type { Disposable } from '../base/disposable';
import type { AgentAddress, ToolAnswer, ToolCall, ToolIntent } from '../model/agentTool';

/** The agents' tools of one engine, for the editor that it serves. */
export interface AgentDoor extends Disposable {
  /** What a call would do. @throws LeakLensError `not-found` for a tool that there is not */
  intentOf(call: ToolCall): ToolIntent;
  /** Whatever fails is an answer. @throws LeakLensError `not-found` */
  call(call: ToolCall, signal: AbortSignal): Promise<ToolAnswer>;
  /** Where programs of this person's may speak MCP with the same engine, from now on. @throws LeakLensError */
  address(): Promise<AgentAddress>;
}

/** A socket that nobody reaches but programs of this person's. */
export interface PrivateDoor extends Disposable {
  readonly address: AgentAddress;
}
