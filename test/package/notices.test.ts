// The package says whose code it holds: built as it is shipped, and looked at from outside.
import { execFileSync } from 'node:child_process';
import { existsSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';
import { licenceFaults } from '../support/notices/checkLicences.mjs';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dist = join(folder, 'dist');
const plain = join(folder, 'plain');

beforeAll(() => {
  const build = (...flags: readonly string[]) =>
    execFileSync(process.execPath, ['esbuild.mjs', ...flags], { cwd: repositoryRoot, stdio: 'pipe' });
  build('--production', `--into=${dist}`);
  build(`--into=${plain}`);
}, 120_000);

/** Packages whose code stands in bundles, by the maps beside them; what a package was made of itself is in no folder here. */
function packagesSeen(): ReadonlySet<string> {
  const maps = readdirSync(plain).filter((name) => name.endsWith('.js.map'));
  const sources = maps.flatMap(
    (name) => (JSON.parse(readFileSync(join(plain, name), 'utf8')) as { sources: readonly string[] }).sources,
  );
  const folders = sources.flatMap((path) => {
    const within = path.slice(Math.max(0, path.indexOf('node_modules')));
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(within)?.[0];
    return folder !== undefined && existsSync(join(repositoryRoot, folder, 'package.json')) ? [folder] : [];
  });
  const own = [...new Set(folders)].map((path) => {
    const { name, version } = JSON.parse(readFileSync(join(repositoryRoot, path, 'package.json'), 'utf8')) as Named;
    return `${name} ${version}`;
  });
  return new Set([...own, ...sources.flatMap(packageWithin)]);
}

/** The agents' kit is published as a bundle: its own maps say what packages it holds. */
function packageWithin(source: string): readonly string[] {
  const [, name, version] = /\/\.pnpm\/([^/]+)@([\d.]+)\//.exec(source) ?? [];
  return name === undefined || version === undefined ? [] : [`${name.replace('+', '/')} ${version}`];
}

interface Named {
  readonly name: string;
  readonly version: string;
}

interface Bill {
  readonly components: readonly (Named & {
    readonly group?: string;
    readonly purl: string;
    readonly licenses: readonly object[];
  })[];
}

const notices = () => readFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
const bill = () => JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8')) as Bill;
const billed = () =>
  bill().components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`);

describe('the notices', () => {
  it('name every package that a bundle holds, with the whole of its licence', () => {
    const seen = packagesSeen();
    expect(seen.size).toBeGreaterThan(20);
    const text = notices();
    for (const one of seen) expect(text).toMatch(new RegExp(`^${one.replaceAll('.', '\\.')}$`, 'm'));
    for (const file of ['preact/LICENSE', 'vscode-jsonrpc/License.txt', '@vscode/webview-ui-toolkit/NOTICES']) {
      const licence = readFileSync(join(repositoryRoot, 'node_modules', file), 'utf8')
        .replace(/\r\n?/g, '\n')
        .trim();
      expect(text).toContain(licence);
    }
  });

  it('name what was compiled into the parser', () => {
    for (const name of ['@vscode/tree-sitter-wasm', 'tree-sitter', 'tree-sitter-go']) {
      expect(notices()).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
    const manifest = readFileSync(
      join(repositoryRoot, 'node_modules/@vscode/tree-sitter-wasm/cgmanifest.json'),
      'utf8',
    );
    const { registrations } = JSON.parse(manifest) as { registrations: readonly [Named] };
    const [{ version }] = registrations;
    expect(billed()).toContain(`tree-sitter ${version}`);
  });
});

describe('the notices of Graphviz', () => {
  it('name the version that is in the package, its licence and where its source is', async () => {
    const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
    const version = (await Graphviz.load()).version();
    expect(billed()).toContain(`graphviz ${version}`);
    expect(notices()).toContain(`https://gitlab.com/graphviz/graphviz/-/tags/${version}`);
    expect(notices()).toContain('Eclipse Public License - v 1.0');
  });
});

describe('the bill of materials', () => {
  it('lists the same packages, and none besides', () => {
    const compiled = ['tree-sitter', 'tree-sitter-go', 'graphviz', '@dagrejs/graphlib'];
    const fromBundles = billed().filter((one) => !compiled.includes(one.replace(/ .*$/, '')));
    expect(fromBundles.toSorted()).toEqual([...packagesSeen()].toSorted());
    for (const one of billed()) expect(notices()).toContain(`\n${one}\n`);
  });

  it('is CycloneDX 1.6', () => {
    const schema = (name: string) =>
      JSON.parse(
        readFileSync(join(repositoryRoot, 'node_modules/@cyclonedx/cyclonedx-library/res/schema', name), 'utf8'),
      ) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json']) {
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}`);
    }
    const validate = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
    validate(bill());
    expect(validate.errors).toBeNull();
    for (const { purl, licenses } of bill().components) {
      expect(purl).toMatch(/^pkg:(npm|github|gitlab)\/.+@v?\d/);
      expect(licenses).toHaveLength(1);
    }
  });
});

/** What goes into the extension's package of the folder that was built. */
async function packedFiles(): Promise<readonly string[]> {
  for (const name of ['package.json', '.vscodeignore', 'README.md', 'LICENSE']) {
    copyFileSync(join(repositoryRoot, name), join(folder, name));
  }
  return listFiles({ cwd: folder, packageManager: PackageManager.None });
}

it('both are in the package', async () => {
  expect(await packedFiles()).toEqual(
    expect.arrayContaining(['dist/THIRD_PARTY_NOTICES.txt', 'dist/sbom.cdx.json', 'dist/server.js']),
  );
});

it('whatever a script of the package loads is in the package, too: what is loaded late is missed late', async () => {
  const files = await packedFiles();
  const loads = files
    .filter((file) => /^dist\/[\w-]+\.js$/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:require|import)\(["'`]\.\/([\w-]+\.js)["'`]\)/g),
    ])
    .map(([, name]) => `dist/${name ?? ''}`);
  expect(loads).toEqual(expect.arrayContaining(['dist/languageClient.js', 'dist/profileActions.js']));
  expect(loads.filter((name) => !files.includes(name))).toEqual([]);
});

describe('a licence', () => {
  const one = { name: 'p', version: '1.0.0', texts: ['words'], files: ['server.js'] };
  const faults = (license: string, texts = one.texts) => licenceFaults([{ ...one, license, texts }]);

  it.each(['MIT', 'ISC', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'BSD-3-Clause AND MIT'])('%s is allowed', (license) => {
    expect(faults(license)).toEqual([]);
  });

  it.each([
    'GPL-3.0-only',
    'MIT AND GPL-2.0-or-later',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'SEE LICENSE IN LICENSE.txt',
    'UNLICENSED',
    'UNKNOWN',
    '',
  ])('%j is not, until somebody has read it', (license) => {
    expect(faults(license)).toEqual([expect.stringContaining('p@1.0.0, which is in server.js,')]);
  });

  it('comes with its text', () => {
    expect(faults('MIT', [])).toEqual([expect.stringContaining('without the text')]);
  });
});
