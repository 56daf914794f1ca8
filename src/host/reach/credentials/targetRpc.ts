import { rpcLanguages, type RpcCommand } from '../../../shared/model/target/rpcCommand';
import { targetItems } from '../picks/targetItems';

/**
 * The command by which the item of `leaklens.targets` with the address has its node asked; null when there is none. The setting is of the
 * machine, so that no workspace can name a command.
 * @param configured the setting as it is, whatever stands in it
 */
export function targetRpc(configured: unknown, address: string): RpcCommand | null {
  for (const { rpc, rpcLanguage } of targetItems(configured, address)) {
    if (typeof rpc !== 'string' || rpc.trim() === '') continue;
    const language = rpcLanguages.find((one) => one === rpcLanguage) ?? 'elixir';
    return { command: rpc.trim(), language };
  }
  return null;
}
