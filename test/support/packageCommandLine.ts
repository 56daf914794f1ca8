// Packs the command line alone, as npm installs it: `leaklens-VERSION.tgz`, without a dependency at run time. `--from=DIR` takes the
// bundles from elsewhere than dist, `--to=DIR` leaves the package elsewhere than here.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, gunzipSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';
import { commandLineBundles, commandLineNotices } from './commandLineFiles.mjs';
import { commandLineReadme } from './commandLineReadme.ts';
import { packLargeParts } from './packLargeParts.mjs';
import { packedFiles } from './packedFiles.mjs';
import manifest from '../../package.json' with { type: 'json' };

const option = (name: string, fallback: string) =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;
const root = resolve(import.meta.dirname, '../..');
const from = resolve(option('from', join(root, 'dist')));
const to = resolve(option('to', root));

const others = ['THIRD_PARTY_NOTICES.txt', 'sbom.cdx.json'];

const { name, version, description, license, keywords, bin } = manifest;
const published = { name, version, description, license, keywords, bin, type: 'commonjs', engines: { node: '>=20' } };

const folder = mkdtempSync(join(tmpdir(), 'leaklens-package-'));
try {
  const parts = readdirSync(from).filter((name) => name.startsWith('part-'));
  for (const file of [...commandLineBundles, ...parts]) cpSync(join(from, file), join(folder, 'dist', file));
  for (const file of others) cpSync(join(from, commandLineNotices, file), join(folder, 'dist', file));
  writeTranslations(join(folder, 'dist'));
  packLargeParts(join(folder, 'dist'), 'commandLine.js');
  for (const file of packedFiles) cpSync(join(from, `${file}.br`), join(folder, 'dist', `${file}.br`));
  // What is new stands at the release.
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'README.md'), commandLineReadme(readFileSync(join(root, 'README.md'), 'utf8')));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`);
  // Windows has npm as a batch file, which only a shell runs: nothing that it is told needs quotes.
  const inFolder = { cwd: folder, shell: process.platform === 'win32' };
  execFileSync('npm', ['pack', '--silent'], { ...inFolder, stdio: ['ignore', 'inherit', 'inherit'] });
  const archive = `${name}-${version}.tgz`;
  await pressHarder(join(folder, archive), join(to, archive));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A gzip like any other, a fortieth smaller than npm's: it is packed once, and fetched by everybody. */
async function pressHarder(archive: string, pressed: string): Promise<void> {
  writeFileSync(pressed, await zopfli.gzipAsync(gunzipSync(readFileSync(archive)), { numiterations: 5 }));
}

/** Of the translations those alone that a packed script says: the editor's are an eighth. */
function writeTranslations(dist: string): void {
  const scripts = [...readdirSync(dist), ...packedFiles].filter((name) => name.endsWith('.js'));
  const said = scripts.map((name) => plain(readFileSync(join(from, name), 'utf8'))).join('\n');
  mkdirSync(join(dist, 'l10n'));
  for (const name of readdirSync(join(from, 'l10n'))) {
    const all = JSON.parse(readFileSync(join(from, 'l10n', name), 'utf8')) as Readonly<Record<string, string>>;
    const kept = Object.entries(all).filter(([english]) => said.includes(plain(english)));
    writeFileSync(join(dist, 'l10n', `${name}.br`), brotliCompressSync(JSON.stringify(Object.fromEntries(kept))));
  }
}

/** A text however a script may quote it. */
function plain(text: string): string {
  const unescaped = text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (_, four?: string, two?: string) =>
    String.fromCharCode(parseInt(four ?? two ?? '', 16)),
  );
  return unescaped.replaceAll('\n', 'n').replace(/[\\"'`]/g, '');
}
