// One view's part in showing profiles on lines: when it asks, what it asks for, and what it tells its page.
import { describe, expect, it } from 'vitest';
import {
  ViewOnLines,
  type LinePlace,
  type LinesWanted,
  type LineView,
} from '../../../../src/host/profiles/lines/viewOnLines';
import { wholeScope, type ViewScope } from '../../../../src/shared/model/views/viewScope';

const wanted = (handle: string, scope: Partial<ViewScope> = {}): LinesWanted => ({
  handle,
  name: 'heap',
  scope: { ...wholeScope, ...scope },
});

const shown = { lines: 2, files: 1, left: 0 };

/** A window in which one profile at a time is on the lines. */
class Window implements LinePlace {
  readonly asked: string[] = [];
  view: LineView | null = null;

  show(view: LineView, { handle, scope }: LinesWanted): void {
    if (this.view !== view) this.view?.told(null, '');
    this.view = view;
    this.asked.push(`${handle} ${scope.sample}`.trim());
    view.told(shown, '');
  }

  hide(view: LineView): void {
    if (this.view !== view) return;
    this.view = null;
    this.asked.push('nothing');
    view.told(null, '');
  }
}

function open(window = new Window()) {
  const told: unknown[] = [];
  return { window, told, view: new ViewOnLines(window, (lines, problem) => told.push(problem || lines)) };
}

describe('a view', () => {
  it('shows nothing on lines before a person wants it', () => {
    const { window, view } = open();
    view.follow(wanted('h'));
    expect(window.asked).toEqual([]);
  });

  it('shows what it looks at, once, and no more when that is wanted no longer', () => {
    const { window, view, told } = open();
    view.turn(true, wanted('h'));
    view.follow(wanted('h'));
    view.turn(false, wanted('h'));
    view.follow(wanted('h', { sample: 'cpu' }));
    expect(window.asked).toEqual(['h', 'nothing']);
    expect(told).toEqual([shown, null]);
  });

  it('follows what is counted and the newest profile, but not by what costs are grouped elsewhere', () => {
    const { window, view } = open();
    view.turn(true, wanted('h'));
    view.follow(wanted('h', { granularity: 'package' }));
    view.follow(wanted('h', { sample: 'cpu' }));
    view.follow(wanted('later', { sample: 'cpu' }));
    expect(window.asked).toEqual(['h', 'h cpu', 'later cpu']);
  });

  it('shows the next profile that is opened in it, without telling meanwhile that a person took it off', () => {
    const { window, view, told } = open();
    view.turn(true, wanted('heap'));
    view.leave();
    view.follow(null);
    view.follow(wanted('allocs'));
    expect(window.asked).toEqual(['heap', 'nothing', 'allocs']);
    expect(told).toEqual([shown, shown]);
  });

  it('gives way to another one, until a person wants it again', () => {
    const { window, view, told } = open();
    const other = open(window);
    view.turn(true, wanted('mine'));
    other.view.turn(true, wanted('theirs'));
    view.follow(wanted('mine', { sample: 'cpu' }));
    expect(window.asked).toEqual(['mine', 'theirs']);
    expect(told.at(-1)).toBeNull();
    view.turn(true, wanted('mine'));
    expect(window.asked.at(-1)).toBe('mine');
    expect(other.told.at(-1)).toBeNull();
  });

  it('tells why it is not shown, and is off then', () => {
    const told: unknown[] = [];
    const refusing: LinePlace = { show: (view) => view.told(null, 'too large'), hide: () => undefined };
    const view = new ViewOnLines(refusing, (lines, problem) => told.push(problem || lines));
    view.turn(true, wanted('h'));
    expect([told, view.isOn]).toEqual([['too large'], false]);
  });
});
