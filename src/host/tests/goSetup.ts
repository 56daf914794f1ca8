import process from 'node:process';
import { FileType, Uri, workspace, type WorkspaceConfiguration } from 'vscode';
import type { TestSetup } from '../../shared/model/tests/testProfile';
import { environmentFile, goSetupFrom } from './goSetupFrom';

/** Variables for tests are few; more bytes are no such file. */
const mostBytes = 1024 * 1024;

export interface GoSetup {
  readonly setup: TestSetup;
  /** Path of a file with variables that is named and cannot be read; empty where all is well. The Go extension runs tests without it, too. */
  readonly unreadFile: string;
}

/** How a person has Go run in the folder of a file, by the settings of the Go extension where they are there. */
export async function goSetup(file: Uri): Promise<GoSetup> {
  const settings = workspace.getConfiguration('go', file);
  const parts = {
    read: (name: string) => settings.get<unknown>(name),
    chosen: (name: string) => chosenIn(settings, name),
    folder: workspace.getWorkspaceFolder(file)?.uri.fsPath ?? Uri.joinPath(file, '..').fsPath,
    environment: process.env,
    isWindows: process.platform === 'win32',
  };
  const path = environmentFile(parts);
  const text = path === '' ? '' : await textOf(path);
  return { setup: goSetupFrom(parts, text ?? ''), unreadFile: text === null ? path : '' };
}

function chosenIn(settings: WorkspaceConfiguration, name: string): unknown {
  const said = settings.inspect<unknown>(name);
  return said?.workspaceFolderValue ?? said?.workspaceValue ?? said?.globalValue;
}

/** Null where it cannot be read. */
async function textOf(path: string): Promise<string | null> {
  const uri = Uri.file(path);
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > mostBytes) return null;
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
