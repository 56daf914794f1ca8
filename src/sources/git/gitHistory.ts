import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import process from 'node:process';
import { isReallyWithin } from '../../disk/isReallyWithin';
import type { HistoryQuestion, SourceHistory, WorkingCopy } from '../../shared/ports/sourceTree';
import { findProgram } from '../processes/findProgram';
import { runProgram } from '../processes/runProgram';
import { gitArguments, gitEnvironment } from './gitSwitches';
import { isSoundRepository } from './soundRepository';

/** A text of more than this is no file that a person wrote. */
const maxOutputBytes = 8 * 1024 * 1024;
/** A repository that keeps git waiting does so for each of its files. */
const maxTimeouts = 3;

/**
 * Asks the git program of this machine for a file as it was stored: reads only, takes no lock, fetches nothing, asks nobody, and
 * runs nothing that the repository names.
 * @param path folders to look for git in, as PATH has them; the default is this process's own
 */
export function createGitHistory(path = process.env['PATH'] ?? '', limits = { timeoutMillis: 10_000 }): SourceHistory {
  return new GitHistory(path, limits.timeoutMillis);
}

class GitHistory implements SourceHistory {
  private readonly path: string;
  private readonly timeoutMillis: number;
  private timeouts = 0;

  constructor(path: string, timeoutMillis: number) {
    this.path = path;
    this.timeoutMillis = timeoutMillis;
  }

  async textAt(question: HistoryQuestion, signal: AbortSignal): Promise<string | null> {
    const { path, revision, trusted } = question;
    // What is no object name could be an option, or a name that means another commit tomorrow.
    if (!/^[0-9a-f]{7,64}$/.test(revision) || signal.aborted) return null;
    const git = await findProgram('git', this.path);
    const real = await realpath(path).catch(() => null);
    if (git === null || real === null || !(await isTrusted(real, trusted))) return null;
    const folder = dirname(real);
    if (!(await isSoundRepository(folder))) return null;
    const ask = (words: readonly string[]) => this.ask(git, gitArguments(folder, words), signal);
    const file = `./${basename(real)}`;
    const text = await ask(['cat-file', 'blob', `${revision}:${file}`]);
    // A NUL is in no source, and in what was encrypted.
    if (text === null || text.includes('\0')) return null;
    const attributes = await ask(['check-attr', '-z', 'filter', 'working-tree-encoding', '--', file]);
    return attributes === null || hasOtherForm(attributes) ? null : text.replace(/^\ufeff/, '');
  }

  async workingCopy(folder: string, signal: AbortSignal): Promise<WorkingCopy | null> {
    const git = await findProgram('git', this.path);
    const real = await realpath(folder).catch(() => null);
    if (git === null || real === null || signal.aborted || !(await isSoundRepository(real))) return null;
    const ask = (words: readonly string[]) => this.ask(git, gitArguments(real, words), signal);
    // Where in the working copy the folder is: the rest of its own name is the top, however links lead there.
    const inside = (await ask(['rev-parse', '--show-prefix']))?.trim().replace(/\/$/, '');
    const own = folder.replaceAll('\\', '/').replace(/\/+$/, '');
    if (inside === undefined || !(inside === '' || own.endsWith(`/${inside}`))) return null;
    const told = await ask(['config', '--null', '--get-regexp', '^remote\\..*\\.(push)?url$']);
    const remotes = (told ?? '').split('\0').flatMap((entry) => entry.split('\n').slice(1));
    return { top: inside === '' ? own : own.slice(0, -inside.length - 1), remotes: [...new Set(remotes)] };
  }

  /** Standard output; null when git fails, says too much or takes too long. */
  private async ask(git: string, args: readonly string[], signal: AbortSignal): Promise<string | null> {
    if (this.timeouts >= maxTimeouts) return null;
    const { timeoutMillis } = this;
    const result = await runProgram(git, args, {
      maxOutputBytes,
      timeoutMillis,
      signal,
      environment: gitEnvironment(),
    });
    if (result.stopped === 'timeout') this.timeouts += 1;
    return result.code === 0 ? result.stdout : null;
  }
}

async function isTrusted(real: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) if (await isReallyWithin(real, folder)) return true;
  return false;
}

/** Triples of path, attribute and value, each ended by NUL: what a filter or an encoding has changed cannot be compared. */
function hasOtherForm(attributes: string): boolean {
  const fields = attributes.split('\0').slice(0, -1);
  return fields.some((value, at) => at % 3 === 2 && value !== 'unspecified' && value !== 'unset');
}
