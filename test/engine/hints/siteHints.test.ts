import { describe, expect, it } from 'vitest';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import { OpenDocuments } from '../../../src/lsp/openDocuments';
import { siteHints } from '../../../src/engine/hints/siteHints';
import { TargetLines } from '../../../src/engine/lines/targetLines';
import { UnsavedEdits } from '../../../src/engine/lines/unsavedEdits';
import { defaultSettings, type EngineSettings } from '../../../src/shared/model/settings/settings';
import type { SiteReport } from '../../../src/shared/model/siteReport';
import { goLineWords } from '../../support/go/goWords';
import { blockedSite, heapSite, spawnSite } from '../../words/go/lines/sites';

const megabyte = 1024 * 1024;
const nothing: SiteReport = { heap: [], heapTotalBytes: 0, blocked: [], spawns: [] };

function hintsOf(report: Partial<SiteReport>, settings: Partial<EngineSettings> = {}) {
  const lines = new TargetLines(new MovedLines(new UnsavedEdits(new OpenDocuments())));
  return siteHints(
    { ...nothing, ...report },
    { words: goLineWords, settings: { ...defaultSettings, ...settings }, lines, link: () => 'link' },
  );
}

describe('the hints of a report', () => {
  it('are one a site, on the 0-based line of the build', () => {
    const hints = hintsOf({
      heap: [heapSite()],
      heapTotalBytes: 40 * megabyte,
      blocked: [blockedSite({ growth: 5 })],
      spawns: [spawnSite()],
    });
    expect(hints.map(({ kind, path, buildLine, growing }) => [kind, path, buildLine, growing])).toEqual([
      ['blocked', '/ws/gateway.go', 37, true],
      ['spawn', '/ws/gateway.go', 24, false],
      ['heap', '/ws/gateway.go', 32, false],
    ]);
  });

  it.each([
    [2, 0],
    [3, 1],
  ])('%d goroutines at a line make %d hint', (count, hints) => {
    expect(hintsOf({ blocked: [blockedSite({ count })] })).toHaveLength(hints);
    expect(hintsOf({ spawns: [spawnSite({ count })] })).toHaveLength(hints);
  });

  it.each([
    // bytes, total, settings, hints
    [1 * megabyte, 10 * megabyte, {}, 1],
    [1 * megabyte - 1, 10 * megabyte, {}, 0],
    [4 * megabyte, 500 * megabyte, {}, 0],
    [5 * megabyte, 500 * megabyte, {}, 1],
    [1, 10, { minimumHeapMegabytes: 0, minimumHeapSharePercent: 0 }, 1],
  ])('%d bytes of %d with %j make %d hint', (bytes, heapTotalBytes, settings, hints) => {
    expect(hintsOf({ heap: [heapSite({ bytes })], heapTotalBytes }, settings)).toHaveLength(hints);
  });

  it.each([
    [null, false],
    [-5, false],
    [0, false],
    [5, true],
  ])('with a growth of %s are growing: %s', (growth, growing) => {
    expect(hintsOf({ blocked: [blockedSite({ growth })] })[0]?.growing).toBe(growing);
  });

  it('are none when they are switched off', () => {
    expect(hintsOf({ blocked: [blockedSite()] }, { hintsEnabled: false })).toEqual([]);
  });
});
