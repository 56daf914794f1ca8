// With the Chinese bundle the engine and the panel speak Chinese, with every number in its place.
import { config } from '@vscode/l10n';
import { afterAll, beforeAll, expect, it } from 'vitest';
import chinese from '../../src/l10n/bundle.l10n.zh-cn.json';
import { blockedHover, heapHover, spawnHover } from '../../src/words/go/lines/costHover';
import { blockedText, heapText, spawnText } from '../../src/words/go/lines/costWords';
import { reportProblem } from '../../src/lsp/reportProblem';
import { problemWords } from '../../src/words/problems/problemWords';
import { joinSentences } from '../../webview/trends/listWords';
import { shortRate } from '../../webview/trends/rateWords';
import { readoutWords } from '../../webview/trends/readout';
import { goSeriesView, goSeriesViews } from '../support/go/goSeriesViews';
import { blockedSite, heapSite, resolved, spawnSite } from '../words/go/lines/sites';

beforeAll(() => config({ contents: chinese }));
afterAll(() => config({ contents: {} }));

const megabyte = 1024 * 1024;
const subject = 'http://localhost:6060/debug/pprof/heap';

it.each([
  [blockedSite(), '412 个等待中'],
  [blockedSite({ count: 1204, growth: 118 }), '1,204 个等待中 ↑118/分钟'],
])('a line says how many wait, and how many more come: %#', (site, text) => {
  expect(blockedText(site)).toBe(text);
});

const wait = { site: resolved(), kind: 'chan-send', count: 5 } as const;

it.each([
  [spawnSite(), '在此启动的 412 个在 gateway.go:38 等待'],
  [spawnSite({ count: 1 }), '在此启动的 1 个在 gateway.go:38 等待'],
  [spawnSite({ waits: [wait, wait, wait] }), '在此启动的 412 个在 gateway.go:38 和另外 2 处等待'],
  [spawnSite({ waits: [], growth: -3 }), '在此启动的 412 个正在等待 ↓3/分钟'],
])('a line says how many it started, and where they wait: %#', (site, text) => {
  expect(spawnText(site)).toBe(text);
});

it('a line says what it holds, and how much of all that is', () => {
  const text = heapText(heapSite({ growth: 9.1 * megabyte }), 37.1 * megabyte);
  expect(text).toBe('占用 31.2 MB ↑9.10 MB/分钟 · 占堆 84%');
});

it('a hover has its numbers in Chinese order', () => {
  expect(heapHover(heapSite(), 37.1 * megabyte)).toContain('| 占存活堆的比例 | 37.1 MB 的 84% |');
  expect(spawnHover(spawnSite(), () => 'gateway.go:38')).toContain('| 等待于 | gateway.go:38（412，channel 发送） |');
  const site = blockedSite({ minutes: { min: 1, max: 7 } });
  expect(blockedHover(site, () => '')).toContain('| 等待时长 | 最长 7 分钟（以垃圾回收器观测到的为准） |');
});

it('a problem says what went wrong and what to do', () => {
  expect(reportProblem({ kind: 'timeout', subject, detail: '', limit: 10_000 }, problemWords)).toEqual({
    kind: 'timeout',
    message: `${subject} 在 10 秒内没有响应。`,
    nextStep: '请确认服务没有停在调试器中，或调大“leaklens.request.timeoutSeconds”。',
  });
  const problem = { kind: 'http-status', subject, detail: 'HTTP 503 Service Unavailable', status: 503 } as const;
  expect(problemWords.message(problem)).toBe(`${subject} 返回 HTTP 503 Service Unavailable。`);
});

it('the trends panel names its rates and reads out its values', () => {
  const [heap, goroutines] = [goSeriesView('liveHeap'), goSeriesView('goroutines')];
  expect([shortRate(heap, 9.1 * megabyte), shortRate(goroutines, 118), shortRate(goroutines, 0)]).toEqual([
    '↑9.10 MB/分钟',
    '↑118/分钟',
    '平稳',
  ]);
  const values = { liveHeap: 84.1 * megabyte, goroutines: 1204 };
  const times = { moment: () => '14:32:05', tick: () => '' };
  expect(readoutWords({ atMillis: 0, values }, goSeriesViews(), times)).toBe(
    '14:32:05：存活堆 84.1 MB，goroutine 数 1,204',
  );
});

it('sentences follow each other without a space', () => {
  expect(joinSentences(['单位：字节。', '', '按下即可隐藏。'])).toBe('单位：字节。按下即可隐藏。');
});
