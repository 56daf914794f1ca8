import { commands as editorCommands } from 'vscode';
import type { contextKeys } from './contributionNames';

type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];

/** Sets what a `when` clause reads. */
export function setContext(key: ContextKey, value: boolean, report: (thrown: unknown) => void): void {
  editorCommands.executeCommand('setContext', key, value).then(undefined, report);
}

/** The same, and only where it is another value than the one set before: polls ask for it over and over. */
export function changedContexts(report: (thrown: unknown) => void): (key: ContextKey, value: boolean) => void {
  const told = new Map<ContextKey, boolean>();
  return (key, value) => {
    if ((told.get(key) ?? false) === value) return;
    told.set(key, value);
    setContext(key, value, report);
  };
}
