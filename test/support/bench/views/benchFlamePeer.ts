// The flame graph of a library beside ours, on the same tree in the same browser.
import esbuild from 'esbuild';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';

const origin = 'https://peer.example';

/** Milliseconds from a tree in memory to its drawing. @param tree the file that viewsInNode.ts wrote */
export async function drawWithLibrary(browser: Browser, tree: string): Promise<number> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [resolve(import.meta.dirname, 'flamePeer.mjs')],
    outfile: 'peer.js',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    logLevel: 'warning',
  });
  const script = outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/tree') return route.fulfill({ body: await readFile(tree) });
    if (path === '/tree.json') return route.fulfill({ body: await readFile(`${tree}.json`) });
    if (path === '/peer.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    return route.fulfill({
      contentType: 'text/html',
      body: '<!DOCTYPE html><body><div id="chart"></div><script src="/peer.js"></script></body>',
    });
  });
  await page.goto(origin);
  const millis = await page.evaluate(() => (globalThis as unknown as { drawTree: () => Promise<number> }).drawTree());
  await page.close();
  return millis;
}
