import { posix } from 'node:path';
import { readStart } from '../../disk/readStart';

const maxTableBytes = 1024 * 1024;
const maxNumberBytes = 64;

/** Deeper than any orchestrator nests them. */
const mostLevels = 32;

/** Kernels write "no limit" of version 1 as the greatest number of whole pages. */
const noLimit = 2 ** 60;

interface Hierarchy {
  /** Where it is mounted, and which of its groups that mount shows as its root. */
  readonly mount: string;
  readonly root: string;
  /** The group of the process. */
  readonly group: string;
  /** What holds the limit in each group. */
  readonly file: string;
}

/**
 * Bytes that the cgroup of a process may take: the least of its own limit and those of the groups above it, of version 1 and 2 (cgroups(7);
 * `memory.limit_in_bytes`, `memory.max`). Null where there is no limit, or none that can be seen from here.
 * @param base where the file system begins
 * @throws the file system's error where the process is gone
 */
export async function cgroupMemoryLimit(pid: number, base = ''): Promise<number | null> {
  const groups = (await readStart(`${base}/proc/${pid}/cgroup`, maxTableBytes)).toString('utf8');
  const mounts = (await readStart(`${base}/proc/self/mountinfo`, maxTableBytes)).toString('utf8');
  const limits: number[] = [];
  for (const hierarchy of hierarchiesOf(groups, mounts)) {
    for (const folder of foldersUp(hierarchy)) {
      const limit = parseLimit(await textOf(posix.join(`${base}/`, folder, hierarchy.file)));
      if (limit !== null) limits.push(limit);
    }
  }
  return limits.length === 0 ? null : Math.min(...limits);
}

/** `4:memory:/group` of version 1, `0::/group` of version 2; both may be there. */
function hierarchiesOf(groups: string, mounts: string): readonly Hierarchy[] {
  return groups.split('\n').flatMap((line): Hierarchy[] => {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || group === undefined) return [];
    const isSecond = controllers === '';
    if (!isSecond && !controllers.split(',').includes('memory')) return [];
    const mount = mounts
      .split('\n')
      .map(parseMount)
      .find((one) => one !== null && one.isSecond === isSecond);
    const file = isSecond ? 'memory.max' : 'memory.limit_in_bytes';
    return mount === null || mount === undefined ? [] : [{ mount: mount.point, root: mount.root, group, file }];
  });
}

/** A line of mountinfo (proc_pid_mountinfo(5)); null for what is no hierarchy with memory. */
function parseMount(
  line: string,
): { readonly root: string; readonly point: string; readonly isSecond: boolean } | null {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root = '', point = ''] = before.split(' ');
  const [type, , options = ''] = after.split(' ');
  if (type === 'cgroup2') return { root: unescaped(root), point: unescaped(point), isSecond: true };
  if (type !== 'cgroup' || !options.split(',').includes('memory')) return null;
  return { root: unescaped(root), point: unescaped(point), isSecond: false };
}

/** Blanks and the like are written in octal. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

/** From the group of the process up to what the mount shows of its hierarchy; the mount alone where the group lies outside of that. */
function foldersUp({ mount, root, group }: Hierarchy): readonly string[] {
  const isWithin = root === '/' || group === root || group.startsWith(`${root}/`);
  const below = isWithin && root !== '/' ? group.slice(root.length) : group;
  const steps = below.split('/').filter((step) => step !== '');
  if (!isWithin || steps.includes('..')) return [mount];
  const levels = Math.min(steps.length, mostLevels);
  return Array.from({ length: levels + 1 }, (_, up) => posix.join(mount, ...steps.slice(0, steps.length - up)));
}

/** Empty where a group has no such file, as the topmost one. */
async function textOf(path: string): Promise<string> {
  return readStart(path, maxNumberBytes).then(
    (text) => text.toString('latin1').trim(),
    () => '',
  );
}

function parseLimit(text: string): number | null {
  const bytes = /^\d{1,20}$/.test(text) ? Number(text) : 0;
  return bytes > 0 && bytes < noLimit ? bytes : null;
}
