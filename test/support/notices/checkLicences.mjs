// Only licences that somebody has read and allowed get into the package.
import parse from 'spdx-expression-parse';

/** They ask for their text to be shipped along, and for no more; EPL-1.0 also that the place of the source is named, which statedLicences.mjs does. */
export const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'EPL-1.0',
  'ISC',
  'MIT',
]);

/**
 * What keeps packages from being shipped, a sentence each; none when all may be.
 * @param {readonly import('./bundledPackages.d.mts').BundledPackage[]} packages
 * @returns {readonly string[]}
 */
export function licenceFaults(packages) {
  return packages.flatMap(({ name, version, license, texts, files }) => {
    const who = `${name}@${version}, which is in ${files.join(', ')},`;
    if (!isAllowed(license)) return [`${who} is licensed as ${license}, which is not on the list (checkLicences.mjs)`];
    return texts.length === 0 ? [`${who} comes without the text of its licence (statedLicences.mjs)`] : [];
  });
}

function isAllowed(license) {
  try {
    return satisfies(parse(license));
  } catch {
    return false;
  }
}

function satisfies(node) {
  if ('conjunction' in node) {
    const [left, right] = [satisfies(node.left), satisfies(node.right)];
    return node.conjunction === 'or' ? left || right : left && right;
  }
  return allowedLicences.has(node.license) && node.exception === undefined;
}
