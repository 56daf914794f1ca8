// What of other people's the package really holds: the packages whose files esbuild has put into a bundle, and those that the build
// copies. Read from esbuild's metafiles, so that a dependency of a dependency is named and one that was left out is not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { heldWithin, statedTexts } from './statedLicences.mjs';

/** The folder of a package in the path of one of its files. */
const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

const textFile = /^(?:licen[cs]es?|copying|notices?|third-?party-?(?:notices?|licen[cs]es))(?:\.(?:txt|md))?$/i;

/**
 * @param {readonly { readonly outputs: Readonly<Record<string, { readonly inputs: object }>> }[]} metafiles
 * @param {Readonly<Record<string, string>>} copied by path in the package, the file it is copied from
 * @returns {readonly import('./bundledPackages.d.mts').BundledPackage[]} in the order of their names
 */
export function bundledPackages(metafiles, copied) {
  /** @type {Map<string, Set<string>>} */
  const holders = new Map();
  const hold = (input, output) => {
    const folder = packageFolder.exec(input.replaceAll('\\', '/'))?.[0];
    if (folder !== undefined) holders.set(folder, (holders.get(folder) ?? new Set()).add(output));
  };
  for (const { outputs } of metafiles) {
    for (const [output, { inputs }] of Object.entries(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs))
        if (bytesInOutput > 0) hold(input, baseName(output));
    }
  }
  for (const [output, input] of Object.entries(copied)) hold(input, baseName(output));
  const packages = [...holders].flatMap(([folder, files]) => readPackage(folder, [...files].sort()));
  return merged(packages).sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function readPackage(folder, files) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const found = readdirSync(folder)
    .filter((file) => textFile.test(file))
    .sort();
  const texts = found.map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n?/g, '\n').trim());
  const own = texts.length > 0 ? texts : (statedTexts[name] ?? []);
  const within = (heldWithin[name] ?? []).map((held) => ({ ...held, files }));
  return [
    { name, version, license: license ?? 'UNKNOWN', ...(homepage !== undefined && { homepage }), texts: own, files },
    ...within,
  ];
}

/** One that is installed twice in the same version is one. */
function merged(packages) {
  const byKey = new Map();
  for (const one of packages) {
    const key = `${one.name}@${one.version}`;
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined ? one : { ...known, files: [...new Set([...known.files, ...one.files])].sort() },
    );
  }
  return [...byKey.values()];
}

function baseName(path) {
  return path.replaceAll('\\', '/').replace(/^.*\//, '');
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
