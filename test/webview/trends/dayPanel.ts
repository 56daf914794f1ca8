import type { Page } from 'playwright-core';
import { TrendsFeed } from '../../../src/host/trends/trendsFeed';
import type { TargetState } from '../../../src/shared/wires/lspMessages';
import type { PanelChoice, PanelTarget, PanelWindow, ToPanel } from '../../../src/shared/wires/panelMessages';
import type { DayService } from '../../support/soak/serviceDay';
import { DayTrends } from './dayTrends';

/** Polls whose messages share a frame of the screen. */
const pollsAFrame = 12;

/** The page and the host's feed, with nothing of VS Code in between but the channel of messages; and somebody who looks at it. */
export class DayPanel {
  /** What the feed found wrong. */
  readonly warnings: string[] = [];
  private readonly engine = new DayTrends();
  private readonly page: Page;
  private readonly feed: TrendsFeed;
  private choice: PanelChoice | null = null;
  private outgoing: ToPanel[] = [];

  constructor(page: Page) {
    this.page = page;
    this.feed = new TrendsFeed({
      engine: this.engine,
      choices: { load: () => this.choice, save: (choice) => (this.choice = choice) },
      actions: {
        capture: () => undefined,
        tryNow: () => undefined,
        editAddress: () => undefined,
        openMoment: () => undefined,
        travel: () => undefined,
        backToNow: () => undefined,
      },
      log: { warn: (message) => this.warnings.push(message) },
      describe: describeTarget,
      post: (message) => this.outgoing.push(message),
      isTrusted: () => true,
      now: () => this.engine.now(),
    });
  }

  /** Hears that the page is ready and shows it what there is. */
  async open(): Promise<void> {
    await this.exchange();
  }

  /** Polls; each message is an event of its own, as from VS Code, and is drawn. */
  async pass(polls: number): Promise<void> {
    for (let left = polls; left > 0; left -= pollsAFrame) {
      for (let poll = 0; poll < Math.min(left, pollsAFrame); poll += 1) this.engine.pollOnce();
      await this.exchange();
    }
  }

  async chooseWindow(window: PanelWindow): Promise<void> {
    await this.page.locator(`.segments label:has(input[value="${window}"])`).click();
    await this.exchange();
  }

  async chooseTarget({ name }: DayService): Promise<void> {
    await this.page.locator('vscode-dropdown').click();
    await this.page.locator('vscode-option', { hasText: name }).click();
    await this.exchange();
  }

  /** Hides a line and shows it again. */
  async blinkSeries(): Promise<void> {
    for (let times = 0; times < 2; times += 1) {
      await this.page.locator('.legend button').nth(1).click();
      await this.exchange();
    }
  }

  async pointAtCharts(): Promise<void> {
    for (const selector of ['.plot-memory', '.plot-goroutines', '.target-name, vscode-dropdown']) {
      await this.page.locator(selector).hover();
      await this.exchange();
    }
  }

  /** The editor changes to another theme and back. */
  async blinkTheme(): Promise<void> {
    for (let times = 0; times < 2; times += 1) {
      await this.page.evaluate(() => document.body.classList.toggle('vscode-high-contrast'));
      await this.exchange();
    }
  }

  async resize(): Promise<void> {
    for (const width of [260, 420, 320]) {
      await this.page.setViewportSize({ width, height: 700 });
      await this.exchange();
    }
  }

  /** Sends what the feed posted, waits until it is on the screen, and hands the feed what the page posted. */
  private async exchange(): Promise<void> {
    const messages = this.outgoing;
    this.outgoing = [];
    const posted = await this.page.evaluate(showMessages, messages);
    for (const message of posted) this.feed.receive(message);
    // The feed asks its engine for points, which takes a turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (posted.length > 0 && this.outgoing.length > 0) await this.exchange();
  }
}

/** Runs in the page. @returns what it posted to its host meanwhile */
async function showMessages(messages: readonly ToPanel[]): Promise<unknown[]> {
  const arrived = new Promise((resolve) => {
    addEventListener('message', function end({ data }: MessageEvent<unknown>) {
      if (data !== 'end') return;
      removeEventListener('message', end);
      resolve(undefined);
    });
  });
  for (const message of messages) postMessage(message, '*');
  postMessage('end', '*');
  await arrived;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  return (globalThis as unknown as { watched: { posted: unknown[] } }).watched.posted.splice(0);
}

function describeTarget(state: TargetState): PanelTarget {
  const { target, phase, problem, conditionText, cost, missing, series, growth, limits, outlooks } = state;
  return {
    id: target.id,
    name: target.name,
    url: new URL(target.url).host,
    phase,
    condition: conditionText.short,
    asOf: conditionText.sentence,
    problem: problem === null ? '' : `${problem.message} ${problem.nextStep}`,
    cost: cost === null ? '' : `Last look: ${String(cost.requests)} requests, ${String(cost.millis)} ms`,
    missing,
    series,
    growth,
    limits,
    outlooks,
  };
}
