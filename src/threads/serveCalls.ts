import { parentPort, type MessagePort } from 'node:worker_threads';
import { HandedOver, type CallName, type CallTable, type ServedCalls } from '../shared/ports/threadCalls';
import { toRequest, toThrownAway, type CallReply, type CallRequest } from './callMessages';

/**
 * Answers the calls of whoever has started this thread, for as long as that lives.
 *
 * @throws Error when this is no thread
 */
export function serveCalls<T extends CallTable<T>>(calls: ServedCalls<T>): void {
  const port = parentPort;
  if (port === null) throw new Error('serveCalls: not in a worker thread');
  port.on('message', (message: unknown) => {
    const request = toRequest(message);
    void carryOut(calls, request).then(
      (answer) => reply(port, request.id, answer),
      (error: unknown) => port.postMessage({ id: request.id, failure: toThrownAway(error) } satisfies CallReply),
    );
  });
}

async function carryOut<T extends CallTable<T>>(
  calls: ServedCalls<T>,
  { method, argument }: CallRequest,
): Promise<unknown> {
  if (!Object.hasOwn(calls, method)) throw new TypeError(`${method} is no call of this thread`);
  return calls[method as CallName<T>](argument as never);
}

function reply(port: MessagePort, id: number, answer: unknown): void {
  const isHandedOver = answer instanceof HandedOver;
  const value: unknown = isHandedOver ? answer.value : answer;
  try {
    port.postMessage({ id, answer: value } satisfies CallReply, isHandedOver ? answer.transfer : []);
  } catch (error) {
    // An answer that cannot cross is a defect, which is told to whoever waits for it.
    port.postMessage({ id, failure: toThrownAway(error) } satisfies CallReply);
  }
}
