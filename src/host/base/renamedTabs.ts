import { commands, TabInputCustom, TabInputText, window, type Tab, type TabGroup, type Uri } from 'vscode';

/**
 * The editor names a tab after the address in it. Where that is another one now, the tab is opened anew in its place, behind
 * what somebody looks at.
 * @param addressNow of what stands at an address; null where that is not known
 */
export async function renameTabs(scheme: string, addressNow: (uri: Uri) => Uri | null): Promise<void> {
  for (const group of window.tabGroups.all) {
    for (const tab of group.tabs) {
      const uri = addressOf(tab);
      const now = uri === null || uri.scheme !== scheme ? null : addressNow(uri);
      if (uri !== null && now !== null && now.toString() !== uri.toString()) await reopen(group, tab, now);
    }
  }
}

/** Whether there is a tab with such an address. */
export function hasTabs(scheme: string): boolean {
  return window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => addressOf(tab)?.scheme === scheme));
}

async function reopen({ viewColumn }: TabGroup, tab: Tab, now: Uri): Promise<void> {
  const { input, isPreview: preview, isActive } = tab;
  const before = addressOf(tab)?.toString();
  const options = { viewColumn, preview, preserveFocus: true, background: !isActive };
  if (input instanceof TabInputCustom) await commands.executeCommand('vscode.openWith', now, input.viewType, options);
  else await commands.executeCommand('vscode.open', now, options);
  // A preview has taken the place of the one before.
  const group = window.tabGroups.all.find((one) => one.viewColumn === viewColumn);
  const left = group?.tabs.find((one) => addressOf(one)?.toString() === before);
  if (left !== undefined) await window.tabGroups.close(left, true);
}

function addressOf({ input }: Tab): Uri | null {
  return input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : null;
}
