import { HandedOver, type CallName, type CallTable, type ServedCalls } from '../shared/ports/threadCalls';
import { toRequest, toThrownAway, type CallReply, type CallRequest } from './callMessages';

/** Where answers go: a thread's port, or the scope of a worker in a page. */
export interface ReplyPort {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
}

/** Carries out a call that came as a message, and posts what came of it. @throws TypeError for a message that no caller of ours sends */
export async function answerCall<T extends CallTable<T>>(
  port: ReplyPort,
  calls: ServedCalls<T>,
  message: unknown,
): Promise<void> {
  const request = toRequest(message);
  try {
    reply(port, request.id, await carryOut(calls, request));
  } catch (error) {
    // An answer that cannot cross is a defect, which is told to whoever waits for it.
    port.postMessage({ id: request.id, failure: toThrownAway(error) } satisfies CallReply, []);
  }
}

async function carryOut<T extends CallTable<T>>(
  calls: ServedCalls<T>,
  { method, argument }: CallRequest,
): Promise<unknown> {
  if (!Object.hasOwn(calls, method)) throw new TypeError(`${method} is no call of this thread`);
  return calls[method as CallName<T>](argument as never);
}

function reply(port: ReplyPort, id: number, answer: unknown): void {
  const isHandedOver = answer instanceof HandedOver;
  const value: unknown = isHandedOver ? answer.value : answer;
  port.postMessage({ id, answer: value } satisfies CallReply, isHandedOver ? answer.transfer : []);
}
