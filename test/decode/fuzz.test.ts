import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../support/decodeFixtures';
import type { Reading } from '../support/fuzz/corpus';
import { fuzzRuns } from '../support/fuzz/fuzzRuns';
import { runOne } from '../support/fuzz/runOne';
import { outputFolder } from '../support/paths';

const found = readdirSync(resolve(import.meta.dirname, '../fixtures/fuzz')).filter((file) => file.includes('.bin'));

describe('hostile input', () => {
  it('neither crashes nor stalls a reader, nor eats memory: damaged copies of real files, a short run of npm run fuzz', async () => {
    const report = await fuzzRuns({ seed: 20261120, runs: 1500, findings: join(outputFolder, 'fuzz') });
    expect(report.findings).toEqual([]);
    expect(Object.keys(report.verdicts).sort()).toEqual(['cut-off', 'read', 'unreadable']);
  });

  it.each(found)('that a longer run once found is answered: %s', async (file) => {
    const [reading] = file.split('.');
    expect(await runOne(reading as Reading, readFixture(`fuzz/${file}`))).toMatchObject({ failed: false });
  });
});
