import * as vscode from 'vscode';

const settings: Readonly<Record<string, number | string>> = {
  // An edit that a test takes back must not reach the disk meanwhile.
  'files.autoSave': 'off',
  'leaklens.poll.intervalSeconds': 1,
  'leaklens.poll.maximumCostPercent': 100,
  'leaklens.verdicts.minimumWatchSeconds': 10,
};

/** Polls every second, whatever that costs, and gives verdicts after ten; or as everybody does. */
export async function swiftly(isOn: boolean): Promise<void> {
  for (const [id, value] of Object.entries(settings)) {
    await vscode.workspace.getConfiguration().update(id, isOn ? value : undefined, vscode.ConfigurationTarget.Global);
  }
}
