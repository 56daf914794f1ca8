// Which browser to start, and what it needs on a machine that was never meant to have one.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { browserFolder } from './downloads.ts';

export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
const args = ['--no-sandbox', '--disable-gpu', '--disable-sync', '--font-render-hinting=none', ...quiet];

/** Software rendering, so that a webview can have WebGL without a graphics card. */
const softwareRenderer = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}

function starts(executablePath: string, env: Record<string, string>): boolean {
  return spawnSync(executablePath, ['--version'], { env, timeout: 10_000 }).status === 0;
}

/** A minimal machine has no fonts at all: Open Sans, which comes with the browser, stands behind those of the system. */
async function writeFontConfiguration(folder: string): Promise<string> {
  const file = resolve(folder, 'fonts.conf');
  const content = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${resolve(browserFolder, 'fonts')}</dir>
  <cachedir>${resolve(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
  await writeFile(file, content);
  return file;
}

/**
 * The browser that npm installed, or the one that `LEAKLENS_CHROMIUM` names. `folder` is throw-away. Where the system
 * lacks a library (NSS, usually), the ones that came with the browser are used. Throws when neither way starts it.
 */
export async function chromiumLaunch(folder: string): Promise<ChromiumLaunch> {
  const inherited = environment();
  const chosen = process.env['LEAKLENS_CHROMIUM'];
  if (chosen) return { executablePath: chosen, args, env: inherited };

  const executablePath = resolve(browserFolder, 'chromium');
  const env = { ...inherited, FONTCONFIG_FILE: await writeFontConfiguration(folder) };
  const launch = { executablePath, args: [...args, ...softwareRenderer], env };
  if (starts(executablePath, env)) return launch;
  const withLibraries = { ...env, LD_LIBRARY_PATH: resolve(browserFolder, 'al2023/lib') };
  if (starts(executablePath, withLibraries)) return { ...launch, env: withLibraries };
  throw new Error(
    `${executablePath} does not start here, not even with the libraries that came with it. ` +
      'Set LEAKLENS_CHROMIUM to the path of an installed Chromium or Chrome.',
  );
}
