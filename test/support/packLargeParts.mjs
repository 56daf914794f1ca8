import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { loadedAtOnce } from './gatherParts.mjs';

/** Smaller ones are not worth the half millisecond. */
const smallest = 24 * 1024;

/** What stands in the place of such a part, and is it as soon as it is asked for. Node's cache of what it compiles takes it for the part itself. */
const unpacked =
  'module._compile(require("node:zlib").brotliDecompressSync(require("node:fs").readFileSync(__filename+".br")).toString(),__filename);\n';

/**
 * Packs the large parts that no command loads at its start: the agents’ kit, the language server, the engine, the parser. A sixth smaller so than
 * in the package, and unpacked in a millisecond or three.
 *
 * @param {string} dist folder of the bundles of a package
 * @param {string} start the bundle whose start is felt
 */
export function packLargeParts(dist, start) {
  const names = readdirSync(dist).filter((name) => name.endsWith('.js'));
  const scripts = new Map(names.map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
  const felt = loadedAtOnce(scripts, start);
  const large = [...scripts].filter(
    ([name, code]) => name.startsWith('part-') && code.length >= smallest && !felt.has(name),
  );
  for (const [name, code] of large) {
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(code));
    writeFileSync(join(dist, name), unpacked);
  }
}
