import { describe, expect, it } from 'vitest';
import { demoHelp, parseDemoOptions } from './demoOptions';

describe('the options of the demo', () => {
  it('open a window unless told otherwise', () => {
    expect(parseDemoOptions([])).toMatchObject({ screenshot: undefined, build: true, openPanel: true, width: 1440 });
  });

  it('can be turned off', () => {
    const options = parseDemoOptions(['--no-build', '--no-open-panel', '--screenshot', 'a.png', '--width', '800']);
    expect(options).toMatchObject({ screenshot: 'a.png', build: false, openPanel: false, width: 800 });
  });

  it('take a picture without being told where to', () => {
    for (const demoArguments of [['--screenshot'], ['--screenshot', '--hover']])
      expect(parseDemoOptions(demoArguments).screenshot).toMatch(/demo\.png$/);
  });

  it.each([
    [['--width', 'wide'], '--width wants a number'],
    [['--scale', '9'], '--scale wants a number from 0.5 to 4'],
    [['--wait', ''], '--wait wants a number'],
    [['--replay', '--after-fix'], 'a recording cannot be fixed'],
    [['--hover', '--after-fix'], 'nothing to hover over'],
    [['--runtime', 'jvm'], '--runtime is go or beam'],
    [['--editor', 'nano'], '--editor is vscode or neovim'],
    [['--runtime', 'beam', '--replay'], 'no recording of a node'],
    [['--fleet', '--replay'], '--fleet needs Go services'],
    [['--animated', '--replay'], '--animated shows one Go service'],
    [['--colour', 'red'], '--colour'],
  ])('%j make no sense', (demoArguments, reason) => {
    expect(() => parseDemoOptions(demoArguments)).toThrow(reason);
  });

  it('are all in the help', () => {
    for (const name of [
      'browser',
      'replay',
      'fleet',
      'runtime',
      'editor',
      'animated',
      'theme',
      'no-build',
      'screenshot',
      'no-open-panel',
      'hover',
      'after-fix',
    ]) {
      expect(demoHelp).toContain(`--${name}`);
    }
  });
});
