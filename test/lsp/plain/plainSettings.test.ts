import { describe, expect, it } from 'vitest';
import { plainSettings } from '../../../src/lsp/plain/plainSettings';
import { defaultSettings } from '../../../src/shared/model/settings/settings';

describe('settings of an editor', () => {
  it.each([
    ['a tree', { leaklens: { poll: { intervalSeconds: 7 } } }],
    ['a tree without the section', { poll: { intervalSeconds: 7 } }],
    ['names with dots', { 'leaklens.poll.intervalSeconds': 7 }],
    ['names with dots in the section', { leaklens: { 'poll.intervalSeconds': 7 } }],
    ['names with dots without the section', { 'poll.intervalSeconds': 7 }],
    ['the engine’s own names', { pollIntervalSeconds: 7 }],
  ])('are read as %s', (_form, given) => {
    expect(plainSettings(given)).toEqual({ ...defaultSettings, pollIntervalSeconds: 7 });
  });

  it('fill in what the first part does not say from the second', () => {
    const settings = plainSettings(
      { hints: { enabled: false } },
      { hints: { enabled: true }, poll: { intervalSeconds: 9 } },
    );
    expect(settings).toMatchObject({ hintsEnabled: false, pollIntervalSeconds: 9 });
  });

  it.each([null, undefined, 7, 'none', [], { poll: 'often' }, { poll: { intervalSeconds: 'often' } }])(
    'that are %j leave the defaults',
    (given) => {
      expect(plainSettings(given)).toEqual(defaultSettings);
    },
  );
});
