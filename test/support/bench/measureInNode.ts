import esbuild from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const timeoutMillis = 300_000;

/** Bundles a script of this folder that reaches into src, runs it in a process of its own, and reads what it prints. @throws Error */
export async function measureInNode(script: string): Promise<unknown> {
  const bundle = await bundledInto(script);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [bundle.script], { timeout: timeoutMillis });
    return JSON.parse(stdout);
  } finally {
    await bundle.dispose();
  }
}

/** A script that reaches into src, for Node. @param script as seen from this folder */
export async function bundledInto(
  script: string,
): Promise<{ readonly script: string; readonly dispose: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bundle-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const outfile = join(folder, 'bundled.mjs');
  try {
    await esbuild.build({
      entryPoints: [resolve(import.meta.dirname, script)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      logLevel: 'warning',
      // The encoder of profiles reads its schema from beside itself; protobufjs asks for Node's modules with require().
      define: { 'import.meta.dirname': JSON.stringify(resolve(import.meta.dirname, '../profiles')) },
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    return { script: outfile, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
