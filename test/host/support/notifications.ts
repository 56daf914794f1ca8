import * as vscode from 'vscode';
import { evaluateUntil } from './driver';

/** A window under test shows no toasts: what would be one is in the notification centre. */
export async function notified(text: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  await evaluateUntil(
    `[...document.querySelectorAll('.notification-list-item')].some((item) => item.textContent.includes(${JSON.stringify(text)}))`,
  );
}

/** Presses the button of the notification that has it. */
export async function pressNotified(button: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  // The list may be drawn anew between two looks: finding and clicking are one.
  await evaluateUntil(
    `((button) => button && (button.click(), true))([...document.querySelectorAll('.notification-list-item .monaco-button')].find((button) => button.textContent === ${JSON.stringify(button)}))`,
  );
}
