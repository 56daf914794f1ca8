// Runs inside the extension host instead of a test suite: activates LeakLens and peers, and writes how long each took.
import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import * as vscode from 'vscode';

/** Extensions that come with VS Code and that nothing has activated in an empty window. */
const peers = ['vscode.markdown-language-features', 'vscode.typescript-language-features'];

/** Wall time of one activation, the loading of its code included. */
async function activationMillis(id: string): Promise<number | null> {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined || extension.isActive) return null;
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}

/** A window that has just opened activates a dozen extensions at once; what is measured then is the queue. */
const settleMillis = 5_000;

export async function run(): Promise<void> {
  await new Promise((settled) => setTimeout(settled, settleMillis));
  const leaklens = await activationMillis('leaklens.leaklens');
  const exported: unknown = vscode.extensions.getExtension('leaklens.leaklens')?.exports;
  const measured: Record<string, number | null> = {};
  for (const id of peers) measured[id] = await activationMillis(id);
  const file = process.env['LEAKLENS_BENCH_RESULT'] ?? '';
  await writeFile(
    file,
    JSON.stringify({
      leaklens,
      exported: (exported as { activationMilliseconds: number }).activationMilliseconds,
      peers: measured,
    }),
  );
}
