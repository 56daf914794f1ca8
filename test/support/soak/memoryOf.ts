// The memory of processes by their command lines, wherever there is ps.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface ProcessMemory {
  readonly pid: number;
  readonly parent: number;
  readonly megabytes: number;
  readonly command: string;
}

/** Every process that ps shows, with its resident set size. */
export async function listProcesses(): Promise<readonly ProcessMemory[]> {
  const columns = 'pid=,ppid=,rss=,args=';
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', columns], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined) return [];
    const megabytes = Number(kilobytes) / 1024;
    return [{ pid: Number(pid), parent: Number(parent), megabytes, command: command ?? '' }];
  });
}

/** Those that descend from `ancestor`, itself included. */
export function descendantsOf(all: readonly ProcessMemory[], ancestor: number): readonly ProcessMemory[] {
  const known = new Set([ancestor]);
  for (let grew = true; grew;) {
    grew = false;
    for (const { pid, parent } of all) {
      if (!known.has(parent) || known.has(pid)) continue;
      known.add(pid);
      grew = true;
    }
  }
  return all.filter(({ pid }) => known.has(pid));
}
