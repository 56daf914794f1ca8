// A repository can name programs that git runs, and files that it waits for. Each is planted here, seen to work on the git that a
// person would have typed, and seen not to on the question that LeakLens asks. src/sources/git/gitSwitches.ts says what is switched off.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGitHistory } from '../../../src/sources/git/gitHistory';
import { temporaryFolder } from '../../store/temporaryFolder';

const hasGit = process.platform !== 'win32' && spawnSync('git', ['--version']).status === 0;
const never = new AbortController().signal;
const text = 'package queue\n';

/** A repository with one file that has changed since, and a program that leaves a mark. */
interface Repository {
  readonly root: string;
  readonly revision: string;
  /** Path of the program. */
  readonly program: string;
  readonly git: (...words: string[]) => string;
  readonly config: (settings: Readonly<Record<string, string>>) => void;
  readonly attributes: (line: string) => void;
  /** Takes the file's blob away, so that a partial clone would fetch it from here. */
  readonly losesBlob: (url: string) => void;
}

const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

async function repository(): Promise<Repository> {
  const root = await temporaryFolder();
  const git = (...words: string[]) => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...who, ...words], { cwd: root, encoding: 'utf8', env: environment }).trim();
  };
  const config: Repository['config'] = (settings) => {
    for (const [name, value] of Object.entries(settings)) git('config', name, value);
  };
  git('init', '--quiet');
  writeFileSync(join(root, 'queue.go'), text);
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  const program = join(root, '.git', 'planted');
  writeFileSync(program, `#!/bin/sh\ntouch '${join(root, 'ran')}'\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(root, 'queue.go'), 'package queue // changed\n');
  return {
    root,
    revision: git('rev-parse', 'HEAD'),
    program,
    git,
    config,
    attributes: (line) => writeFileSync(join(root, '.gitattributes'), `${line}\n`),
    losesBlob(url) {
      const blob = git('rev-parse', 'HEAD:queue.go');
      config({ 'core.repositoryformatversion': '1', 'extensions.partialClone': 'origin' });
      config({ 'remote.origin.promisor': 'true', 'remote.origin.url': url });
      rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    },
  };
}

interface Planted {
  readonly what: string;
  readonly plant: (repository: Repository) => void;
  /** What a person types, upon which it runs. */
  readonly typed: readonly string[];
  /** What LeakLens is told nonetheless; the text of the revision when absent. */
  readonly told?: null;
}

const diff = ['diff', 'HEAD', '--', 'queue.go'];
const stored = ['cat-file', 'blob', 'HEAD:queue.go'];

function hook(repository: Repository, folder: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('cp', [repository.program, join(folder, name)]);
}

const planted: readonly Planted[] = [
  {
    what: 'a file system monitor',
    plant: ({ config, program }) => config({ 'core.fsmonitor': program }),
    typed: ['status'],
  },
  {
    what: 'a file system monitor in an included file',
    plant({ config, root, program }) {
      writeFileSync(join(root, 'more'), `[core]\n\tfsmonitor = ${program}\n`);
      config({ 'include.path': '../more' });
    },
    typed: ['status'],
  },
  {
    what: 'a program for all differences',
    plant: ({ config, program }) => config({ 'diff.external': program }),
    typed: diff,
  },
  {
    what: 'a driver for the differences of some files',
    plant({ config, attributes, program }) {
      config({ 'diff.go.command': program });
      attributes('*.go diff=go');
    },
    typed: diff,
  },
  {
    what: 'a text conversion',
    plant({ config, attributes, program }) {
      config({ 'diff.go.textconv': program });
      attributes('*.go diff=go');
    },
    typed: ['cat-file', '--textconv', 'HEAD:queue.go'],
  },
  ...(['clean', 'process'] as const).map((way): Planted => ({
    what: `a filter on the way in (${way})`,
    plant({ config, attributes, program }) {
      config({ [`filter.evil.${way}`]: program, 'filter.evil.required': 'false' });
      attributes('*.go filter=evil');
    },
    typed: diff,
    told: null,
  })),
  {
    what: 'a filter on the way out',
    plant({ config, attributes, program }) {
      config({ 'filter.evil.smudge': program });
      attributes('*.go filter=evil');
    },
    typed: ['cat-file', '--filters', 'HEAD:queue.go'],
    told: null,
  },
  {
    what: 'a filter that the attributes of the repository itself ask for',
    plant({ config, root, program }) {
      config({ 'filter.evil.clean': program });
      mkdirSync(join(root, '.git/info'), { recursive: true });
      appendFileSync(join(root, '.git/info/attributes'), '*.go filter=evil\n');
    },
    typed: diff,
    told: null,
  },
  {
    what: 'a hook',
    plant: (made) => hook(made, join(made.root, '.git/hooks'), 'post-index-change'),
    typed: ['add', 'queue.go'],
  },
  {
    what: 'a hook in a folder of its own',
    plant(made) {
      hook(made, join(made.root, 'hooks'), 'reference-transaction');
      made.config({ 'core.hooksPath': 'hooks' });
    },
    typed: ['branch', 'another'],
  },
  {
    what: 'a remote that is a command, of a partial clone',
    plant({ config, losesBlob, program }) {
      losesBlob(`ext::${program}`);
      config({ 'protocol.ext.allow': 'always' });
    },
    typed: stored,
    told: null,
  },
  {
    what: 'the other end of a partial clone on this machine',
    plant({ config, losesBlob, root, program }) {
      losesBlob(`file://${root}`);
      config({ 'protocol.file.allow': 'always', 'remote.origin.uploadpack': program });
    },
    typed: stored,
    told: null,
  },
  {
    what: 'a program in place of ssh',
    plant({ config, losesBlob, program }) {
      losesBlob('ssh://nobody@localhost/nothing');
      config({ 'protocol.ssh.allow': 'always', 'core.sshCommand': program });
    },
    typed: stored,
    told: null,
  },
  {
    what: 'a proxy for the protocol of git',
    plant({ config, losesBlob, program }) {
      losesBlob('git://localhost/nothing');
      config({ 'protocol.git.allow': 'always', 'core.gitProxy': program });
    },
    typed: stored,
    told: null,
  },
  {
    what: 'an address that another one stands in for',
    plant({ config, losesBlob, program }) {
      losesBlob('https://localhost/nothing');
      config({ 'protocol.ext.allow': 'always', [`url.ext::${program} #.insteadOf`]: 'https://localhost' });
    },
    typed: stored,
    told: null,
  },
  {
    what: 'a program that is asked for credentials',
    plant: ({ config, program }) => config({ 'credential.helper': `!'${program}'` }),
    typed: ['credential', 'fill'],
  },
  {
    what: 'a program that asks for a password',
    plant: ({ config, program }) => config({ 'core.askPass': program }),
    typed: ['credential', 'fill'],
  },
  {
    what: 'a program that names the references of an alternate',
    plant({ config, git, root, program }) {
      config({ 'core.alternateRefsCommand': program });
      git('clone', '--quiet', '--bare', root, '.git/other');
      writeFileSync(join(root, '.git/objects/info/alternates'), `${join(root, '.git/other/objects')}\n`);
    },
    typed: ['rev-list', '--alternate-refs'],
  },
  {
    what: 'another name for a command',
    plant: ({ config, program }) => config({ 'alias.cat-file': `!${program}`, 'alias.look': `!${program}` }),
    typed: ['look'],
  },
  {
    what: 'a repository in the middle of another, without a folder of its own',
    plant({ git, root, program }) {
      git('clone', '--quiet', '--bare', root, 'bare');
      for (const name of readdirSync(join(root, 'bare'))) execFileSync('mv', [join(root, 'bare', name), root]);
      writeFileSync(
        join(root, 'config'),
        `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ${root}\n\tfsmonitor = ${program}\n`,
      );
      execFileSync('cp', [join(root, '.git/index'), root]);
      rmSync(join(root, '.git/HEAD'));
    },
    typed: ['status'],
    told: null,
  },
];

describe.skipIf(!hasGit)('git (needs git)', () => {
  it.each(planted.map((each) => [each.what, each] as const))('does not run %s', async (_, { plant, typed, told }) => {
    const made = await repository();
    const { root, revision } = made;
    plant(made);
    const mark = join(root, 'ran');
    const env = { ...environment, GIT_TERMINAL_PROMPT: '0' };
    spawnSync('git', typed, { cwd: root, env, input: 'url=http://localhost/x\n\n', timeout: 20_000 });
    expect(existsSync(mark)).toBe(true);
    rmSync(mark);

    const question = { path: join(root, 'queue.go'), revision, trusted: [root] };
    expect(await createGitHistory().textAt(question, never)).toBe(told === undefined ? text : told);
    await createGitHistory().workingCopy(root, never);
    expect(existsSync(mark)).toBe(false);
  });

  it('waits for no pipe that the settings name', async () => {
    const { root, revision, config } = await repository();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    config({
      'core.attributesFile': join(root, 'pipe'),
      'diff.orderFile': 'pipe',
      'core.excludesFile': join(root, 'pipe'),
    });
    const question = { path: join(root, 'queue.go'), revision, trusted: [root] };
    expect(await createGitHistory().textAt(question, never)).toBe(text);
  });

  it('is asked no more once it was kept waiting three times', async () => {
    const { root, revision } = await repository();
    const folder = await temporaryFolder();
    const asked = join(folder, 'asked');
    writeFileSync(join(folder, 'git'), `#!/bin/sh\necho x >> '${asked}'\nexec sleep 60\n`);
    chmodSync(join(folder, 'git'), 0o755);
    const history = createGitHistory(folder, { timeoutMillis: 300 });
    const question = { path: join(root, 'queue.go'), revision, trusted: [root] };
    for (let round = 0; round < 5; round += 1) expect(await history.textAt(question, never)).toBeNull();
    expect(execFileSync('cat', [asked], { encoding: 'utf8' })).toBe('x\nx\nx\n');
  });

  it('looks for nothing where its environment points', async () => {
    const { root, revision } = await repository();
    const other = await repository();
    const names = { GIT_DIR: join(other.root, '.git'), GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor' };
    const before = { ...process.env };
    try {
      Object.assign(process.env, names, { GIT_CONFIG_VALUE_0: other.program, GIT_EXEC_PATH: '/nowhere' });
      const question = { path: join(root, 'queue.go'), revision, trusted: [root] };
      expect(await createGitHistory().textAt(question, never)).toBe(text);
    } finally {
      process.env = before;
    }
    expect(existsSync(join(other.root, 'ran'))).toBe(false);
  });
});
