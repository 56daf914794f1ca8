import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../support/profiles/decodeFixtures';
import type { Reading } from '../support/fuzz/corpus';
import { fuzzRuns } from '../support/fuzz/fuzzRuns';
import { runOne } from '../support/fuzz/runOne';
import { outputFolder } from '../support/paths';

const found = readdirSync(resolve(import.meta.dirname, '../fixtures/fuzz')).filter((file) => file.includes('.bin'));

describe('hostile input', () => {
  it('neither crashes nor stalls a reader, nor eats memory: damaged copies of real files, a short run of npm run fuzz', async () => {
    const report = await fuzzRuns({ seed: 20261120, runs: 1500, findings: join(outputFolder, 'fuzz') });
    expect(report).toMatchObject({ runs: 1500, answered: 1500, findings: [] });
    const verdicts = new Set(Object.values(report.verdicts).flatMap((counts) => Object.keys(counts)));
    expect([...verdicts].sort()).toEqual(['cut-off', 'peeled', 'read', 'too-large', 'unreadable']);
    for (const reading of ['goroutineText', 'gctrace', 'loggedProfiles', 'memoryPages'])
      expect(report.verdicts[reading]?.['peeled'], reading).toBeGreaterThan(0);
  });

  it('is counted up to where it is ended', async () => {
    const ending = new AbortController();
    const onProgress = () => ending.abort();
    const report = await fuzzRuns({
      ...{ seed: 3, runs: 1e6, shownEvery: 1e6 },
      findings: join(outputFolder, 'fuzz'),
      onProgress,
      signal: ending.signal,
    });
    expect(report.findings).toEqual([]);
    expect(report.runs).toBeLessThan(1e6);
    expect(report.answered).toBe(report.runs);
  });

  it.each(found)('that a longer run once found is answered: %s', async (file) => {
    const [reading] = file.split('.');
    expect(await runOne(reading as Reading, readFixture(`fuzz/${file}`))).toMatchObject({ failed: false });
  });
});
