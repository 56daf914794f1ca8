// What `npm run demo -- …` understands.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { screenshotsFolder } from '../paths.ts';

export interface DemoOptions {
  /** Where to save a picture of the window, after which the demo ends; undefined: a window for a person. */
  readonly screenshot: string | undefined;
  /** Name of a VS Code theme. */
  readonly theme: string;
  /** CSS pixels of the picture, and how many pixels of the file make one of them. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Seconds that the service leaks before the picture is taken, once all is there; undefined: until a line is called a leak. */
  readonly wait: number | undefined;
  readonly afterFix: boolean;
  readonly openPanel: boolean;
  readonly hover: boolean;
  /** The whole job in a picture that moves. */
  readonly animated: boolean;
  /** In a browser even where a desktop VS Code is installed. */
  readonly browser: boolean;
  readonly replay: boolean;
  /** Five replicas of the service, one of which leaks, in place of one. */
  readonly fleet: boolean;
  /** What leaks: a service of Go's, or a node of Erlang's. */
  readonly runtime: 'go' | 'beam';
  /** What opens on it. */
  readonly editor: 'vscode' | 'neovim';
  readonly build: boolean;
  readonly help: boolean;
}

export const demoHelp = `npm run demo -- [options]

Opens VS Code on a small Go service that leaks, with LeakLens connected to it. Uses the desktop VS Code when its \`code\`
command is found, otherwise a VS Code in the browser (downloaded once from npm).

  --browser             use the VS Code in the browser in any case
  --runtime beam        an Erlang node that leaks in place of the Go service (needs Erlang)
  --fleet               five replicas of the service, of two builds, one of which leaks (needs Go)
  --editor neovim       Neovim in this terminal in place of VS Code (needs Neovim; a picture needs tmux, too)
  --replay              show a recording instead of running the service (what happens without Go)
  --theme NAME          for example "Default Light Modern" or "Default High Contrast"
  --no-build            show what was built before

Pictures, without a window:
  --screenshot [FILE]   wait until the hints and the trends are there, save a PNG (.test-out/screenshots/demo.png), end
  --width N --height N  size in CSS pixels (1440 × 900)
  --scale N             pixels of the file per CSS pixel (1)
  --wait N              seconds to wait once all is there (until a line is called a leak)
  --no-open-panel       leave the LeakLens side bar closed
  --hover               with the mouse over the line that blocks
  --after-fix           after the leak was fixed while the service ran
  --animated            the whole job in one PNG that moves: hint, trend, verdict, hover, fixed
`;

const options = {
  screenshot: { type: 'string' },
  theme: { type: 'string', default: 'Default Dark Modern' },
  width: { type: 'string', default: '1440' },
  height: { type: 'string', default: '900' },
  scale: { type: 'string', default: '1' },
  wait: { type: 'string' },
  'after-fix': { type: 'boolean', default: false },
  'open-panel': { type: 'boolean', default: true },
  hover: { type: 'boolean', default: false },
  animated: { type: 'boolean', default: false },
  browser: { type: 'boolean', default: false },
  replay: { type: 'boolean', default: false },
  fleet: { type: 'boolean', default: false },
  runtime: { type: 'string', default: 'go' },
  editor: { type: 'string', default: 'vscode' },
  build: { type: 'boolean', default: true },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function number(name: string, text: string, [least, largest]: readonly [number, number]): number {
  const value = Number(text);
  if (!(text !== '' && value >= least && value <= largest)) {
    throw new Error(`--${name} wants a number from ${least} to ${largest}, not ${JSON.stringify(text)}`);
  }
  return value;
}

/** A picture without a file of its own is kept where the tests keep theirs. */
function withFile(demoArguments: readonly string[]): string[] {
  return demoArguments.flatMap((one, at) => {
    const next = demoArguments[at + 1];
    const isBare = one === '--screenshot' && (next === undefined || next.startsWith('-'));
    return isBare ? [one, join(screenshotsFolder, 'demo.png')] : [one];
  });
}

/** Throws with a sentence for the terminal when the arguments make no sense. */
export function parseDemoOptions(demoArguments: readonly string[]): DemoOptions {
  const { values } = parseArgs({ args: withFile(demoArguments), options, allowNegative: true });
  if (values.replay && values['after-fix'])
    throw new Error('a recording cannot be fixed: leave out --replay or --after-fix');
  if (values.runtime !== 'go' && values.runtime !== 'beam')
    throw new Error(`--runtime is go or beam, not ${JSON.stringify(values.runtime)}`);
  if (values.editor !== 'vscode' && values.editor !== 'neovim')
    throw new Error(`--editor is vscode or neovim, not ${JSON.stringify(values.editor)}`);
  if (values.replay && values.runtime === 'beam') throw new Error('there is no recording of a node to replay');
  if (values.fleet && (values.replay || values.runtime === 'beam' || values.editor === 'neovim'))
    throw new Error('--fleet needs Go services, and VS Code to show them');
  if (values.animated && (values.replay || values.runtime === 'beam' || values.editor === 'neovim' || values.fleet))
    throw new Error('--animated shows one Go service in VS Code, and mends it');
  if (values.hover && values['after-fix']) throw new Error('once it is fixed, there is nothing to hover over');
  return {
    screenshot: values.screenshot,
    theme: values.theme,
    width: number('width', values.width, [200, 8_000]),
    height: number('height', values.height, [200, 8_000]),
    scale: number('scale', values.scale, [0.5, 4]),
    wait: values.wait === undefined ? undefined : number('wait', values.wait, [0, 600]),
    afterFix: values['after-fix'],
    openPanel: values['open-panel'],
    hover: values.hover,
    animated: values.animated,
    browser: values.browser,
    replay: values.replay,
    fleet: values.fleet,
    runtime: values.runtime,
    editor: values.editor,
    build: values.build,
    help: values.help,
  };
}
