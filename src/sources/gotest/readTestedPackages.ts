import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../../disk/readRegularFile';
import type { TestedAs, TestedPackage } from '../../shared/model/go/testedPackage';
import { hookFiles } from './testingHook';

/** More is no profile that a test leaves. */
const mostBytes = 256 * 1024 * 1024;

/** What tests wrote into a folder, by package. */
export async function readTestedPackages(folder: string): Promise<readonly TestedPackage[]> {
  const packages: TestedPackage[] = [];
  for (const name of await readdir(folder)) {
    const found = await readPackage(join(folder, name));
    if (found !== null) packages.push(found);
  }
  return packages.sort((a, b) => (a.package < b.package ? -1 : 1));
}

async function readPackage(folder: string): Promise<TestedPackage | null> {
  const name = (await readBounded(join(folder, hookFiles.package)))?.toString('utf8') ?? '';
  return name === '' ? null : { package: name, ...(await readState(folder)) };
}

async function readState(folder: string): Promise<TestedAs> {
  const read = (name: string) => readBounded(join(folder, name));
  if ((await read(hookFiles.begun)) === null) return { state: 'not-run' };
  const ended = await read(hookFiles.ended);
  const goroutinesBefore = await read(hookFiles.goroutinesBefore);
  const goroutinesAfter = await read(hookFiles.goroutinesAfter);
  const goroutines = await read(hookFiles.goroutines);
  if (ended === null || goroutinesBefore === null || goroutinesAfter === null || goroutines === null)
    return { state: 'cut-short' };
  const end = {
    goroutinesBefore,
    goroutinesAfter,
    goroutines,
    heapBefore: await read(hookFiles.heapBefore),
    heapAfter: await read(hookFiles.heapAfter),
    leaked: await read(hookFiles.leaked),
    waitedSeconds: Number(ended.toString()) / 1000,
    atMillis: Math.round((await stat(join(folder, hookFiles.ended))).mtimeMs),
  };
  return { state: 'ended', end };
}

/** Null where it is not there, or is none of ours. */
function readBounded(path: string): Promise<Buffer | null> {
  return readRegularFile(path, { maxBytes: mostBytes }).catch(() => null);
}
