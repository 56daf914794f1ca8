// The extension as a person installs it: the .vsix put into a VS Code that has nothing else, on a real service that leaks.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import manifest from '../../package.json';
import { hasGo, serviceSource, startService } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';
import { vscodeFolder } from '../support/workbench/downloads';
import { installWorkbench } from '../support/workbench/installWorkbench';
import { startWorkbench } from '../support/workbench/startWorkbench';

const run = promisify(execFile);

let folder: string;
let staging: string;
let vsix: string;

/** As a workflow of a release has it. */
const release = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'owner/leaklens', GITHUB_SHA: '0a1b2c' };

/** As `npm run package` packs it, from a copy, so that nobody else's bundles are touched. */
async function pack(): Promise<void> {
  const names = (await readdir(repositoryRoot)).filter((name) =>
    /^(?:README.*\.md|CHANGELOG\.md|LICENSE|\.vscodeignore|package\.nls.*\.json|media)$/.test(name),
  );
  for (const name of names) await cp(join(repositoryRoot, name), join(staging, name), { recursive: true });
  await writeFile(join(staging, 'package.json'), JSON.stringify({ ...manifest, scripts: {} }));
  const inRepository = { cwd: repositoryRoot, env: { ...process.env, ...release } };
  await run(process.execPath, ['esbuild.mjs', '--production', `--into=${join(staging, 'dist')}`], inRepository);
  await run(process.execPath, ['test/support/packageExtension.ts', `--from=${staging}`, `--to=${vsix}`], inRepository);
}

/** By VS Code's own command. */
async function install(extensionsFolder: string): Promise<void> {
  const places = ['--extensions-dir', extensionsFolder, '--server-data-dir', join(folder, 'server')];
  const server = join(vscodeFolder, 'out/server-main.js');
  const { stdout } = await run(process.execPath, [server, '--install-extension', vsix, ...places]);
  expect(stdout).toContain('was successfully installed');
  const [installed = ''] = (await readdir(extensionsFolder)).filter((name) => name.startsWith('leaklens.'));
  const readme = await readFile(join(extensionsFolder, installed, 'readme.md'), 'utf8');
  const pictures = [...readme.matchAll(/^ *!\[.*\]\((.+)\)$/gm)].map(([, address]) => address);
  expect(pictures).toContain('https://github.com/owner/leaklens/raw/0a1b2c/media/screenshots/overview.png');
  expect(pictures.filter((address) => !address?.startsWith('https://'))).toEqual([]);
  expect(readme).toContain('(https://github.com/owner/leaklens/blob/0a1b2c/README.zh-cn.md)');
}

/** True in the page when a verdict stands at the end of a line: generated content, which has no element. */
const verdictStands = `[...document.querySelectorAll('.view-line span')].some((element) =>
  /leak/.test(getComputedStyle(element, '::after').content))`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-vsix-'));
  staging = join(folder, 'staging');
  vsix = join(folder, 'leaklens.vsix');
  await installWorkbench({ browser: true });
  await pack();
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the extension as a package', () => {
  it('is no larger than 2.5 MB', async () => {
    expect((await stat(vsix)).size).toBeLessThanOrEqual(2.5 * 2 ** 20);
  });

  it('has each file that package.json names, and no picture that README alone shows', async () => {
    const files = await listFiles({ cwd: staging, packageManager: PackageManager.None });
    const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
    const pictures = files.filter((file) => file.startsWith('media/screenshots/'));
    expect(pictures.filter((file) => !named.includes(file))).toEqual([]);
  });

  it.runIf(hasGo())('finds a leak in a VS Code that has nothing else', { timeout: 240_000 }, async () => {
    const service = await startService('gateway', { args: ['-leak', '-rate', '20'] });
    onTestFinished(() => service.stop());
    const source = join(serviceSource('gateway'), 'gateway.go');
    const line = (await readFile(source, 'utf8')).split('\n').findIndex((text) => text.includes('truth: blocked')) + 1;
    const workbench = await startWorkbench({
      folder: serviceSource('gateway'),
      openFile: { path: source, line: line },
      installExtensions: install,
      userSettings: {
        'leaklens.targets': [{ name: 'gateway', url: service.url }],
        'leaklens.poll.intervalSeconds': 2,
      },
    });
    onTestFinished(() => workbench.dispose());
    await workbench.page.waitForFunction(verdictStands, undefined, { timeout: 200_000 });
    await workbench.page.locator('.statusbar-item[aria-label*="leak"]').first().waitFor();
  });
});
