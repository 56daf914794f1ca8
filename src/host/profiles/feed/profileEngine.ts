import { CancellationTokenSource } from 'vscode';
import { requests, type Message, type Outcome } from '../../../shared/wires/lspMessages';
import type { ViewAnswer } from '../../../shared/model/views/profileView';
import type { EngineClient } from '../../engine/engineClient';
import type { ProfileEngine } from './profileFeedParts';
import { unpackColumns } from './unpackColumns';

/** The engine as views of profiles need it. */
export function profileEngine(engine: EngineClient, report: (thrown: unknown) => void): ProfileEngine {
  const ask = async <P, T>(message: Message<P, Outcome<T>>, params: P, signal: AbortSignal): Promise<Outcome<T>> => {
    const source = new CancellationTokenSource();
    const cancel = () => source.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await engine.ask(message, params, source.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    }
  };
  return {
    open: (request, signal) => ask(requests.openProfile, request, signal),
    view: async (handle, query, signal) => {
      const outcome = await ask(requests.profileView, { handle, query }, signal);
      // The engine is ours, and built from the same contract.
      return outcome.ok ? { ok: true, value: unpackColumns(outcome.value) as ViewAnswer } : outcome;
    },
    memory: (origin, signal) => ask(requests.memory, origin, signal),
    close: (handle) => {
      // An engine that was lost has nothing open.
      if (engine.isStarted) engine.request(requests.closeProfile, { handle }).then(undefined, report);
    },
  };
}
