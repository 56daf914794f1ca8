// A terminal's screen as a picture: what `tmux capture-pane -e` says, drawn by xterm.js in the browser that the tests install.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../workbench/chromiumLaunch.ts';

export interface TerminalScreen {
  /** One string a row, with the escape sequences of its colours. */
  readonly rows: readonly string[];
  readonly columns: number;
}

export interface DrawOrder {
  readonly screen: TerminalScreen;
  readonly file: string;
  /** Pixels of the file per CSS pixel. */
  readonly scale: number;
  /** Throw-away, for the browser. */
  readonly folder: string;
}

const background = '#14161b';

/** Xterm.js makes `Terminal` a global of the page; its promise is kept until all is drawn. */
const draw = `async ({ rows, columns }) => {
  const terminal = new Terminal({
    cols: columns, rows: rows.length, fontFamily: '"DejaVu Sans Mono", Menlo, Consolas, monospace', fontSize: 14,
    theme: { background: '${background}', foreground: '#e0e2ea', cursor: '${background}' }, cursorInactiveStyle: 'none',
    scrollback: 0, allowProposedApi: true,
  });
  terminal.open(document.getElementById('terminal'));
  await new Promise((written) => terminal.write(rows.join('\\r\\n'), written));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}`;

/** Saves the picture, as large as the screen. */
export async function drawTerminal({ screen, file, scale, folder }: DrawOrder): Promise<void> {
  const style = await readFile(new URL(import.meta.resolve('@xterm/xterm/css/xterm.css')), 'utf8');
  const browser = await chromium.launch({ ...(await chromiumLaunch(folder)), headless: true });
  try {
    const viewport = { width: screen.columns * 10, height: screen.rows.length * 22 };
    const page = await browser.newPage({ deviceScaleFactor: scale, viewport });
    const frame = `#terminal { display: inline-block; padding: 8px; background: ${background} } .xterm-scrollable-element > .scrollbar { display: none }`;
    await page.setContent(`<style>${style}${frame} body { margin: 0 }</style><div id="terminal"></div>`);
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve('@xterm/xterm/lib/xterm.js')) });
    await page.evaluate(`(${draw})(${JSON.stringify(screen)})`);
    await page.locator('#terminal').screenshot({ path: file });
  } finally {
    await browser.close();
  }
}
