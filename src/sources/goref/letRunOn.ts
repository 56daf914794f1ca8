import process from 'node:process';
import { readStart } from '../../disk/readStart';

/**
 * Lets a process run on whose tracer was ended: where a tracer dies, the signal that its tracee was about to get is injected (man 2 ptrace), and that is the stop that
 * attaching began with. Only SIGCONT ends it; one that runs takes no notice.
 */
export function letRunOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It has ended, or is another's, and then it was not attached to.
  }
}

/** Somebody had stopped it before: then it stays so. False where the system does not tell. */
export async function wasStopped(pid: number): Promise<boolean> {
  const start = await readStart(`/proc/${String(pid)}/stat`, 1024).catch(() => null);
  const status = start?.toString('utf8') ?? '';
  return /^\d+ \(.*\) [Tt] /s.test(status);
}
