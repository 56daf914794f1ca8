import { LeakLensError, type Problem } from '../shared/model/errors';

/** What goes into a thread. */
export interface CallRequest {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

/** What comes out of it. */
export type CallReply =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failure: ThrownAway };

/** Something thrown, as plain data: an error's class does not cross. */
export type ThrownAway =
  { readonly problem: Problem; readonly stack: string } | { readonly message: string; readonly stack: string };

/** @throws TypeError for a message that no caller of ours sends */
export function toRequest(message: unknown): CallRequest {
  const { id, method } = (message ?? {}) as Partial<CallRequest>;
  if (typeof id !== 'number' || typeof method !== 'string')
    throw new TypeError('Expected a call with an id and a method');
  return message as CallRequest;
}

/** Null for a message that no thread of ours sends. */
export function toReply(message: unknown): CallReply | null {
  const { id, failure } = (message ?? {}) as {
    id?: unknown;
    failure?: Partial<Record<'problem' | 'message', unknown>>;
  };
  const isAnswer = typeof message === 'object' && message !== null && 'answer' in message;
  const isFailure = typeof failure?.problem === 'object' || typeof failure?.message === 'string';
  return typeof id === 'number' && isAnswer !== isFailure ? (message as CallReply) : null;
}

export function toThrownAway(error: unknown): ThrownAway {
  const stack = (error instanceof Error ? error.stack : undefined) ?? '';
  if (error instanceof LeakLensError) return { problem: error.problem, stack };
  return { message: error instanceof Error ? error.message : String(error), stack };
}

/** The error as it was thrown there, with the stack of that place. */
export function toError(thrown: ThrownAway): Error {
  const error = 'problem' in thrown ? new LeakLensError(thrown.problem) : new Error(thrown.message);
  if (thrown.stack !== '') error.stack = thrown.stack;
  return error;
}
