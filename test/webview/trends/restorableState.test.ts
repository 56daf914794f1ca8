import { describe, expect, it } from 'vitest';
import { defaultPanelChoice } from '../../../src/shared/wires/panelMessages';
import { parseRestorableState, toRestorableState } from '../../../webview/trends/restorableState';
import { rows } from './seriesBuilder';

const series = rows(5000, 5, (row) => ({ liveHeap: row }));
const state = toRestorableState({ targets: [], choice: { ...defaultPanelChoice, window: 'all' }, series });

describe('the state kept while the panel is hidden', () => {
  it('is a few hundred rows of the chosen window', () => {
    expect(state.series.atMillis.length).toBeLessThanOrEqual(300);
    expect(state.series.values.liveHeap!.at(-1)).toBe(4999);
    const cut = toRestorableState({ targets: [], choice: defaultPanelChoice, series });
    expect(cut.series.values.liveHeap).toHaveLength(62);
  });

  it('comes back as it was', () => {
    expect(parseRestorableState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it.each([
    undefined,
    null,
    {},
    { ...state, version: 0 },
    { ...state, targets: null },
    { ...state, choice: { window: '5m' } },
    { ...state, series: { ...state.series, life: [] } },
    { ...state, series: { ...state.series, values: { ...state.series.values, rss: [1] } } },
  ])('is refused when this version did not write it', (data) => {
    expect(parseRestorableState(data)).toBeNull();
  });
});
