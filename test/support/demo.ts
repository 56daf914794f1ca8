// `npm run demo`: VS Code on a leaking service, with LeakLens connected to it. Ends with Ctrl-C, and all it started too.
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import { findInstalledDesktop, openDesktop } from './demo/demoDesktop.ts';
import { openNeovim, takeNeovimPicture } from './demo/demoNeovim.ts';
import { demoHelp, parseDemoOptions, type DemoOptions } from './demo/demoOptions.ts';
import { takePicture } from './demo/demoPicture.ts';
import { takeStory } from './demo/demoStory.ts';
import { startDemoNode } from './demo/demoNode.ts';
import { startDemoService, type DemoService } from './demo/demoService.ts';
import { demoSettings } from './demo/demoSettings.ts';
import { demoLogFile, repositoryRoot, screenshotsFolder } from './paths.ts';
import { Endings } from './process/endings.ts';
import { installWorkbench } from './workbench/installWorkbench.ts';
import { linkExtension } from './workbench/linkExtension.ts';
import { sayTo } from './workbench/sayTo.ts';
import { startServer } from './workbench/startServer.ts';
import { startWorkbench } from './workbench/startWorkbench.ts';
import { workbenchUrl } from './workbench/workbenchUrl.ts';

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function build(): void {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error('the extension does not build');
}

function places(service: DemoService) {
  return { folder: service.folder, extensionPath: repositoryRoot, openFile: service.blocked };
}

async function savePicture(service: DemoService, options: DemoOptions, endings: Endings): Promise<void> {
  const file = resolve(process.env['INIT_CWD'] ?? process.cwd(), options.screenshot ?? '');
  await mkdir(dirname(file), { recursive: true });
  await mkdir(screenshotsFolder, { recursive: true });
  await installWorkbench({ browser: true });
  if (options.editor === 'neovim') {
    await takeNeovimPicture({ service, options, file });
  } else {
    const workbench = endings.hold(
      await startWorkbench({
        ...places(service),
        userSettings: demoSettings(service, options),
        viewport: { width: options.width, height: options.height },
        deviceScaleFactor: options.scale,
        ...sayTo(createWriteStream(demoLogFile)),
      }),
    );
    const order = { page: workbench.page, service, options, file };
    await (options.animated ? takeStory(order) : takePicture(order));
  }
  say(`Saved ${file}`);
}

function whatToLookAt({ blocked, mending, isRecording, cookieFile }: DemoService): string[] {
  const place = `${basename(blocked.path)}, line ${blocked.line}`;
  return [
    '',
    cookieFile === undefined
      ? `Look at ${place}: at its end stands how many goroutines wait there, since when, and how fast they grow.`
      : `Look at ${place}: at its end stands how many monitors never end, who monitors whom, and how fast they grow.`,
    'Rest the mouse on the line for the details, and click the LeakLens icon at the left edge for the trends.',
    isRecording
      ? 'What you see is a recording of two minutes: there is no Go on this machine to run the service itself.'
      : `Then fix the leak while the service runs, and watch the hints go:  ${mending}`,
    'Ctrl-C ends the demo.',
  ];
}

/** Resolves when the person has closed the window, or when the server has ended; otherwise Ctrl-C ends it. */
async function showWindow(service: DemoService, options: DemoOptions, endings: Endings): Promise<number> {
  if (options.editor === 'neovim') return openNeovim(service);
  const settings = demoSettings(service, options);
  const program = options.browser ? undefined : findInstalledDesktop();
  if (program) {
    const window = await openDesktop({ program, service, settings });
    endings.hold({ dispose: () => window.stop() });
    // What nobody reads would stop VS Code once the pipe is full.
    window.stdout.resume();
    window.stderr.resume();
    say(`VS Code opens (${program}).`, ...whatToLookAt(service));
    return window.exited;
  }
  await installWorkbench({ browser: false });
  const server = endings.hold(await startServer({ userSettings: settings }));
  const extensionPath = await linkExtension(server.folder, repositoryRoot);
  const url = workbenchUrl(server, { ...places(service), extensionPath });
  say('VS Code is ready. Open this in a browser on this machine:', '', url);
  say(...whatToLookAt(service));
  return server.exited;
}

async function main(endings: Endings): Promise<number> {
  const options = parseDemoOptions(process.argv.slice(2));
  if (options.help) {
    say(demoHelp);
    return 0;
  }
  if (options.build) build();
  const isNode = options.runtime === 'beam';
  const service = isNode ? await startDemoNode(endings) : await startDemoService(options, endings);
  // A node has no page that mends it.
  if (isNode) process.stdin.once('data', () => void service.fix().catch((error: unknown) => say(String(error))));
  if (service.isRecording && options.afterFix) throw new Error('--after-fix needs the service itself, and so Go');
  say(service.isRecording ? 'Replaying a recorded service.' : `“${service.name}” runs and leaks: ${service.url}`);
  if (options.screenshot === undefined) return showWindow(service, options, endings);
  await savePicture(service, options, endings);
  return 0;
}

const endings = Endings.onSignals();
try {
  process.exitCode = await main(endings);
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await endings.dispose();
process.exit();
