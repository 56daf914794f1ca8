// The programs of test/services/beam-erlang and beam-elixir that leak, with the line that is to be told, and those that are healthy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../repositoryFolder.ts';

export interface LeakCase {
  readonly program: string;
  readonly kind: string;
  /** What stands on the line. */
  readonly text: string;
  readonly function: string;
}

export const leakCases: readonly LeakCase[] = [
  ['monitor_pool', 'monitor-leak', 'erlang:monitor(process, Ledger)', 'monitor_pool:async_send/3'],
  ['slow_reader', 'mailbox-growth', 'receive', 'slow_reader:read/1'],
  ['session_leak', 'process-growth', 'spawn(fun() -> session', 'session_leak:accept/0'],
  ['header_keeper', 'binary-growth', 'binary:part(Body', 'header_keeper:keep/1'],
  ['session_table', 'ets-growth', 'ets:insert(sessions', 'session_table:serve/1'],
  ['name_maker', 'atom-growth', 'list_to_atom(', 'name_maker:take/1'],
  ['socket_leak', 'port-growth', 'gen_udp:open', 'socket_leak:ask/1'],
].map(([program = '', kind = '', text = '', name = '']) => ({ program, kind, text, function: name }));

/** Only tags tell which of its two lines it is. */
export const taggedCase: LeakCase = {
  program: 'two_desks',
  kind: 'monitor-leak',
  text: 'erlang:monitor(process, Ledger),',
  function: 'two_desks:notify/1',
};

/** Functions of `healthy`. */
export const healthyCalls = ['calls', 'bursts', 'eviction', 'copies', 'restarts', 'sleepers', 'workers'] as const;

/** 1-based line of a text in a program. */
export function lineOfCase({ program, text }: LeakCase): number {
  const path = join(repositoryFolder(), 'test/services/beam-erlang', `${program}.erl`);
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text) && !line.startsWith('%')) + 1;
}
