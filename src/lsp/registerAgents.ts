import type { CancellationToken } from 'vscode-languageserver/node';
import { toDisposable, type Disposable } from '../shared/base/disposable';
import { LoadedOnce } from '../shared/base/loadedOnce';
import type { AgentDoor } from '../shared/ports/agentDoor';
import { engineNotifications, requests } from '../shared/wires/lspMessages';
import { outcome, withSignal, type Face, type Params } from './face';

export type OpenAgents = (joined: (count: number) => void) => Promise<AgentDoor>;

/** Joins the agents' tools to the wire. They are loaded when the first is asked for. In a workspace that is not trusted no agent asks anything. */
export function registerAgents(face: Face, open: OpenAgents): Disposable {
  const { connection, engine } = face;
  const joined = (count: number) =>
    void connection.sendNotification(engineNotifications.agentsJoined.method, { count });
  const opened = new LoadedOnce(() => open(joined));
  const door = (subject: string): Promise<AgentDoor> => {
    // Throws where there is no trust.
    engine.surroundings(subject);
    return opened.get();
  };
  connection.onRequest(requests.agentIntent.method, (call: Params<typeof requests.agentIntent>) =>
    outcome(face, call.name, async () => (await door(call.name)).intentOf(call)),
  );
  connection.onRequest(requests.agentCall.method, (call: Params<typeof requests.agentCall>, token: CancellationToken) =>
    outcome(face, call.name, async () => {
      const agents = await door(call.name);
      return withSignal(token, (signal) => agents.call(call, signal));
    }),
  );
  connection.onRequest(requests.agentAddress.method, () =>
    outcome(face, 'MCP', async () => (await door('MCP')).address()),
  );
  return toDisposable(() => opened.ifAsked((one) => one.dispose()));
}
