// Where an archive's labels say that the source is kept (service_repository, service_root_path) and at which commit it was built (service_git_ref): against
// real repositories, in which lines have moved since.
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGitHistory } from '../../../src/sources/git/gitHistory';
import type { ArchiveLabels } from '../../../src/shared/model/archive/archive';
import { serveHttp } from '../../sources/localServer';
import { temporaryFolder } from '../../store/temporaryFolder';
import { fakeParca } from '../../support/archives/fakeParca';
import { fakePyroscope } from '../../support/archives/fakePyroscope';
import { recordedFleet } from '../../support/archives/keptFleet';
import { EngineWatcher } from '../engineWatcher';

const hasGit = spawnSync('git', ['--version']).status === 0;
const gateway = join(import.meta.dirname, '../../services/gateway');

function git(cwd: string, ...words: string[]): string {
  const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...who, ...words], { cwd, encoding: 'utf8', env }).trim();
}

/** A working copy with the gateway in a folder of it. @returns the commit */
async function workingCopy(top: string, folder: string, remote: string): Promise<string> {
  await mkdir(join(top, folder), { recursive: true });
  await cp(gateway, join(top, folder), { recursive: true });
  git(top, 'init', '--quiet');
  git(top, 'remote', 'add', 'origin', remote);
  git(top, 'add', '.');
  git(top, 'commit', '--quiet', '--message', 'first');
  return git(top, 'rev-parse', 'HEAD');
}

/**
 * Two repositories in one workspace: the service was built as /srv/build/test/services/gateway/gateway.go, which ends like a file of the one
 * and is of the other. In both, the blocked function has got two lines since, before its blocked one.
 */
async function workspace(): Promise<{ readonly root: string; readonly commit: string }> {
  const root = await temporaryFolder();
  await workingCopy(join(root, 'legacy'), 'services/gateway', 'https://example.com/acme/legacy.git');
  const commit = await workingCopy(join(root, 'mono'), 'apps/edge', 'git@example.com:acme/mono.git');
  for (const file of ['legacy/services/gateway/gateway.go', 'mono/apps/edge/gateway.go']) {
    const text = await readFile(join(root, file), 'utf8');
    const more = '\tdefer s.open.remove(s)\n\t// What a device sends is read\n\t// as it comes.\n';
    expect(text).toContain('\tdefer s.open.remove(s)\n');
    await writeFile(join(root, file), text.replace('\tdefer s.open.remove(s)\n', more));
  }
  return { root, commit };
}

/** What is shown of the leak, and how sure the line is. */
async function told(fake: typeof fakeParca | typeof fakePyroscope, root: string, labels: ArchiveLabels) {
  const recorded = recordedFleet(Date.now());
  const replicas = recorded.replicas.map((one) => {
    const own = Object.fromEntries(
      Object.entries(one.labels).filter(([name]) => !/^service_(git_ref|repo)/.test(name)),
    );
    return { ...one, labels: { ...own, ...labels } };
  });
  const { origin } = await serveHttp(fake({ ...recorded, replicas }));
  const watcher = await EngineWatcher.start({ folder: root, history: createGitHistory() });
  await watcher.engine.setFolders([root]);
  const kind = fake === fakeParca ? 'parca' : 'pyroscope';
  await watcher.connect(`${kind}:${origin}?service=gateway&pod=gateway-b`);
  const place = (file: string) => {
    const { hints } = watcher.engine.hintsIn(join(root, file));
    const blocked = hints.filter(({ kinds }) => kinds.includes('blocked'));
    return blocked.map(({ line, unsure }) => `${file}:${String(line + 1)} ${unsure ? 'unsure' : 'sure'}`);
  };
  return ['legacy/services/gateway/gateway.go', 'mono/apps/edge/gateway.go'].flatMap(place);
}

describe.skipIf(!hasGit).each([
  ['Parca', fakeParca],
  ['Pyroscope', fakePyroscope],
] as const)('what %s’s labels say of the source', (_, fake) => {
  it('leads to the file of that repository, below that folder, and to the line of that commit as it stands now', async () => {
    const { root, commit } = await workspace();
    const labels = {
      service_repository: 'https://example.com/acme/mono',
      service_root_path: 'apps/edge',
      service_git_ref: commit.slice(0, 12),
    };
    expect(await told(fake, root, labels)).toEqual(['mono/apps/edge/gateway.go:40 sure']);
  }, 60_000);

  it('without them the file is guessed by the end of its path, and the line is that of the build', async () => {
    const { root } = await workspace();
    expect(await told(fake, root, {})).toEqual(['legacy/services/gateway/gateway.go:38 sure']);
  }, 60_000);

  it('of a repository that is not open here changes nothing, and a commit that is not there says nothing', async () => {
    const { root } = await workspace();
    const labels = {
      service_repository: 'https://example.com/acme/elsewhere',
      service_root_path: '../../etc',
      service_git_ref: '0123456',
    };
    expect(await told(fake, root, labels)).toEqual(['legacy/services/gateway/gateway.go:38 sure']);
  }, 60_000);
});
