import { describe, expect, it } from 'vitest';
import { CrashLimit } from '../../src/host/crashLimit';
import { toEngineSettings } from '../../src/host/engineSettings';
import { markdownText } from '../../src/host/markdownText';
import { defaultSettings } from '../../src/shared/settings';

describe('settings for the engine', () => {
  it('are what the person chose under the names of package.json', () => {
    const values: Record<string, unknown> = {
      'leaklens.poll.intervalSeconds': 2.5,
      'leaklens.request.timeoutSeconds': 3,
      'leaklens.request.maximumResponseMegabytes': 4,
      'leaklens.goroutines.dumpLimit': 5,
      'leaklens.hints.enabled': false,
      'leaklens.hints.minimumGoroutines': 6,
      'leaklens.hints.minimumHeapMegabytes': 7,
      'leaklens.hints.minimumHeapSharePercent': 8,
    };
    expect(toEngineSettings((id) => values[id])).toEqual({
      pollIntervalSeconds: 2.5,
      requestTimeoutSeconds: 3,
      maximumResponseMegabytes: 4,
      goroutineDumpLimit: 5,
      hintsEnabled: false,
      minimumGoroutines: 6,
      minimumHeapMegabytes: 7,
      minimumHeapSharePercent: 8,
    });
  });

  it('are the defaults where settings.json holds something else', () => {
    expect(toEngineSettings(() => 'unusable')).toEqual(defaultSettings);
  });
});

describe('the crash limit', () => {
  it('allows four restarts within three minutes, and more when they are further apart', () => {
    const limit = new CrashLimit();
    expect([0, 1, 2, 3, 4].map((second) => limit.allowsRestart(second * 1000))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(limit.allowsRestart(10 * 60_000)).toBe(true);
  });
});

describe('text in Markdown', () => {
  it('shows just what it says', () => {
    expect(markdownText('a_b [x](command:y) $(bug) <img>\n| c & d')).toBe(
      'a\\_b \\[x\\]\\(command\\:y\\) \\$\\(bug\\) &lt;img\\> \\| c &amp; d',
    );
  });
});
