import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cgroupMemoryLimit } from '../../../src/sources/processes/cgroupLimit';

/** A file system with a process 42 in it, as kernels write it. */
function fileSystem(files: Readonly<Record<string, string>>): string {
  const base = mkdtempSync(join(tmpdir(), 'leaklens-cgroup-'));
  onTestFinished(() => rmSync(base, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  return base;
}

const second = '30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n';
const first = '35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n';
const cpu = '32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n';
const limit = { megabytes: (count: number) => `${count * 2 ** 20}\n`, none1: '9223372036854771712\n', none2: 'max\n' };

describe('the memory limit of a process', () => {
  it.each([
    [
      'version 2: its own group',
      {
        'proc/42/cgroup': '0::/kubepods/pod1/app\n',
        'proc/self/mountinfo': second,
        'sys/fs/cgroup/kubepods/pod1/app/memory.max': limit.megabytes(512),
        'sys/fs/cgroup/kubepods/pod1/memory.max': limit.none2,
      },
      512,
    ],
    [
      'version 2: a group above is tighter',
      {
        'proc/42/cgroup': '0::/user.slice/app.service\n',
        'proc/self/mountinfo': second,
        'sys/fs/cgroup/user.slice/app.service/memory.max': limit.megabytes(900),
        'sys/fs/cgroup/user.slice/memory.max': limit.megabytes(300),
      },
      300,
    ],
    [
      'version 2 in a namespace of its own: the root is its group',
      {
        'proc/42/cgroup': '0::/\n',
        'proc/self/mountinfo': second,
        'sys/fs/cgroup/memory.max': limit.megabytes(256),
      },
      256,
    ],
    [
      'version 1, beside an empty version 2',
      {
        'proc/42/cgroup': '4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n',
        'proc/self/mountinfo': cpu + first + second,
        'sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes': limit.megabytes(128),
        'sys/fs/cgroup/memory/memory.limit_in_bytes': limit.none1,
      },
      128,
    ],
    [
      'version 1 in a container without a namespace: the mount shows its group',
      {
        'proc/42/cgroup': '4:memory:/docker/abc\n',
        'proc/self/mountinfo': first.replace('0:32 / ', '0:32 /docker/abc '),
        'sys/fs/cgroup/memory/memory.limit_in_bytes': limit.megabytes(64),
      },
      64,
    ],
    [
      'none is set',
      {
        'proc/42/cgroup': '4:memory:/\n0::/a\n',
        'proc/self/mountinfo': first + second,
        'sys/fs/cgroup/memory/memory.limit_in_bytes': limit.none1,
        'sys/fs/cgroup/a/memory.max': limit.none2,
      },
      null,
    ],
    ['nothing is mounted', { 'proc/42/cgroup': '0::/a\n', 'proc/self/mountinfo': cpu }, null],
    [
      'the group lies outside of what is mounted here',
      {
        'proc/42/cgroup': '0::/../../other\n',
        'proc/self/mountinfo': second,
        'sys/fs/cgroup/memory.max': limit.megabytes(700),
      },
      700,
    ],
    [
      'the mount has a blank in its name',
      {
        'proc/42/cgroup': '0::/a\n',
        'proc/self/mountinfo': second.replace('/sys/fs/cgroup', '/run/my\\040groups'),
        'run/my groups/a/memory.max': limit.megabytes(5),
      },
      5,
    ],
  ])('%s', async (_name, files, megabytes) => {
    const bytes = await cgroupMemoryLimit(42, fileSystem(files));
    expect(bytes === null ? null : bytes / 2 ** 20).toBe(megabytes);
  });

  it('cannot be told of a process that is gone', async () => {
    await expect(cgroupMemoryLimit(42, fileSystem({ 'proc/self/mountinfo': second }))).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.platform !== 'linux')('is read of a real process', async () => {
    const bytes = await cgroupMemoryLimit(process.pid);
    expect(bytes === null || bytes > 2 ** 20).toBe(true);
  });
});
