// What of the bundles is packed by Brotli beside itself: `store/packedText.ts` reads either.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Read seldom, whole and by us alone, and a fifth to a third smaller so than in a package. */
export const packedFiles = ['report.js', 'report.css', 'reportEngine.js', 'tree-sitter.wasm', 'tree-sitter-go.wasm'];

/** @param {string} dist folder of the bundles */
export async function packFiles(dist) {
  for (const name of packedFiles) {
    const file = join(dist, name);
    await writeFile(`${file}.br`, await compress(await readFile(file)));
  }
}

/** What an earlier build packed would be read before what this one makes. */
export async function removePacked(dist) {
  await Promise.all(packedFiles.map((name) => rm(join(dist, `${name}.br`), { force: true })));
}
