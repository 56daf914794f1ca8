import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeSettings, defaultSettings, settingBounds } from '../../../../src/shared/model/settings/settings';
import type { EngineSettings } from '../../../../src/shared/model/settings/settings';

/** The setting in package.json, without its prefix, by the engine's name for it. */
const declared: Readonly<Record<keyof EngineSettings, string>> = {
  pathMappings: 'pathMappings',
  pollIntervalSeconds: 'poll.intervalSeconds',
  pollMaximumCostPercent: 'poll.maximumCostPercent',
  requestTimeoutSeconds: 'request.timeoutSeconds',
  maximumResponseMegabytes: 'request.maximumResponseMegabytes',
  goroutineDumpLimit: 'goroutines.dumpLimit',
  hintsEnabled: 'hints.enabled',
  minimumGoroutines: 'hints.minimumGoroutines',
  minimumHeapMegabytes: 'hints.minimumHeapMegabytes',
  minimumHeapSharePercent: 'hints.minimumHeapSharePercent',
  verdictMinimumGoroutines: 'verdicts.minimumGoroutines',
  verdictMinimumGrowthMegabytes: 'verdicts.minimumGrowthMegabytes',
  verdictMinimumWatchSeconds: 'verdicts.minimumWatchSeconds',
  historyIntervalSeconds: 'history.intervalSeconds',
  historyMaximumMegabytes: 'history.maximumMegabytes',
  archiveHistoryHours: 'archive.historyHours',
  memoryLimitMegabytes: 'memoryLimitMegabytes',
};

interface Declaration {
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8')) as {
  contributes: { configuration: { properties: Record<string, Declaration> } };
};

function declaration(name: keyof EngineSettings): Declaration {
  const found = manifest.contributes.configuration.properties[`leaklens.${declared[name]}`];
  if (found === undefined) throw new Error(`package.json has no leaklens.${declared[name]}`);
  return found;
}

const numbers = Object.keys(settingBounds) as (keyof typeof settingBounds)[];

describe('the settings of the engine', () => {
  it.each(Object.keys(declared) as (keyof EngineSettings)[])('%s has the default of package.json', (name) => {
    expect(defaultSettings[name]).toEqual(declaration(name).default);
  });

  it.each(numbers)('%s has the bounds of package.json', (name) => {
    expect(settingBounds[name]).toEqual([declaration(name).minimum, declaration(name).maximum]);
  });

  it.each([undefined, null, {}, 'no settings', []])('are the defaults when a client sends %j', (given) => {
    expect(completeSettings(given)).toEqual(defaultSettings);
  });

  it('keep what a client sends, and have defaults for the rest', () => {
    expect(completeSettings({ pollIntervalSeconds: 1.5, hintsEnabled: false, unknown: 1 })).toEqual({
      ...defaultSettings,
      pollIntervalSeconds: 1.5,
      hintsEnabled: false,
    });
  });

  it('have the mappings that can be understood, with forward slashes and none at the end', () => {
    const pathMappings = [
      { from: '/app/', to: 'C:\\work\\shop\\' },
      { from: '', to: '/x' },
      { from: '/', to: '/src' },
      'app',
      null,
    ];
    expect(completeSettings({ pathMappings }).pathMappings).toEqual([
      { from: '/app', to: 'C:/work/shop' },
      { from: '/', to: '/src' },
    ]);
  });

  it.each([
    [0, 1],
    [-5, 1],
    [Number.NaN, 5],
    [Number.POSITIVE_INFINITY, 3600],
    ['2', 5],
    [null, 5],
  ])('never poll without a pause: an interval of %s is %d', (given, seconds) => {
    expect(completeSettings({ pollIntervalSeconds: given }).pollIntervalSeconds).toBe(seconds);
  });
});
