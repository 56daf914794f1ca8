import * as vscode from 'vscode';
import { evaluate } from './driver';
import { until } from '../until';

const isCentreOpen = `!!document.querySelector('.notifications-center.visible')`;

/**
 * Waits until the page says so of the notification centre, and keeps that open: a window under test shows no toasts, and the
 * centre closes by itself with its last notification, whichever comes first.
 */
async function inCentre(what: string, expression: string): Promise<void> {
  await until(what, async () => {
    if (!(await evaluate(isCentreOpen))) await vscode.commands.executeCommand('notifications.showList');
    return Boolean(await evaluate(expression));
  });
}

/** Waits for a notification. */
export async function notified(text: string): Promise<void> {
  await inCentre(
    `a notification says “${text}”`,
    `[...document.querySelectorAll('.notification-list-item')].some((item) => item.textContent.includes(${JSON.stringify(text)}))`,
  );
}

/** Presses the button of the notification that has it. */
export async function pressNotified(button: string): Promise<void> {
  // The list may be drawn anew between two looks: finding and clicking are one.
  await inCentre(
    `a notification has the button “${button}”`,
    `((button) => button && (button.click(), true))([...document.querySelectorAll('.notification-list-item .monaco-button')].find((button) => button.textContent === ${JSON.stringify(button)}))`,
  );
}
