import type { Connection } from 'vscode-languageserver/node';
import type { EngineEvents } from '../shared/ports/engine/engineApi';
import type { FindingWords } from '../shared/ports/words/findingWords';
import { engineNotifications } from '../shared/wires/lspMessages';
import type { Log } from '../shared/ports/log';
import type { Runtimes } from '../shared/ports/runtime/runtime';
import type { ServiceWords } from '../shared/ports/words/serviceWords';
import type { ProblemWords } from '../shared/ports/words/problemWords';
import { longestSentence } from '../shared/base/said/cutText';
import { plainText } from '../shared/base/said/plainText';
import { captureStepWords } from './captureStepWords';
import { targetFindings } from './findings/targetFindings';
import type { OpenDocuments } from './openDocuments';
import { targetState } from './targetState';

export interface EventWords {
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly serviceWords: ServiceWords;
  readonly runtimes: Runtimes;
  readonly documents: Pick<OpenDocuments, 'uri'>;
}

/** Sends on what the engine tells, in words. */
export function wireEvents(connection: Connection, parts: EventWords): EngineEvents {
  const notify = (method: string, params: unknown) => {
    // A client that is going away refuses notifications; there is nobody left to tell.
    connection.sendNotification(method, params).catch(() => undefined);
  };
  return {
    targetsChanged: (targets) =>
      notify(
        engineNotifications.targetsChanged.method,
        targets.map((status) => targetState(status, parts)),
      ),
    findingsChanged: (findings) => notify(engineNotifications.findingsChanged.method, targetFindings(findings, parts)),
    hints: (changed) => notify(engineNotifications.hints.method, { documents: changed }),
    travelled: (travel) => notify(engineNotifications.travelled.method, { travel }),
    profileHints: (changed) => notify(engineNotifications.profileHints.method, { documents: changed }),
    seriesGrew: (targetId, points) => notify(engineNotifications.seriesGrew.method, { targetId, points }),
    snapshotsChanged: () => notify(engineNotifications.snapshotsChanged.method, null),
    captureProgress: (targetId, percent, next) => {
      const step = captureStepWords(next, parts.runtimes);
      notify(engineNotifications.captureProgress.method, { targetId, percent, step });
    },
  };
}

/** What goes to the client's output channel, for one that knows our messages; for others it is plain LSP. */
export function wireLog(connection: Connection, hearsOwnMessages: boolean): Log {
  if (!hearsOwnMessages) return plainLog(connection);
  const write = (level: 'info' | 'warn' | 'error') => (said: string) => {
    const message = plainText(said, longestSentence);
    connection.sendNotification(engineNotifications.log.method, { level, message }).catch(() => undefined);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

function plainLog({ console }: Connection): Log {
  const worded = (said: string) => plainText(said, longestSentence);
  return {
    info: (said) => console.info(worded(said)),
    warn: (said) => console.warn(worded(said)),
    error: (said) => console.error(worded(said)),
  };
}

/** Tells several. */
export function joinedEvents(all: readonly EngineEvents[]): EngineEvents {
  return {
    targetsChanged: (targets) => all.forEach((one) => one.targetsChanged(targets)),
    findingsChanged: (findings) => all.forEach((one) => one.findingsChanged(findings)),
    hints: (changed) => all.forEach((one) => one.hints(changed)),
    travelled: (travel) => all.forEach((one) => one.travelled(travel)),
    profileHints: (changed) => all.forEach((one) => one.profileHints(changed)),
    seriesGrew: (targetId, points) => all.forEach((one) => one.seriesGrew(targetId, points)),
    snapshotsChanged: () => all.forEach((one) => one.snapshotsChanged()),
    captureProgress: (...news) => all.forEach((one) => one.captureProgress(...news)),
  };
}
