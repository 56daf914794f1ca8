/** A tool that an agent calls. */
export interface ToolCall {
  readonly name: string;
  /** As the model gave it: nobody has looked at it yet. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a call would do, for the person who is to agree to it. */
export interface ToolIntent {
  /** The service that would be asked something, as the call names it; null where none is. */
  readonly asks: string | null;
  /** It changes what LeakLens keeps on this machine. */
  readonly changes: boolean;
}

export interface ToolAnswer {
  /** Markdown, at most 4 kB. */
  readonly text: string;
  /** The text says what was wrong, and what to do instead. */
  readonly failed: boolean;
}

/** Where an engine speaks MCP. */
export interface AgentAddress {
  /** Path of a socket, or of a pipe where the system is Windows. */
  readonly path: string;
  /** Has to be the first line that is sent. */
  readonly secret: string;
}
