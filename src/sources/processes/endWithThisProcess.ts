import type { Disposable } from '../../shared/base/disposable';

/** They end a process of Node without the event `exit` where nobody handles them. */
const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const kills = new Set<() => void>();
let wasAsked = false;

/**
 * Has something killed when this process ends without the time to ask it: at an exit, at a signal that nobody else handles, and at a second one, since
 * whoever handled the first and reports is not waited for then.
 * @param kill does it at once
 */
export function endWithThisProcess(kill: () => void): Disposable {
  if (kills.size === 0) watchOverAll();
  kills.add(kill);
  return {
    dispose: () => {
      if (kills.delete(kill) && kills.size === 0) watchNoMore();
    },
  };
}

/** First of all listeners, so that one that listens once is still counted. */
function watchOverAll(): void {
  wasAsked = false;
  process.on('exit', killAll);
  for (const signal of deadlySignals) process.prependListener(signal, dieOf);
}

function watchNoMore(): void {
  process.off('exit', killAll);
  for (const signal of deadlySignals) process.off(signal, dieOf);
}

function killAll(): void {
  for (const kill of kills) kill();
}

function dieOf(signal: NodeJS.Signals): void {
  const isTheirs = process.listenerCount(signal) > 1 && !wasAsked;
  wasAsked = true;
  if (isTheirs) return;
  killAll();
  watchNoMore();
  // By nobody now, or by a handler that has heard of it already: whoever stays after a second signal is ended.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
