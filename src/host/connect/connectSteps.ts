import type { ConnectFlow, ConnectFlowOptions } from './connectFlow';

/** What a person is asked and told about a connection. */
export interface ConnectSteps {
  readonly run: ConnectFlow['run'];
  readonly edit: ConnectFlow['edit'];
  readonly authenticate: ConnectFlow['authenticate'];
}

/** The steps to a connection, without their code as long as nobody takes one. */
export function connectSteps(options: ConnectFlowOptions): ConnectSteps {
  const flow = async () => {
    const { ConnectFlow } = await import('./connectFlow');
    return new ConnectFlow(options);
  };
  return {
    run: async (argument) => (await flow()).run(argument),
    edit: async (address) => (await flow()).edit(address),
    authenticate: async (params, problem) => (await flow()).authenticate(params, problem),
  };
}
