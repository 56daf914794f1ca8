import { ConfigurationTarget, l10n, window, workspace } from 'vscode';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import { rpcLanguages, type RpcLanguage } from '../../../shared/model/target/rpcCommand';
import { settingIds } from '../../base/contributionNames';
import { pickOne } from '../../base/prompts';

/** The machine in the address of a node that a command asks: it is not called. */
const noMachine = 'command';

/**
 * Asks for the command by which a node is asked whose ports are closed, and keeps it in the person's own settings, so that it is connected
 * again. Null when closed without an answer.
 */
export async function pickCommand(): Promise<ConnectParams | null> {
  const rpc = await askText({
    title: l10n.t('Command that evaluates its last argument in the node'),
    placeHolder: 'kubectl exec -i shop-0 -- bin/shop rpc',
    prompt: l10n.t(
      'It runs on this machine, without a shell, for as long as the node is watched. With kubectl it needs -i.',
    ),
  });
  if (rpc === null) return null;
  const rpcLanguage = await askLanguage();
  if (rpcLanguage === null) return null;
  const name = await askText({
    title: l10n.t('Name of the node, before the @'),
    placeHolder: 'shop',
    prompt: l10n.t('Another node that answers is refused.'),
  });
  if (name === null) return null;
  const url = `beam:${name.replace(/@.*$/, '')}@${noMachine}`;
  await keep({ url, rpc, rpcLanguage });
  return { url };
}

async function askText(about: { title: string; placeHolder: string; prompt: string }): Promise<string | null> {
  const text = (await window.showInputBox({ ...about, ignoreFocusOut: true }))?.trim() ?? '';
  return text === '' ? null : text;
}

async function askLanguage(): Promise<RpcLanguage | null> {
  const of: Readonly<Record<RpcLanguage, string>> = {
    elixir: l10n.t('Elixir: rpc of a release of mix'),
    erlang: l10n.t('Erlang: eval of a release of rebar3'),
  };
  const items = rpcLanguages.map((language) => ({ label: of[language], language }));
  return (await pickOne(items, { placeHolder: l10n.t('What does the command evaluate?') }))?.language ?? null;
}

async function keep(item: { readonly url: string; readonly rpc: string; readonly rpcLanguage: RpcLanguage }) {
  const settings = workspace.getConfiguration();
  const kept = settings.inspect<unknown>(settingIds.targets)?.globalValue;
  const others = (Array.isArray(kept) ? (kept as readonly unknown[]) : []).filter(
    (one) => !(typeof one === 'object' && one !== null && 'url' in one && one.url === item.url),
  );
  await settings.update(settingIds.targets, [...others, item], ConfigurationTarget.Global);
}
