import { statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Has Node keep what it compiles of this program, in the person's folder for what can be made again (XDG_CACHE_HOME), so that the next start need
 * not. Does nothing where Node knows none (before 22.8) or is told not to (NODE_DISABLE_COMPILE_CACHE), and where it cannot write: Node
 * then goes on as before.
 */
export function keepCompiled(): void {
  const home = homedir();
  if (!('enableCompileCache' in nodeModule) || !isOwn(home)) return;
  nodeModule.enableCompileCache(join(process.env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'leaklens'));
}

/** Whoever runs this as another person (`sudo` keeps HOME on some systems) must not run what that person has written there. */
function isOwn(home: string): boolean {
  try {
    return process.getuid === undefined || statSync(home).uid === process.getuid();
  } catch {
    return false;
  }
}
