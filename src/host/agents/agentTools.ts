import {
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  type Extension,
  type LanguageModelTool,
  type PreparedToolInvocation,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { markdownText } from '../../shared/base/said/markdownText';
import type { ToolIntent } from '../../shared/model/agentTool';
import { requests } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import { problemText } from '../base/problemText';
import { toolPrefix } from './toolPrefix';

type Input = Readonly<Record<string, unknown>>;

/** A tool as package.json contributes it. */
interface Contributed {
  readonly name: string;
  /** In the person's language. */
  readonly displayName: string;
}

/** Registers the tools that package.json contributes. The engine, which is started by the first call, knows what each of them is. */
export function registerAgentTools(
  { packageJSON }: Pick<Extension<unknown>, 'packageJSON'>,
  engine: Pick<EngineClient, 'ask'>,
): Disposable {
  const registered = new DisposableStore();
  const { contributes } = packageJSON as { contributes: { languageModelTools: readonly Contributed[] } };
  for (const tool of contributes.languageModelTools)
    registered.add(lm.registerTool(tool.name, agentTool(tool, engine)));
  return registered;
}

function agentTool({ name, displayName }: Contributed, engine: Pick<EngineClient, 'ask'>): LanguageModelTool<Input> {
  const callOf = (input: Input) => ({ name: name.slice(toolPrefix.length), input });
  return {
    async prepareInvocation({ input }) {
      const intent = await engine.ask(requests.agentIntent, callOf(input));
      // What is wrong is said by the call.
      return intent.ok ? prepared(displayName, intent.value) : {};
    },
    async invoke({ input }, token) {
      const outcome = await engine.ask(requests.agentCall, callOf(input), token);
      if (!outcome.ok) throw new Error(problemText(outcome.problem));
      const { text, failed } = outcome.value;
      if (failed) throw new Error(text);
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  };
}

/** A service is asked, and what LeakLens keeps is changed, only when the person agrees. */
function prepared(displayName: string, { asks, changes }: ToolIntent): PreparedToolInvocation {
  const invocationMessage = `LeakLens: ${displayName}`;
  if (asks === null && !changes) return { invocationMessage };
  const message =
    asks === null
      ? l10n.t('The agent wants to change what LeakLens keeps on this machine. No service is asked.')
      : l10n.t('The agent wants LeakLens to ask {0}. The service is only read.', markdownText(asks));
  return { invocationMessage, confirmationMessages: { title: invocationMessage, message } };
}
