// A process of its own that reads all that LeakLens reads of a folder, of itself and because a person names it, and says how
// much memory that took at most.
import { join } from 'node:path';
import process from 'node:process';
import { readBuildInfo } from '../../src/sources/binary/readBuildInfo';
import { createInputOpener } from '../../src/sources/inputs/inputOpener';
import { inputParts } from '../support/profiles/inputParts';
import { readSecretFile } from '../../src/sources/secrets/readSecretFile';
import { readTlsMaterial } from '../../src/sources/net/tlsMaterial';
import { baselineFolders } from '../../src/store/findings/baselineFolder';
import { captureReader } from '../../src/store/snapshots/captureReader';
import { findGoFolders } from '../../src/store/go/findGoFolders';
import { ignoreFiles } from '../../src/store/findings/ignoreFile';
import { createSourceTree } from '../../src/store/go/sourceTree';

const [folder = '', names = ''] = process.argv.slice(2);
const never = new AbortController().signal;
const limits = { maxBodyBytes: 1024 * 1024, timeoutMillis: 10_000 };

/** Outcomes are not this script's business: that it ends, and what it takes, is. */
const outcomes: string[] = [];
async function attempt(what: string, work: Promise<unknown>): Promise<void> {
  await work.then(
    () => outcomes.push(`${what}: read`),
    () => outcomes.push(`${what}: refused`),
  );
}

async function readNamed(path: string): Promise<void> {
  const input = await createInputOpener(inputParts).open(path, limits, never);
  await input.read('', never);
}

async function readAll(): Promise<void> {
  const tree = createSourceTree();
  tree.openFolders([folder]);
  await tree.findModules([folder]);
  await tree.findSourceFolders([folder]);
  for (const name of names.split(',')) {
    const path = join(folder, name);
    await attempt(`source ${name}`, tree.readText(path));
    await attempt(`build info ${name}`, readBuildInfo(path));
    await attempt(`authority ${name}`, readTlsMaterial({ certificateAuthorityFile: path }));
    // A person who names a pipe is to wait for it.
    if (name === 'pipe.go' || name === 'socket.go') continue;
    await attempt(`secret ${name}`, readSecretFile(path));
    await attempt(`input ${name}`, readNamed(path));
  }
  await attempt('ignores', ignoreFiles.nearest(folder));
  await attempt('baseline', baselineFolders.read(folder));
  await attempt('capture', captureReader.open(folder));
  await findGoFolders({ PATH: '', GOROOT: folder, GOENV: join(folder, 'go.mod') });
}

void readAll().then(() => {
  process.stdout.write(JSON.stringify({ outcomes, megabytes: process.resourceUsage().maxRSS / 1024 }));
});
