import { delimiter } from 'node:path';
import { findProgram } from './findProgram';
import { runProgram } from './runProgram';

/** A process that listens, as `lsof` and `ps` tell. */
export interface NamedListener {
  readonly pid: number;
  /** An address, or `*`. */
  readonly host: string;
  readonly port: number;
  readonly commandLine: string;
}

/** Where they are; an editor may have been started with a short PATH. */
const systemFolders = ['/usr/sbin', '/usr/bin', '/bin'];

const limits = { maxOutputBytes: 4 * 1024 * 1024, timeoutMillis: 15_000 };

/** macOS and other systems with `lsof`; empty where there is none. */
export async function lsofListeners(signal: AbortSignal): Promise<readonly NamedListener[]> {
  const path = [process.env['PATH'] ?? '', ...systemFolders].join(delimiter);
  const [lsof, ps] = await Promise.all([findProgram('lsof', path), findProgram('ps', path)]);
  if (lsof === null) return [];
  // It ends with 1 when there was anything it could not look at.
  const { stdout } = await runProgram(lsof, ['-nP', '-iTCP', '-sTCP:LISTEN', '-Fpcn'], { ...limits, signal });
  const found = parseLsof(stdout);
  const pids = [...new Set(found.map(({ pid }) => pid))].slice(0, 500);
  if (ps === null || pids.length === 0) return found;
  const told = await runProgram(ps, ['-ww', '-o', 'pid=,args=', '-p', pids.join(',')], { ...limits, signal });
  const commands = parsePs(told.stdout);
  return found.map((listener) => ({ ...listener, commandLine: commands.get(listener.pid) ?? listener.commandLine }));
}

/** Fields on lines of their own: `p` a process, `c` its command, `n` an address (man 8 lsof, OUTPUT FOR OTHER PROGRAMS). */
export function parseLsof(text: string): readonly NamedListener[] {
  const found: NamedListener[] = [];
  let pid = 0;
  let commandLine = '';
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p')) [pid, commandLine] = [Number(value), ''];
    else if (line.startsWith('c')) commandLine = value;
    else if (line.startsWith('n')) {
      const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(value) ?? [];
      if (pid > 0 && port !== '')
        found.push({ pid, host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port), commandLine });
    }
  }
  return found;
}

function parsePs(text: string): ReadonlyMap<number, string> {
  const rows = text.split('\n').map((line) => /^\s*(\d+)\s+(.*)$/.exec(line));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[Number(row[1]), row[2] ?? ''] as const])));
}
