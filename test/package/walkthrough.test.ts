// The walkthrough and its snippets: what it names is there, and what it inserts is a program that does what is said of it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import manifest from '../../package.json';
import { leaklens } from '../cli/harness';
import { freePort } from '../sources/localServer';
import { contextKeys } from '../../src/host/base/contributionNames';
import { hasGo } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';

const text = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');
const words = JSON.parse(text('package.nls.json')) as Readonly<Record<string, string>>;
const chinese = JSON.parse(text('package.nls.zh-cn.json')) as Readonly<Record<string, string>>;
const said = (key: string, table = words) => table[key.slice(1, -1)] ?? '';

const { walkthroughs, snippets, commands, views, viewsWelcome } = manifest.contributes;
const steps = walkthroughs.flatMap((one) => one.steps);

type Snippets = Readonly<Record<string, { readonly body: readonly string[] }>>;
const inserted = JSON.parse(text(snippets[0]?.path ?? '')) as Snippets;

/** A snippet as it is inserted, with a port in place of the usual one. */
function program(name: string, port: number | string): string {
  const body = inserted[name]?.body ?? [];
  return body.join('\n').replace('${1:6060}', String(port)).replace('$0', '');
}

// The tree is asked for its rows some time after its message is gone: meanwhile it is empty, and VS Code says what it says of an empty one.
it('that no service is connected is said only where none is', () => {
  const [welcome] = viewsWelcome.filter(({ contents }) => contents === '%welcome.findings%');
  expect(welcome?.when?.split(' && ')).toContain(`!${contextKeys.hasTargets}`);
});

describe('the walkthrough', () => {
  it('leads from a service to a leak', () => {
    expect(steps.map(({ id }) => id)).toEqual(['pprof', 'connect', 'hint', 'capture', 'sample']);
  });

  it.each(steps.map((step) => [step.id, step] as const))('%s names nothing that is not there', (_, step) => {
    const { media } = step;
    const file = 'image' in media ? media.image : media.markdown;
    expect(existsSync(join(repositoryRoot, file))).toBe(true);
    const known = new Set([
      ...commands.map(({ command }) => command),
      ...Object.values(views).flatMap((list) => list.map(({ id }) => `${id}.focus`)),
    ]);
    for (const table of [words, chinese]) {
      expect(said('%welcome.findings%', table)).toContain(`%22leaklens.leaklens%23${walkthroughs[0]?.id ?? ''}%22`);
      expect(said(step.title, table)).not.toBe('');
      const links = [...said(step.description, table).matchAll(/\]\(command:([\w.]+)\)/g)];
      expect(links.length).toBeGreaterThan(0);
      for (const [, command = ''] of links) expect(known).toContain(command);
    }
  });

  it.each([
    ['pprof.md', 'LeakLens: pprof on localhost'],
    ['sample.md', 'LeakLens: a sample that leaks'],
  ])('%s shows what is inserted', (file, name) => {
    expect(text(`media/walkthrough/${file}`)).toBe(`\`\`\`go\n${program(name, 6060)}\`\`\`\n`);
  });
});

describe.skipIf(!hasGo())('what the walkthrough inserts (skipped without Go)', { timeout: 180_000 }, () => {
  async function start(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'leaklens-sample-'));
    await writeFile(join(folder, 'go.mod'), 'module example.com/sample\n\ngo 1.21\n');
    for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), source);
    const output = join(folder, process.platform === 'win32' ? 'sample.exe' : 'sample');
    await new Promise((resolve, reject) => {
      const build = spawn('go', ['build', '-o', output, '.'], { cwd: folder, stdio: 'inherit' });
      build.once('exit', (status) => (status === 0 ? resolve(null) : reject(new Error(`go build: ${String(status)}`))));
    });
    const child = spawn(output, { stdio: 'ignore' });
    onTestFinished(() => void child.kill());
    return folder;
  }

  async function answers(address: string): Promise<boolean> {
    for (let times = 0; times < 100; times += 1) {
      if (
        await fetch(`${address}/debug/pprof/cmdline`).then(
          (got) => got.ok,
          () => false,
        )
      )
        return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  }

  it('serves pprof beside a main of one’s own', async () => {
    const port = await freePort();
    await start({
      'main.go': 'package main\n\nfunc main() { select {} }\n',
      'pprof.go': program('LeakLens: pprof on localhost', port),
    });
    expect(await answers(`http://localhost:${String(port)}`)).toBe(true);
  });

  it('leaks on a line that LeakLens names, with its mistake', async () => {
    const port = await freePort();
    const folder = await start({ 'main.go': program('LeakLens: a sample that leaks', port) });
    const url = `http://localhost:${String(port)}`;
    expect(await answers(url)).toBe(true);
    const argv = ['watch', url, '--for', '30s', '--every', '1s', '--fail-on', 'probable'];
    const { status, out } = await leaklens(argv, { workingDirectory: folder });
    expect(status).toBe(1);
    expect(out).toContain('main.go:16');
    expect(out).toContain('a timeout gives up on an unbuffered channel');
  });
});
