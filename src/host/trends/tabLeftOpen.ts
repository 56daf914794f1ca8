import { commands, TabInputWebview, window, type Tab } from 'vscode';

/** VS Code focuses a group by its place, and knows so many places. */
const focusGroup = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'] as const;

/**
 * Shows the tab of a kind of page that a window brought back. VS Code hands over what such a tab holds when it is first shown, and not
 * before: until then the extension that left it has nothing but the tab. There is no call that shows a tab, so its group is focused and
 * the tab is opened by its place there, which keeps what the page remembers.
 * @returns false when there is none
 */
export async function showTabLeftOpen(viewType: string): Promise<boolean> {
  const left = window.tabGroups.all.flatMap(({ tabs }) => tabs).find((tab) => isOf(tab, viewType));
  if (left === undefined) return false;
  const group = focusGroup[left.group.viewColumn - 1];
  if (group === undefined) {
    // It cannot be reached: a new one takes its place.
    await window.tabGroups.close(left);
    return false;
  }
  await commands.executeCommand(`workbench.action.focus${group}EditorGroup`);
  await commands.executeCommand('workbench.action.openEditorAtIndex', left.group.tabs.indexOf(left));
  return true;
}

/** VS Code puts words of its own before the name that an extension gave. */
function isOf({ input }: Tab, viewType: string): boolean {
  return input instanceof TabInputWebview && input.viewType.endsWith(`-${viewType}`);
}
