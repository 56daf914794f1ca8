// Builds the programs of test/services/patterns once for each version of their sources and each way to build them.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { outputFolder, repositoryRoot } from '../paths.ts';

export const patternsFolder = resolve(repositoryRoot, 'test/services/patterns');

export interface Building {
  /** `go1.27.1`; the installed Go without it. */
  readonly toolchain: string | null;
  /** Go 1.26: with the goroutineleak profile. */
  readonly experiment: boolean;
}

const leakExperiment = 'goroutineleakprofile';

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(patternsFolder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.go') && !name.endsWith('go.mod')) continue;
    hash.update(`${name}\0`).update(readFileSync(join(patternsFolder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** @throws Error with what Go says */
export function goBuild(
  building: Building,
  what: { source: string; packages: readonly string[]; out: string },
): Promise<unknown> {
  const flags = ['-buildvcs=false', '-ldflags=-w', '-o', what.out];
  return promisify(execFile)('go', ['build', ...flags, ...what.packages], {
    cwd: what.source,
    timeout: 1_800_000,
    env: {
      ...process.env,
      CGO_ENABLED: '0',
      GOTOOLCHAIN: building.toolchain ?? 'local',
      GOFLAGS: '',
      GOWORK: 'off',
      GOEXPERIMENT: building.experiment ? leakExperiment : '',
    },
  });
}

/** Programs that are built in different ways do not overwrite each other. */
export function wayOf({ toolchain, experiment }: Building): string {
  return experiment ? 'experiment' : (toolchain ?? 'plain');
}

/** Builds a service of test/services in the same way, and returns the absolute path of the program. */
export async function buildService(source: string, building: Building): Promise<string> {
  const out = join(outputFolder, `cases-${wayOf(building)}`, basename(source));
  await goBuild(building, { source, packages: ['.'], out });
  return out;
}

/** The programs are some 500 MB: only the newest of each way to build them are kept. */
async function removeOlder(way: string): Promise<void> {
  if (!existsSync(outputFolder)) return;
  const older = readdirSync(outputFolder).filter((name) => name.startsWith(way));
  await Promise.all(older.map((name) => rm(join(outputFolder, name), { recursive: true, force: true })));
}

/** Returns the absolute path of the folder that holds the programs. @throws Error with what Go says */
export async function buildPrograms(building: Building): Promise<string> {
  const way = `patterns-${wayOf(building)}-`;
  const folder = join(outputFolder, way + sourceHash());
  if (existsSync(folder)) return folder;
  await removeOlder(way);
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await goBuild(building, { source: patternsFolder, packages: ['./...'], out: `${unfinished}/` });
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}
