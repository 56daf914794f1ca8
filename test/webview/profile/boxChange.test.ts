// What a box of a difference says of its change, in text and not by its colour alone.
import { describe, expect, it } from 'vitest';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { changeText } from '../../../webview/profile/flame/boxChange';
import { profileFromText } from '../../support/profiles/profileText';

function said(before: string, now: string, inShares: boolean): readonly string[] {
  const views = new ProfileViews(profileFromText(now), profileFromText(before));
  const ask = {
    from: 0,
    to: 1,
    firstLevel: 0,
    lastLevel: 99,
    resolution: 1e9,
    order: 'name',
    direction: 'callees',
    of: null,
    search: null,
  } as const;
  const answer = views.answer({ view: 'flame', scope: wholeScope, ask }, () => 'own');
  if (answer.view !== 'flame') throw new Error('no flame graph');
  const { window } = answer;
  return Array.from(window.frame, (_, box) => changeText(window, box, inShares));
}

describe('a box of a difference', () => {
  const before = 'a 100\nb 50\nup;same 10\ndown;same 40';
  const now = 'a 150\nb 20\nup;same 20\ndown;same 30';

  it('says whether it has grown, and by how much', () => {
    expect(said(before, now, false)).toEqual(['▲ +50', '▼ -30', '= 0', '▼ -10', '▲ +10']);
  });

  it('says which share of what it is compared with that is', () => {
    expect(said(before, now, true)).toEqual(['▲ +25.00%', '▼ -15.00%', '= 0.00%', '▼ -5.00%', '▲ +5.00%']);
  });

  it('says shares of the whole where there was nothing before', () => {
    expect(said('- 0', 'a 3', true)).toEqual(['▲ +100%']);
  });
});
