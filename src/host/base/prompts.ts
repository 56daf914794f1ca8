import {
  ProgressLocation,
  window,
  type CancellationToken,
  type MessageOptions,
  type Progress,
  type QuickPickItem,
  type QuickPickOptions,
} from 'vscode';
import { longestSentence } from '../../shared/base/said/cutText';
import { labelText, messageText } from '../../shared/base/said/plainText';

// The one place that hands names and words to the editor's messages and picks, which would draw icons and links from them. The lint rules
// keep it the only one.

/** @returns the button pressed, undefined when the message was closed */
export function showInformation<B extends string>(text: string, ...buttons: readonly B[]): Thenable<B | undefined> {
  return window.showInformationMessage(shownMessage(text), ...buttons);
}

export function showWarning<B extends string>(text: string, ...buttons: readonly B[]): Thenable<B | undefined> {
  return window.showWarningMessage(shownMessage(text), ...buttons);
}

export function showError<B extends string>(text: string, ...buttons: readonly B[]): Thenable<B | undefined> {
  return window.showErrorMessage(shownMessage(text), ...buttons);
}

/** Says something to which nothing can be answered. Nobody waits until it is closed; what the editor cannot show has no other place. */
export function tell(text: string, kind: 'information' | 'warning' | 'error' = 'information'): void {
  const show = { information: showInformation, warning: showWarning, error: showError }[kind];
  show(text).then(undefined, () => undefined);
}

/** A question that stands before everything else. @returns whether the button was pressed that confirms it */
export async function confirm(
  kind: 'question' | 'warning',
  question: string,
  { detail, button }: { readonly detail: string; readonly button: string },
): Promise<boolean> {
  const options: MessageOptions = { modal: true, detail: shownMessage(detail) };
  const show = kind === 'warning' ? window.showWarningMessage : window.showInformationMessage;
  return (await show(shownMessage(question), options, button)) === button;
}

/** Runs something that a person can cancel, and says meanwhile what it is. */
export function withProgress<T>(
  title: string,
  run: (progress: Progress<ProgressStep>, token: CancellationToken) => Thenable<T>,
): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: shownMessage(title), cancellable: true },
    run,
  );
}

interface ProgressStep {
  readonly message?: string;
  /** Of 100. */
  readonly increment?: number;
}

/** Stands in the status bar for some seconds. */
export function showInStatusBar(text: string, millis: number): void {
  window.setStatusBarMessage(labelText(text, longestSentence), millis);
}

/** The item that a person picks, undefined without a choice. */
export function pickOne<T extends QuickPickItem>(
  items: readonly T[],
  options: QuickPickOptions,
): Thenable<T | undefined> {
  return window.showQuickPick(items.map(shownItem), shownOptions(options));
}

/** All items that a person marks; none without a choice. */
export async function pickSome<T extends QuickPickItem>(
  items: readonly T[],
  options: QuickPickOptions,
): Promise<readonly T[]> {
  return (await window.showQuickPick(items.map(shownItem), { ...shownOptions(options), canPickMany: true })) ?? [];
}

/** An item of a pick as it may be drawn. */
export function shownItem<T extends QuickPickItem>(item: T): T {
  const { label, description, detail } = item;
  return {
    ...item,
    label: labelText(label, longestSentence),
    ...(description !== undefined && { description: labelText(description) }),
    ...(detail !== undefined && { detail: labelText(detail, longestSentence) }),
  };
}

function shownOptions(options: QuickPickOptions): QuickPickOptions {
  const { title, placeHolder } = options;
  return {
    ...options,
    ...(title !== undefined && { title: labelText(title) }),
    ...(placeHolder !== undefined && { placeHolder: labelText(placeHolder) }),
  };
}

function shownMessage(text: string): string {
  return messageText(text, longestSentence);
}
