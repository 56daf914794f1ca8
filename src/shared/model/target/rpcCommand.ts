/** A command that evaluates its last argument in a node, as `bin/APP rpc` of a release does. */
export interface RpcCommand {
  /** Its words, with quotes as a shell has them: `kubectl exec -i shop-0 -- bin/shop rpc`. */
  readonly command: string;
  /** In which it evaluates. */
  readonly language: RpcLanguage;
}

/** `bin/APP rpc` of a release of mix takes Elixir, `bin/APP eval` of rebar3's takes Erlang. */
export const rpcLanguages = ['elixir', 'erlang'] as const;
export type RpcLanguage = (typeof rpcLanguages)[number];
