// THIRD_PARTY_NOTICES.txt and sbom.cdx.json of the package, both from what its bundles hold.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { commandLineNotices, isOfCommandLine } from '../commandLineFiles.mjs';
import { bundledPackages } from './bundledPackages.mjs';
import { licenceFaults } from './checkLicences.mjs';

const rule = '='.repeat(80);

/**
 * Writes both into `directory`, and those of the command line's package into a folder there. @throws when a package may not be shipped
 * @param {Parameters<typeof bundledPackages>[0]} metafiles
 * @param {Readonly<Record<string, string>>} copied by path in the package, the file it is copied from
 * @param {string} directory
 */
export function writeNotices(metafiles, copied, directory) {
  const packages = bundledPackages(metafiles, copied);
  const faults = licenceFaults(packages);
  if (faults.length > 0) throw new Error(`not everything may be shipped:\n${faults.join('\n')}`);
  write(packages, directory);
  write(
    packages.filter(({ files }) => files.some(isOfCommandLine)),
    join(directory, commandLineNotices),
  );
}

function write(packages, directory) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'THIRD_PARTY_NOTICES.txt'), noticesText(packages));
  writeFileSync(join(directory, 'sbom.cdx.json'), `${billOfMaterials(packages)}\n`);
}

function noticesText(packages) {
  const head = `LeakLens contains the following software of others, each under its own licence.\n`;
  const list = packages.map(({ name, version, license }) => `  ${name} ${version} (${license})`).join('\n');
  const sections = packages.map(({ name, version, license, homepage, texts }) => {
    const title = [`${name} ${version}`, license, homepage].filter((line) => line !== undefined).join('\n');
    return `${rule}\n${title}\n${rule}\n\n${texts.join('\n\n')}\n`;
  });
  return [head, `${list}\n`, ...sections].join('\n');
}

/** CycloneDX 1.6, without time and serial number: the same sources make the same file. */
function billOfMaterials(packages) {
  const { name, version, license, description } = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'),
  );
  const bom = new Models.Bom();
  const { Application, Library } = Enums.ComponentType;
  const own = new Models.Component(Application, name, {
    version,
    description,
    bomRef: name,
    licenses: licensesOf(license),
  });
  bom.metadata.component = own;
  for (const one of packages) {
    const [, group, short = one.name] = /^(@[^/]+)\/(.+)$/.exec(one.name) ?? [];
    const purl = one.purl ?? new PackageURL('npm', group, short, one.version, undefined, undefined).toString();
    const component = new Models.Component(Library, short, {
      ...(group !== undefined && { group }),
      version: one.version,
      purl,
      bomRef: purl,
      scope: Enums.ComponentScope.Required,
      licenses: licensesOf(one.license),
    });
    bom.components.add(component);
    own.dependencies.add(component.bomRef);
  }
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 });
}

function licensesOf(expression) {
  const isSingle = /^[\w.-]+$/.test(expression);
  const license = isSingle ? new Models.SpdxLicense(expression) : new Models.LicenseExpression(expression);
  return new Models.LicenseRepository([license]);
}
