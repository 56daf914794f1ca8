#!/usr/bin/env node
// Entry of the command line: who asks for the version alone is answered before all the rest is loaded, which takes as long as Node itself;
// an editor gets the language server.
import process from 'node:process';
import { version } from '../package.json';
import { keepCompiled } from './store/compiledScripts';
import { standardOutput } from './cli/base/standardOutput';
import { ownText } from './shared/base/said/said';

async function start([first, ...others]: readonly string[]): Promise<void> {
  if (first === '--version' && others.length === 0 && (await isVersionSaid())) return;
  keepCompiled();
  if (first === 'lsp' && others.includes('--stdio')) (await import('./languageServer')).serveEditor();
  else await import('./cli');
}

/** False when it could not be written: the program itself says why. */
async function isVersionSaid(): Promise<boolean> {
  const { stdout, stderr } = process;
  const output = standardOutput({ stdout, stderr, exit: (status) => process.exit(status) });
  return output.write(ownText(`leaklens ${version}\n`)).then(
    () => true,
    () => false,
  );
}

void start(process.argv.slice(2));

export {};
