// The address that opens a folder, an extension under development and a file in VS Code's web workbench.
import { pathToFileURL } from 'node:url';

export interface FilePosition {
  /** Absolute path. */
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

export interface WorkbenchPlaces {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Absolute path of the folder of an extension under development; none where only those that are installed are wanted. */
  readonly extensionPath?: string;
  /** Absolute path of the module whose `run` is the test suite. */
  readonly extensionTestsPath?: string;
  readonly openFile?: FilePosition;
}

/** The workbench in the browser knows the files of the server as `vscode-remote://host:port/path`. */
function remote(authority: string, path: string): string {
  return `vscode-remote://${authority}${pathToFileURL(path).pathname}`;
}

/** `authority` is the server's `host:port`, `token` what it wants to see before it serves anybody. */
export function workbenchUrl(
  { authority, token }: { readonly authority: string; readonly token: string },
  places: WorkbenchPlaces,
): string {
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (places.extensionPath) payload.push(['extensionDevelopmentPath', remote(authority, places.extensionPath)]);
  if (places.extensionTestsPath) payload.push(['extensionTestsPath', remote(authority, places.extensionTestsPath)]);
  if (places.openFile) {
    const { path, line } = places.openFile;
    payload.push(['openFile', remote(authority, path) + (line === undefined ? '' : `:${line}`)]);
    payload.push(['gotoLineMode', 'true']);
  }
  const query = new URLSearchParams({ tkn: token, folder: places.folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString().replaceAll('+', '%20')}`;
}
