import { describe, expect, it } from 'vitest';
import { parseFromPanel, parsePanelChoice } from '../../../src/shared/wires/panelMessages';

const choice = { targetId: 'a', window: '1h', hidden: ['rss'] };

describe('what a panel posts', () => {
  it.each([
    { type: 'ready' },
    { type: 'capture', targetId: 'a' },
    { type: 'choose', choice },
    { type: 'choose', choice: { ...choice, targetId: null } },
  ])('is accepted: %j', (message) => {
    expect(parseFromPanel(message)).toEqual(message);
  });

  it.each([
    null,
    undefined,
    'ready',
    [],
    {},
    { type: 'reload' },
    { type: 'capture' },
    { type: 'capture', targetId: 7 },
    { type: 'choose' },
    { type: 'choose', choice: { ...choice, window: '2h' } },
    { type: 'choose', choice: { ...choice, targetId: 7 } },
    { type: 'choose', choice: { ...choice, hidden: 'rss' } },
  ])('is refused: %j', (message) => {
    expect(parseFromPanel(message)).toBeNull();
  });

  it('loses what the contract does not know', () => {
    expect(parseFromPanel({ type: 'ready', extra: 1 })).toEqual({ type: 'ready' });
    expect(parsePanelChoice({ ...choice, hidden: ['rss', '__proto__', 3] })).toEqual(choice);
  });
});
