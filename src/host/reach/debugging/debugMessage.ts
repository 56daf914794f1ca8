/** What a message of a debug adapter says of the program that is debugged. */
export type DebugMessage =
  | { readonly says: 'started'; readonly processId: number }
  | { readonly says: 'paused' }
  /** Goes on, for good or for one step. */
  | { readonly says: 'running'; readonly isStep: boolean };

const continuing: ReadonlySet<unknown> = new Set(['continue', 'reverseContinue', 'restart']);
const stepping: ReadonlySet<unknown> = new Set(['next', 'stepIn', 'stepOut', 'stepBack']);

/**
 * Reads a message of the debug adapter protocol that the adapter sent; null for one that says nothing of it. Delve tells that
 * a program goes on only by answering the request to let it.
 */
export function readDebugMessage(message: unknown): DebugMessage | null {
  if (!isRecord(message)) return null;
  const { type, event, body, command, success } = message;
  if (type === 'response' && success === true) {
    const isStep = stepping.has(command);
    return isStep || continuing.has(command) ? { says: 'running', isStep } : null;
  }
  if (type !== 'event') return null;
  if (event === 'stopped') return { says: 'paused' };
  if (event === 'continued') return { says: 'running', isStep: false };
  return event === 'process' ? startedProcess(body) : null;
}

/** A pid of another machine would be taken for a process of this one. */
function startedProcess(body: unknown): DebugMessage | null {
  if (!isRecord(body) || body['isLocalProcess'] === false) return null;
  const processId = body['systemProcessId'];
  return typeof processId === 'number' ? { says: 'started', processId } : null;
}

function isRecord(data: unknown): data is Partial<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
