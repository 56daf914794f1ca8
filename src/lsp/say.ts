import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver/node';

export type Weight = 'error' | 'warning' | 'information';

const types: Readonly<Record<Weight, MessageType>> = {
  error: MessageType.Error,
  warning: MessageType.Warning,
  information: MessageType.Info,
};

/** Tells the person something that needs no answer. (What the library calls showErrorMessage is a request, which some clients refuse.) */
export function say(connection: Connection, weight: Weight, message: string): void {
  // A client that is going away refuses; there is nobody left to tell.
  connection.sendNotification(ShowMessageNotification.type, { type: types[weight], message }).catch(() => undefined);
}
