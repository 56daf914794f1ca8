import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { hasPprof, pprofTop } from '../../support/goPprof';
import { hasGo, startService } from '../../support/goService';
import { readProfile } from '../../support/readProfile';
import type { RunningService } from '../../support/runningService';
import { printedName, ProfileFolder, question, scope, sorted } from './oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

describe.skipIf(!hasGo() || !hasPprof())('what a service answers now, as pprof reports it (skipped without Go)', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService('healthy', { args: ['-rate', '500'] });
  });
  afterAll(() => service.stop());

  it.each(['heap?gc=1', 'allocs', 'goroutine', 'block', 'mutex', 'threadcreate', 'heap?seconds=1'])(
    '%s',
    async (path) => {
      const opened = folder.write(await readProfile(`${service.url}/debug/pprof/${path}`));
      for (const sample of opened.profile.sampleTypes.keys()) {
        for (const by of ['function', 'line'] as const) {
          const ours = profileReports.top(opened.profile, scope(sample), by);
          const theirs = pprofTop(question(opened, sample, by === 'line' ? ['-lines'] : []));
          const rows = ours.rows.map((row) => ({ name: printedName(row, by), flat: row.flat, cum: row.cum }));
          expect(ours.total).toBe(theirs.total);
          expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
        }
      }
    },
  );
});
