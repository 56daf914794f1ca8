import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { outputFolder, repositoryRoot } from '../paths.ts';

const built = resolve(repositoryRoot, 'dist');
let copied: string | undefined;

/** The extension and the panel are no part of the command line, and maps are for debuggers. */
const notNeeded = /^(?:extension|languageClient|profileConversation|connectFlow|\w+Commands|trends|profile)\.|\.map$/;

/**
 * The folder of the command line as it was when it was wanted first: a build in the meantime must not change what is measured.
 * @throws Error when it was not built
 */
export function commandFolder(): string {
  if (copied !== undefined) return copied;
  if (!existsSync(join(built, 'cli.js'))) throw new Error(`${join(built, 'cli.js')} is missing: npm run build`);
  mkdirSync(outputFolder, { recursive: true });
  const folder = mkdtempSync(join(outputFolder, 'evaluate-cli-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(built, folder, { recursive: true, filter: (path) => !notNeeded.test(basename(path)) });
  copied = folder;
  return folder;
}
