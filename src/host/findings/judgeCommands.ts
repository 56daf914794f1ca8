import { l10n } from 'vscode';
import { requests, type Message, type Outcome, type TargetState } from '../../shared/wires/lspMessages';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import type { JudgeCommandName } from './findingCommandNames';
import { asFindingNode, findingOf } from './findingNodes';
import { isConfirmed } from '../base/confirmation';
import { showProblem } from '../base/problemMessage';
import { cancelledOutcome, type TargetConnections } from '../targets/targetConnections';
import { pickLiveTarget } from '../targets/targetPick';
import { confirm, showInStatusBar, tell } from '../base/prompts';
import type { RuntimeProof } from '../../shared/model/runtimeProof';

export interface JudgeCommandsOptions {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

type TargetRequest<T> = Message<{ readonly targetId: string }, Outcome<T>>;

/** Commands about what a whole target is compared with and judged by. All answer an outcome. */
export function judgeCommands(options: JudgeCommandsOptions): Pick<CommandHandlers, JudgeCommandName> {
  return {
    [commands.setBaseline]: async (argument) => {
      const state = await targetOf(options, argument, l10n.t('Set the baseline of which service?'));
      const said = (name: string, growing: number) =>
        growing === 0
          ? brief(l10n.t('What {0} does now is its baseline.', name))
          : tell(baselineWarning(name, growing), 'warning');
      return run(options, requests.setBaseline, { state, said });
    },
    [commands.clearBaseline]: async (argument) => {
      const state = await targetOf(options, argument, l10n.t('Clear the baseline of which service?'));
      const said = (name: string) => brief(l10n.t('{0} has no baseline any more.', name));
      return run(options, requests.clearBaseline, { state, said });
    },
    /** With `{ confirmed: true }` as second argument it does not ask the person. */
    [commands.askRuntime]: async (argument, consent) => {
      const picked = await targetOf(options, argument, l10n.t('Ask the Go runtime of which service?'));
      const state = picked !== null && (isConfirmed(consent) || (await agrees(picked))) ? picked : null;
      const said = (name: string, proof: RuntimeProof) => tell(proofWords(name, proof));
      return run(options, requests.askForLeaks, { state, said });
    },
  };
}

/** The target that an id, or a node of either tree, names. */
async function targetOf(options: JudgeCommandsOptions, argument: unknown, ask: string): Promise<TargetState | null> {
  const node = asFindingNode(argument);
  const targetId = node === null ? undefined : findingOf(node)?.targetId;
  return pickLiveTarget(options.connections, targetId ?? argument, ask);
}

interface Run<T> {
  readonly state: TargetState | null;
  /** Says what has come of it. */
  readonly said: (name: string, value: T) => void;
}

/** Without waiting for the person. */
function brief(text: string): void {
  showInStatusBar(text, 5_000);
}

function baselineWarning(name: string, growing: number): string {
  return growing === 1
    ? l10n.t('What {0} does now is its baseline, but 1 finding is still growing: it is shown as such.', name)
    : l10n.t(
        'What {0} does now is its baseline, but {1} findings are still growing: they are shown as such.',
        name,
        growing,
      );
}

function proofWords(name: string, proof: RuntimeProof): string {
  if (proof.kind === 'cannot-say') {
    return l10n.t(
      'This build of {0} cannot say: its runtime has no leak detector. Go 1.27 has one, and Go 1.26 when it was built with GOEXPERIMENT=goroutineleakprofile.',
      name,
    );
  }
  if (proof.suspected === 0) return l10n.t('The Go runtime of {0} knows of no leaked goroutines.', name);
  return l10n.t(
    'The Go runtime of {0}: {1} of {2} waiting goroutines are proven to be leaked.',
    name,
    proof.proven,
    proof.suspected,
  );
}

async function run<T>(
  { engine, report }: JudgeCommandsOptions,
  message: TargetRequest<T>,
  { state, said }: Run<T>,
): Promise<Outcome<T>> {
  if (state === null) return cancelledOutcome();
  const outcome = await engine.ask(message, { targetId: state.target.id });
  if (outcome.ok) said(state.target.name, outcome.value);
  else showProblem(outcome.problem, []).catch(report);
  return outcome;
}

async function agrees({ target }: TargetState): Promise<boolean> {
  const question = l10n.t('Ask the Go runtime of {0} for leaked goroutines?', target.name);
  const detail = l10n.t(
    'The service runs one garbage collection to answer. Go 1.27 can, and Go 1.26 when it was built with GOEXPERIMENT=goroutineleakprofile.',
  );
  return confirm('question', question, { detail, button: l10n.t('Ask') });
}
