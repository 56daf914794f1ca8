// The two downloads that a machine without a desktop VS Code needs, both from npm, both pinned.
import { resolve } from 'node:path';
import { downloadsFolder } from '../paths.ts';

export interface Download {
  readonly package: string;
  readonly version: string;
  readonly megabytes: number;
  /** Exists, whole, once the download is installed: it is moved into place in one step. */
  readonly folder: string;
}

function download(name: string, version: string, megabytes: number): Download {
  const folder = resolve(downloadsFolder, 'workbench', `${name.replace(/^@|\/.*$/g, '')}-${version}`);
  return { package: name, version, megabytes, folder };
}

/** VS Code 1.139.1, compiled to run its extension host in Node and its workbench in a browser. */
export const codeServer = download('code-server', '4.139.1', 600);

/** A Chromium for Linux x64 which needs no installed browser. */
export const sparticuzChromium = download('@sparticuz/chromium', '153.0.0', 70);

/** VS Code's own server, inside the code-server package. */
export const vscodeFolder = resolve(codeServer.folder, 'node_modules/code-server/lib/vscode');

/** Where the browser is unpacked to: `chromium`, a software renderer, `fonts`, and `al2023/lib` with libraries. */
export const browserFolder = resolve(sparticuzChromium.folder, 'browser');
