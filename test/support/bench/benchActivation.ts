// How long LeakLens holds up the extension host when it is activated, beside extensions that come with VS Code.
import esbuild from 'esbuild';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { outputFolder, repositoryRoot } from '../paths.ts';
import { installWorkbench } from '../workbench/installWorkbench.ts';
import { startWorkbench } from '../workbench/startWorkbench.ts';
import type { BenchRow } from './benchRow.ts';

interface ActivationTimes {
  /** From the call of activate() outside, the loading of the bundle included. */
  readonly leaklens: number | null;
  /** Inside `activate`. */
  readonly exported: number;
  readonly peers: Readonly<Record<string, number | null>>;
}

const runs = 5;

async function buildSuite(): Promise<string> {
  const outfile = resolve(outputFolder, 'bench/activation.js');
  await esbuild.build({
    entryPoints: [resolve(import.meta.dirname, 'activationInHost.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  // The folder of scripts is of type module; this bundle is not.
  await writeFile(resolve(outputFolder, 'bench/package.json'), '{ "type": "commonjs" }');
  return outfile;
}

/** One window without a Go file, so that nothing activates LeakLens before it is measured. */
async function measureOnce(extensionTestsPath: string): Promise<ActivationTimes> {
  const folder = await mkdtemp(resolve(tmpdir(), 'leaklens-bench-'));
  const result = resolve(folder, 'result.json');
  const workbench = await startWorkbench({
    folder,
    extensionPath: repositoryRoot,
    extensionTestsPath,
    env: { LEAKLENS_BENCH_RESULT: result },
  });
  try {
    await workbench.exited;
    return JSON.parse(await readFile(result, 'utf8')) as ActivationTimes;
  } finally {
    await workbench.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Needs a production build in dist/. */
export async function benchActivation(): Promise<BenchRow[]> {
  await installWorkbench({ browser: true });
  await mkdir(resolve(outputFolder, 'bench'), { recursive: true });
  const suite = await buildSuite();
  const times: ActivationTimes[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await measureOnce(suite));
  const peer = 'vscode.markdown-language-features';
  const peerValue = median(times.flatMap((time) => time.peers[peer] ?? []));
  return [
    {
      name: 'activation, code loaded, before the engine starts',
      unit: 'ms',
      ours: median(times.flatMap((time) => time.leaklens ?? [])),
      peer: Number.isNaN(peerValue) ? null : { name: peer, value: peerValue },
      budget: { most: 20 },
    },
    {
      name: 'activation, inside activate()',
      unit: 'ms',
      ours: median(times.map((time) => time.exported)),
      peer: null,
      budget: { most: 20 },
    },
  ];
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
