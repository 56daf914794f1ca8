// Where a number that grows is in the source: by what a process runs, what that calls, and by names. The line that is meant ends in `here`.
import { describe, expect, it } from 'vitest';
import { here, measure, placed, process } from '../../support/erlang/placing';

describe('a monitor', () => {
  const server = `-module(pool).
init(_) -> [monitor(process, P) || P <- pids()], {ok, 0}.
handle_info(tick, S) -> watcher:watch(S), {noreply, S}.
`;

  it('is found in what a server calls, in another module, and not where it begins', () => {
    const watcher = `-module(watcher).
watch(P) ->
    erlang:monitor(process, P). % here
once(P) ->
    erlang:monitor(process, P).
`;
    const about = measure('monitor-leak', { process: process({ initial: 'pool:init/1' }) });
    expect(placed({ 'pool.erl': server, 'watcher.erl': watcher }, about)).toMatchObject({
      line: here,
      function: 'watcher:watch/1',
      related: [],
    });
  });

  it('is found through an alias and a capture', () => {
    const text = `defmodule Shop.Presence do
  alias Shop.Watch.Tracker
  def handle_info(:beat, pids), do: {:noreply, Enum.map(pids, &Tracker.track/1)}
end
defmodule Shop.Watch.Tracker do
  def track(pid), do: Process.monitor(pid) # here
  def other(pid), do: Process.monitor(pid)
end
`;
    const about = measure('monitor-leak', { process: process({ initial: 'Elixir.Shop.Presence:init/1' }) });
    expect(placed({ 'presence.ex': text }, about).line).toEqual(here);
  });

  it('of which a server has two is shown with both', () => {
    const text = `-module(pool).
handle_info(a, S) -> monitor(process, S), % here
    {noreply, S};
handle_info(b, S) -> monitor(process, S), {noreply, S}.
`;
    const about = measure('monitor-leak', { process: process({ initial: 'pool:init/1' }) });
    expect(placed({ 'pool.erl': text }, about)).toMatchObject({
      line: here,
      related: ['or-here: handle_info(b, S) -> monitor(process, S), {noreply, S}.'],
    });
  });

  it('that a process of another node has is found by what that node says of it', () => {
    const text = `-module(client).
bill(Ledger) ->
    erlang:monitor(process, Ledger), % here
    bill(Ledger).
`;
    const ledger = process({ stack: ['ledger:run/0'] });
    const client = process({ stack: ['timer:sleep/1', 'client:bill/1'] });
    const about = measure('monitor-leak', { key: '<0.1.0> by', process: ledger, otherProcess: client });
    expect(placed({ 'client.erl': text }, about).line).toEqual(here);
  });
});

describe('processes that pile up', () => {
  it('are found where a supervisor is asked for them, over several lines', () => {
    const text = `defmodule Carts do
  def open(id) do
    DynamicSupervisor.start_child( # here
      Carts.Sup,
      {Carts.Cart, id: id}
    )
  end
end
defmodule Carts.Cart do
  def start_link(o), do: GenServer.start_link(__MODULE__, o)
end
`;
    const about = measure('process-growth', { process: process({ initial: 'Elixir.Carts.Cart:init/1' }) });
    expect(placed({ 'carts.ex': text }, about).line).toEqual(here);
  });

  it('are found by the name of their supervisor, where nobody names their module', () => {
    const sources = {
      'rooms.erl': `-module(rooms).
init([]) -> {ok, {#{}, [#{id => room, start => {room, start_link, []}}]}}.
visit(T) ->
    supervisor:start_child(room_sup, [T]). % here
other(T) -> supervisor:start_child(other_sup, [T]).
`,
      'room.erl': '-module(room).\nstart_link(T) -> gen_server:start_link(?MODULE, T, []).\n',
    };
    const parent = process({ name: 'room_sup', initial: 'supervisor:rooms/1', stack: ['gen_server:loop/7'] });
    const about = measure('process-growth', { process: process({ initial: 'room:init/1' }), otherProcess: parent });
    expect(placed(sources, about).line).toEqual(here);
  });

  it('of a supervisor whose parent is gone, or not told, are found by who is above', () => {
    const sources = {
      'rooms.erl': `-module(rooms).
visit(T) ->
    supervisor:start_child(room_sup, [T]). % here
other(T) -> supervisor:start_child(other_sup, [T]).
`,
      'room.erl': '-module(room).\nstart_link(T) -> gen_server:start_link(?MODULE, T, []).\n',
    };
    const room = process({
      initial: 'room:init/1',
      below: ['<0.4.0> room_starter:run/1', 'room_sup supervisor:room_sup/1'],
    });
    expect(placed(sources, measure('process-growth', { process: room })).line).toEqual(here);
    const unknown = process({ initial: 'room:init/1', below: ['hall_sup'] });
    expect(placed(sources, measure('process-growth', { process: unknown })).line).not.toEqual(here);
  });

  it('of a library are found where their parent makes them', () => {
    const text = `-module(report).
write(N) ->
    {ok, F} = file:open(N, [write]), % here
    write(N).
tidy(N) ->
    {ok, F} = file:open(N, [read]), file:close(F).
`;
    const about = measure('process-growth', {
      process: process({ initial: 'file_io_server:server_loop/1' }),
      otherProcess: process({ stack: ['timer:sleep/1', 'report:write/1'] }),
    });
    expect(placed({ 'report.erl': text }, about).line).toEqual(here);
  });
});

describe('a table', () => {
  it.each([
    ['a constant', '@table :seen', ':ets.insert(@table, {id, 1}) # here', 'seen'],
    ['a constant that is the module', '@table __MODULE__', ':ets.insert(@table, {id, 1}) # here', 'Elixir.Seen'],
    ['the module', '', ':ets.insert(__MODULE__, {id, 1}) # here', 'Elixir.Seen'],
    ['a registry', '', 'Registry.register(Seen.Names, id, nil) # here', 'Elixir.Seen.Names.KeyPartition0'],
  ])('is found by %s', (_what, constant, insert, name) => {
    const text = `defmodule Seen do
  ${constant}
  def see(id) do
    ${insert}
  end
  def count(t), do: :ets.update_counter(:other, t, 1)
end
`;
    expect(placed({ 'seen.ex': text }, measure('ets-growth', { name })).line).toEqual(here);
  });

  it('without a name is found by the variable that it was bound to; what another one is emptied by is no way out', () => {
    const text = `-module(counts).
-record(state, {counts, recent}).
init([]) ->
    Counts = ets:new(counts, []), Recent = make_recent(),
    {ok, #state{counts = Counts, recent = Recent}}.
make_recent() -> ets:new(recent, []).
handle_info(Path, #state{recent = Recent} = S) ->
    ets:update_counter(S#state.counts, Path, 1), % here
    ets:insert(Recent, {Path}), ets:delete(Recent, 1),
    {noreply, S}.
`;
    const about = measure('ets-growth', { name: 'counts', process: process({ initial: 'counts:init/1' }) });
    expect(placed({ 'counts.erl': text }, about)).toMatchObject({ line: here, hasWayOut: false });
    const emptied = text.replace('ets:delete(Recent, 1)', 'ets:delete(S#state.counts, 1)');
    expect(placed({ 'counts.erl': emptied }, about).hasWayOut).toBe(true);
  });
});

describe('what a process keeps', () => {
  it('is found where it makes its state larger, not where it takes a list apart or writes one key again', () => {
    const text = `defmodule History do
  def handle_cast({:event, event}, %{events: [_ | _]} = state) do
    state = Map.put(state, :last, event)
    [first | rest] = state.queue
    {:noreply, %{state | events: [event | state.events]}} # here
  end
end
`;
    const about = measure('state-growth', { process: process({ initial: 'Elixir.History:init/1' }) });
    expect(placed({ 'history.ex': text }, about)).toMatchObject({ line: here, hasWayOut: false });
    const bounded = text.replace('state.queue', 'Enum.take(state.events, 10)');
    expect(placed({ 'history.ex': bounded }, about)).toMatchObject({ line: here, hasWayOut: true });
  });

  it('of binaries is a part of one, and else the binaries themselves', () => {
    const part = `-module(mails).
handle_info(M, S) -> {noreply, S#{id(M) => subject(M)}}. % kept
subject(M) ->
    binary:part(M, 0, 100). % here
`;
    const about = measure('binary-growth', { process: process({ initial: 'mails:init/1' }) });
    expect(placed({ 'mails.erl': part }, about).line).toEqual(here);
    const whole = part.replace('binary:part(M, 0, 100). % here', 'M.').replace('% kept', '% here');
    expect(placed({ 'mails.erl': whole }, about).line).toEqual(here);
  });
});

describe('timers and atoms', () => {
  it('a timer that is started anew when it is over, one that is cancelled and one that is soon over are no leak', () => {
    const text = `-module(orders).
handle_info(tick, S) ->
    erlang:send_after(1000, self(), tick),
    {noreply, S};
handle_info({order, O}, S) ->
    erlang:send_after(50, self(), {later, O}),
    remind(O), {noreply, S}.
remind(O) ->
    erlang:send_after(timer:hours(1), self(), {remind, O}). % here
wait(O) ->
    R = erlang:start_timer(60000, self(), {late, O}),
    erlang:cancel_timer(R).
`;
    const about = measure('timer-growth', { key: 'timers' });
    expect(placed({ 'orders.erl': text }, about).line).toEqual(here);
  });

  it('of the timer server are found by its own calls', () => {
    const text = `defmodule Later do
  def plan(n), do: :timer.apply_after(3_600_000, __MODULE__, :run, [n]) # here
  def wait(n), do: Process.send_after(self(), {:go, n}, 3_600_000)
end
`;
    const about = measure('timer-growth', { key: 'timer_server', unit: 'timers' });
    expect(placed({ 'later.ex': text }, about).line).toEqual(here);
  });

  it.each([
    ['names.erl', '-module(names).\nf(X) ->\n    list_to_atom("n" ++ X). % here\ng() -> list_to_atom("fixed").\n'],
    ['names.ex', 'defmodule Names do\n  def f(x), do: :"n_#{x}" # here\n  # :"n_#{x}"\n  def g, do: ":\\"#{1}"\nend\n'],
  ])('an atom that is made of what comes in is told from a fixed one: %s', (path, text) => {
    expect(placed({ [path]: text }, measure('atom-growth', {})).line).toEqual(here);
  });
});

describe('what a library keeps', () => {
  const cache = process({ initial: 'Elixir.Cachex.Janitor:init/1', stack: ['gen_server:loop/7'] });
  const about = measure('state-growth', { process: cache });

  it('is the doing of the line that calls it, and not of that which starts it', () => {
    const text = `defmodule Shop.Prices do
  def start_link(_), do: Cachex.start_link(:prices)
  def price(id) do
    Cachex.put(:prices, id, load(id)) # here
  end
end
`;
    expect(placed({ 'prices.ex': text }, about)).toMatchObject({ line: here, function: 'Shop.Prices.price/1' });
  });

  it('in Erlang is found by the name with which its modules begin', () => {
    const text = `-module(fetch).
get(Url) ->
    {ok, _, _, Ref} = hackney:get(Url), % here
    Ref.
`;
    const pool = process({ initial: 'hackney_pool:init/1' });
    expect(placed({ 'fetch.erl': text }, measure('mailbox-growth', { process: pool })).line).toEqual(here);
    expect(placed({ 'fetch.erl': text }, measure('ets-growth', { name: 'conns', process: pool })).line).toEqual(here);
  });

  it('has no line where many call it, none where nobody does, and none by what OTP itself runs', () => {
    const many = Array.from({ length: 6 }, (_, at) => `  def f${at}(x), do: Cachex.put(:a, ${at}, x)`).join('\n');
    expect(placed({ 'a.ex': `defmodule A do\n${many}\nend\n` }, about).line).toBeNull();
    expect(placed({ 'a.ex': 'defmodule A do\n  def f(x), do: Other.put(x)\nend\n' }, about).line).toBeNull();
    const timer = process({ initial: 'timer:init/1', stack: ['gen_server:loop/7'] });
    const text = '-module(b).\nf() -> timer:sleep(1).\n';
    expect(placed({ 'b.erl': text }, measure('state-growth', { process: timer })).line).toBeNull();
  });

  describe('and too many call, or nobody', () => {
    const many = Array.from({ length: 6 }, (_, at) => `  def f${at}(x), do: Cachex.put(:a, ${at}, x)`).join('\n');
    const calls = { 'calls.ex': `defmodule Calls do\n${many}\nend\n` };
    const tree = `defmodule Shop.Caches do
  use Supervisor
  # Cachex has a process of its own for each cache.
  def init(_) do
    Supervisor.init([
      Shop.Repo,
      {Cachex, name: :prices}, # here
    ], strategy: :one_for_one)
  end
end
`;
    const sources = { ...calls, 'caches.ex': tree };

    it.each([
      ['its supervisor’s module', ['Elixir.Cachex.Sup', '<0.7.0> supervisor:Elixir.Shop.Caches/1']],
      ['a supervisor that is named as its module', ['Elixir.Shop.Caches']],
    ])('is placed where %s names it', (_what, below) => {
      const janitor = process({ initial: 'Elixir.Cachex.Janitor:init/1', below });
      for (const kind of ['state-growth', 'process-growth', 'mailbox-growth']) {
        const found = placed(sources, measure(kind, { process: janitor }));
        expect(found).toMatchObject({ line: here, function: 'Shop.Caches.init/1', related: [] });
      }
    });

    it('has no line where who started it is none of the workspace, or names another library', () => {
      const elsewhere = process({ initial: 'Elixir.Cachex.Janitor:init/1', below: ['kernel_sup supervisor:kernel/1'] });
      expect(placed(sources, measure('state-growth', { process: elsewhere })).line).toBeNull();
      const below = ['<0.7.0> supervisor:Elixir.Shop.Caches/1'];
      const other = process({ initial: 'Elixir.Oban.Queue:init/1', below });
      expect(placed(sources, measure('state-growth', { process: other })).line).toBeNull();
    });

    it('is placed by the calls of the modules that started it, where there are few of those', () => {
      const pool = `-module(shop_pools).
init([]) -> {ok, {#{}, []}}.
warm(Pool) -> poolboy:checkout(Pool). % here
`;
      const others = Array.from({ length: 6 }, (_, at) => `f${at}(P) -> poolboy:checkout(P).`).join('\n');
      const worker = process({ initial: 'poolboy:init/1', below: ['shop_pools supervisor:shop_pools/1'] });
      const texts = { 'shop_pools.erl': pool, 'shop_others.erl': `-module(shop_others).\n${others}\n` };
      expect(placed(texts, measure('state-growth', { process: worker }))).toMatchObject({ line: here, related: [] });
    });
  });

  it('is no matter of the library where the person’s own code runs in its process', () => {
    const text = `defmodule Own do
  use Cachex.Worker
  def work(x, state) do
    [x | state] # here
  end
  def feed(x), do: Cachex.put(:a, 1, x)
end
`;
    const worker = process({ initial: 'Elixir.Cachex.Worker:init/1', stack: ['Elixir.Own:work/2'] });
    expect(placed({ 'own.ex': text }, measure('state-growth', { process: worker })).line).toEqual(here);
  });
});
