import process from 'node:process';
import { Uri, workspace } from 'vscode';
import type { TestSetup } from '../../shared/model/tests/testProfile';
import { goSetupFrom } from './goSetupFrom';

/** How a person has Go run in the folder of a file, by the settings of the Go extension where they are there. */
export function goSetup(file: Uri): TestSetup {
  const settings = workspace.getConfiguration('go', file);
  return goSetupFrom({
    read: (name) => settings.get(name),
    folder: workspace.getWorkspaceFolder(file)?.uri.fsPath ?? Uri.joinPath(file, '..').fsPath,
    environment: process.env,
    isWindows: process.platform === 'win32',
  });
}
