import { statfs } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import process from 'node:process';

/**
 * File systems of Linux whose files the kernel makes up (linux: include/uapi/linux/magic.h; the last two in fs/nfsd and net/sunrpc).
 * Their sizes mean nothing: /proc/self/pagemap says 0 and does not end.
 */
const pseudoTypes: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0x62656570, // configfs
  0x73636673, // securityfs
  0xf97cff8c, // selinuxfs
  0xcafe4a11, // bpf
  0x6165676c, // pstore
  0xde5e81e4, // efivarfs
  0x1cd1, // devpts
  0x19800202, // mqueue
  0x42494e4d, // binfmt_misc
  0x65735543, // fusectl
  0x6e736673, // nsfs
  0x6e667364, // nfsd
  0x67596969, // rpc_pipefs
]);

/** Whether an open file belongs to such a file system, wherever that is mounted. Linux; elsewhere there is none. */
export async function isPseudoFile({ fd }: FileHandle): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  // The descriptor leads to the file that was opened, whatever stands at its path by now. Without /proc there is nothing to tell.
  const found = await statfs(`/proc/self/fd/${String(fd)}`).catch(() => null);
  return found !== null && pseudoTypes.has(found.type);
}

/** Whether a real path lies where such file systems are mounted. */
export function isPseudoPath(realPath: string): boolean {
  return process.platform === 'linux' && /^\/(?:proc|sys)(?:\/|$)/.test(realPath);
}
