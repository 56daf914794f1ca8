import { describe, expect, it } from 'vitest';
import { parseFromPanel, parsePanelChoice } from '../../../src/shared/wires/panelMessages';

const choice = { targetId: 'abc', window: '5m', hidden: ['sys'] };

describe('messages of the panel', () => {
  it.each([
    { type: 'ready' },
    { type: 'capture', targetId: 'abc' },
    { type: 'tryNow', targetId: 'abc' },
    { type: 'editAddress', targetId: 'abc' },
    { type: 'choose', choice },
    { type: 'choose', choice: { ...choice, targetId: null } },
  ])('%j is understood as it is', (message) => {
    expect(parseFromPanel(message)).toEqual(message);
  });

  it.each([
    null,
    'ready',
    {},
    { type: 'delete' },
    { type: 'capture' },
    { type: 'capture', targetId: 7 },
    { type: 'tryNow' },
    { type: 'choose' },
    { type: 'choose', choice: { ...choice, window: 'forever' } },
    { type: 'choose', choice: { ...choice, hidden: 'sys' } },
    { type: 'choose', choice: { ...choice, targetId: 1 } },
  ])('%j is no message', (message) => {
    expect(parseFromPanel(message)).toBeNull();
  });

  it('takes only what it knows', () => {
    expect(parseFromPanel({ type: 'ready', evil: true })).toEqual({ type: 'ready' });
    expect(parsePanelChoice({ ...choice, hidden: ['sys', 'sys', '<evil>', 3], evil: true })).toEqual(choice);
  });
});
