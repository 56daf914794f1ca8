import { commands as editorCommands } from 'vscode';
import type { contextKeys } from './contributionNames';

type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];

/** Sets what a `when` clause reads. */
export function setContext(key: ContextKey, value: boolean, report: (thrown: unknown) => void): void {
  editorCommands.executeCommand('setContext', key, value).then(undefined, report);
}
