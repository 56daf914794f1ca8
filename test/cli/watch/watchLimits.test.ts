// When a limit is reached, as `watch` writes it and fails for it.
import { describe, expect, it } from 'vitest';
import type { Outlook } from '../../../src/shared/model/series/outlook';
import { megabyte } from '../../words/go/findings/findings';
import { startedAtMillis, written } from '../writtenReport';

describe('a limit', () => {
  const outlook: Outlook = {
    ...{ series: 'rss', less: null, unit: 'bytes', limit: 512 * megabyte, origin: 'cgroup' },
    ...{ asOfMillis: startedAtMillis + 60_000, now: 100 * megabyte, perMinute: megabyte },
    reaches: { likelyMillis: 3_600_000, earliestMillis: 3_000_000, latestMillis: 5_400_000 },
  };
  const { series, less, unit, limit, origin } = outlook;
  const limits = [{ series, less, unit, limit, origin }];
  const near = { findings: [], failOn: null, limits, outlooks: [outlook] };
  const sentence = 'Memory reaches 512 MB (limit of its cgroup) in 60 min (50 min to 90 min), if it goes on like this.';

  it('that is too near fails, in every format', () => {
    const given = { ...near, oomWithinMillis: 86_400_000 };
    expect(written('text', given)).toContain(`\n${sentence}\n`);
    expect(written('text', given)).toContain('\nFailed: at its limit within 24 h 0 min (--fail-on-oom-within).');
    expect(written('markdown', given)).toContain(sentence);
    expect(written('junit', given)).toContain(`<failure type="limit" message="${sentence}"/>`);
    expect(written('junit', given)).toMatch(/<testsuites name="leaklens" tests="2" failures="1"/);
    expect(JSON.parse(written('json', given))).toMatchObject({
      failed: true,
      failOnOomWithinSeconds: 86_400,
      limits: [{ series: 'rss', origin: 'cgroup', reachesInSeconds: { likely: 3600, earliest: 3000, latest: 5400 } }],
    });
  });

  it('that is far enough passes, and so does GOMEMLIMIT: it ends nothing', () => {
    const far = { ...near, oomWithinMillis: 60_000 };
    expect(written('text', far)).toContain('\nPassed: not at its limit within 60 s (--fail-on-oom-within).');
    expect(JSON.parse(written('json', far))).toMatchObject({ failed: false });
    const go = { ...near, outlooks: [{ ...outlook, origin: 'go' as const }], oomWithinMillis: 86_400_000 };
    expect(JSON.parse(written('json', go))).toMatchObject({ failed: false });
  });

  it('is told to be unknown, or out of sight of a watch so short', () => {
    const ahead = { ...near, outlooks: [], oomWithinMillis: 86_400_000 };
    expect(written('text', ahead)).toContain(
      'Not at its limit as far as such a watch can foresee: for 24 h 0 min watch for 15 min (--fail-on-oom-within).',
    );
    expect(written('text', { ...ahead, limits: [] })).toContain('No limit is known of this service');
    expect(JSON.parse(written('json', ahead))).toMatchObject({ limits: [{ reachesInSeconds: null }], failed: false });
  });
});
