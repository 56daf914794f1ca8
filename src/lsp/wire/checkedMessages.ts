import { ErrorCodes, Message, ResponseError, type Connection, type MessageStrategy } from 'vscode-languageserver/node';
import { clientNotifications, requests } from '../../shared/wires/lspMessages';
import type { Log } from '../../shared/ports/log';
import { editorShapes } from './editorShapes';
import { notificationShapes, requestShapes } from './ownShapes';
import { Misshapen, type Shape } from './shape';

/** Stands for a message that was refused, with the reason as its parameter; nobody else has a use for it. */
const refused = 'leaklens/refused';

const ownShapes: ReadonlyMap<string, Shape<unknown>> = new Map([
  ...shapesByMethod(requests, requestShapes),
  ...shapesByMethod(clientNotifications, notificationShapes),
]);

/**
 * The wall of the engine: what a client sends is looked at before anybody takes it for what the types say. Parameters of
 * LeakLens' own messages pass as far as they are known, those of plain LSP as they are; a message that is not what it has to be goes no
 * further.
 */
export const checkedMessages: MessageStrategy = {
  handleMessage: (message, next) => next(checked(message)),
};

/** Answers what was refused: requests with InvalidParams and the reason, notifications in the log. */
export function answerRefused(connection: Connection, log: Log): void {
  connection.onRequest(refused, (params: unknown) => new ResponseError(ErrorCodes.InvalidParams, reasonIn(params)));
  connection.onNotification(refused, (params: unknown) =>
    log.warn(`A message of the editor was ignored: ${reasonIn(params)}`),
  );
}

function checked(message: Message): Message {
  if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
  const { method, params } = message;
  const own = ownShapes.get(method);
  const shape = own ?? (Object.hasOwn(editorShapes, method) ? editorShapes[method] : undefined);
  if (shape === undefined) return message;
  try {
    const known = shape(params, '');
    return own === undefined ? message : ({ ...message, params: known } as Message);
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    return { ...message, method: refused, params: { reason: `${method}: ${error.message}.` } } as Message;
  }
}

function shapesByMethod<K extends string>(
  messages: Readonly<Record<K, { readonly method: string }>>,
  shapes: Readonly<Record<K, Shape<unknown>>>,
): [string, Shape<unknown>][] {
  return (Object.keys(shapes) as K[]).map((name) => [messages[name].method, shapes[name]]);
}

function reasonIn(params: unknown): string {
  const given = typeof params === 'object' && params !== null && 'reason' in params ? params.reason : '';
  return typeof given === 'string' ? given : '';
}
