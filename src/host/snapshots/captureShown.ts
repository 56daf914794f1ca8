import { l10n, type CancellationToken } from 'vscode';
import { engineNotifications, requests, type Outcome } from '../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target/target';
import type { EngineClient } from '../engine/engineClient';
import { showProblem } from '../base/problemMessage';
import { withProgress } from '../base/prompts';

export interface CaptureShownOptions {
  readonly engine: EngineClient;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Captures a snapshot with its progress in a notification, where it can be cancelled. What goes wrong is said. */
export async function captureShown(
  { engine, report }: CaptureShownOptions,
  { id, name }: Target,
): Promise<Outcome<StoredSnapshot>> {
  const outcome = await withProgress(l10n.t('Capturing a snapshot of {0}', name), (progress, token) =>
    captureWithProgress(engine, id, { report: (step) => progress.report(step), token }),
  );
  if (!outcome.ok) showProblem(outcome.problem, []).catch(report);
  return outcome;
}

interface CaptureProgress {
  readonly report: (step: { message: string; increment: number }) => void;
  readonly token: CancellationToken;
}

async function captureWithProgress(
  engine: EngineClient,
  targetId: string,
  { report, token }: CaptureProgress,
): Promise<Outcome<StoredSnapshot>> {
  let reached = 0;
  const listening = engine.on(engineNotifications.captureProgress, (progress) => {
    if (progress.targetId !== targetId) return;
    report({ message: progress.step, increment: progress.percent - reached });
    reached = progress.percent;
  });
  try {
    return await engine.ask(requests.capture, { targetId }, token);
  } finally {
    listening.dispose();
  }
}
