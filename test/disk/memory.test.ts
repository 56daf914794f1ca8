// What a workspace of hostile files takes of memory, in a process of its own: hardly more than one of plain files.
import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { bundleScript } from '../support/bundleScript';
import { temporaryFolder } from '../store/temporaryFolder';
import { hostile } from './hostileFiles';

interface Told {
  readonly outcomes: readonly string[];
  readonly megabytes: number;
}

/** The names that every kind of reader looks for of itself. */
const ownNames = ['go.mod', 'go.work', '.leaklens.json', 'leaklens-baseline.json', 'manifest.json', 'VERSION'];
/** The largest that a reader may hold is a baseline's 64 MB: nothing here is one, so none holds even half of that. */
const leewayMegabytes = 32;

let script: string;
beforeAll(async () => {
  script = await bundleScript(join(import.meta.dirname, 'readEverything.ts'));
});

async function readEverything(folder: string, names: readonly string[]): Promise<Told> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder, names.join(',')]);
  return JSON.parse(stdout) as Told;
}

it.skipIf(process.platform !== 'linux')('is that of a workspace of plain files', async () => {
  const plain = await temporaryFolder();
  const evil = await temporaryFolder();
  const names = Object.keys(hostile).map((what) =>
    /pipe|socket/.test(what) ? `${what.split(' ')[1] ?? ''}.go` : `${what.replace(/\W+/g, '-')}.go`,
  );
  for (const name of [...names, ...ownNames]) await writeFile(join(plain, name), 'x'.repeat(100));
  for (const [at, make] of Object.values(hostile).entries()) await make(join(evil, names[at] ?? ''));
  for (const name of ownNames) await symlink('/proc/self/pagemap', join(evil, name));

  const usual = await readEverything(plain, names);
  const told = await readEverything(evil, names);
  expect(usual.outcomes.filter((outcome) => /^source .*: read$/.test(outcome))).toHaveLength(names.length);
  expect(told.outcomes.filter((outcome) => /^(?:source|authority) .*: read$/.test(outcome))).toEqual([]);
  expect(told.megabytes).toBeLessThan(usual.megabytes + leewayMegabytes);
});
