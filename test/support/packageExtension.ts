// Packs the extension: `leaklens-VERSION.vsix`. `--from=DIR` takes a folder that has been built, `--to=FILE` leaves it elsewhere than here.
import { resolve } from 'node:path';
import process from 'node:process';
import { createVSIX } from '@vscode/vsce';
import manifest from '../../package.json' with { type: 'json' };

const option = (name: string, fallback: string) =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;
const root = resolve(import.meta.dirname, '../..');
const cwd = resolve(option('from', root));
const packagePath = resolve(option('to', `${root}/leaklens-${manifest.version}.vsix`));

await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, ...links(process.env) });

/**
 * Where README's links and pictures lead: to the commit that a workflow packs. The page of an extension shows pictures from the web alone, in an
 * editor and in the marketplace, so that a package need not hold them.
 */
function links({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA }: NodeJS.ProcessEnv) {
  if (GITHUB_SERVER_URL === undefined || GITHUB_REPOSITORY === undefined || GITHUB_SHA === undefined)
    return { rewriteRelativeLinks: false };
  const repository = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  return { baseContentUrl: `${repository}/blob/${GITHUB_SHA}`, baseImagesUrl: `${repository}/raw/${GITHUB_SHA}` };
}
