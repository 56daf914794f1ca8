/** Known mistakes in Erlang and Elixir that a line shows. */
export type NodePattern =
  | 'monitor-without-demonitor'
  | 'request-without-response'
  | 'receive-without-catch-all'
  | 'unbounded-cast'
  | 'binary-part-kept'
  | 'atom-from-input'
  | 'timer-not-cancelled'
  | 'table-never-emptied'
  | 'term-never-erased'
  | 'port-not-closed';
