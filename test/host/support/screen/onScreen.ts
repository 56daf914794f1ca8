// What stands on the screen: read from the window itself, as a person reads it.
import { evaluate, evaluateInWebview } from './driver';

export interface OnScreen {
  /** Rows of the view Findings, and the message that stands there without any. */
  readonly findings: string;
  /** Rows of the view Services and Snapshots. */
  readonly targets: string;
  readonly statusBar: string;
  /** At the ends of the lines that are in view. */
  readonly hints: readonly string[];
}

const read = `(() => {
  const pane = (name) => [...document.querySelectorAll('.pane')].find((one) =>
    one.querySelector('.pane-header')?.textContent.includes(name));
  const text = (name) => pane(name)?.querySelector('.pane-body')?.innerText ?? '';
  const after = (element) => getComputedStyle(element, '::after').content;
  const said = [...document.querySelectorAll('.view-line span')].map(after);
  return {
    findings: text('Findings'),
    targets: text('Services'),
    statusBar: [...document.querySelectorAll('.statusbar-item')].map((item) => item.innerText).join(' | '),
    hints: [...new Set(said)].filter((content) => content.startsWith('"')),
  };
})()`;

export async function onScreen(): Promise<OnScreen> {
  return (await evaluate(read)) as OnScreen;
}

/** All that the panel of trends says. */
export async function panelText(): Promise<string> {
  return String(await evaluateInWebview('main', 'document.body.innerText'));
}
