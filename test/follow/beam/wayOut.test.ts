// What bounds what a process or a table keeps, as far as the source tells: room that is made without anybody's asking, or what somebody has to
// ask for.
import { describe, expect, it } from 'vitest';
import { ModuleTraces } from '../../../src/follow/beam/places/moduleTraces';
import { MeasurePlacer } from '../../../src/follow/beam/places/placeMeasure';
import type { Measure } from '../../../src/shared/model/beam/measure';
import { findActs } from '../../../src/syntax/erlang/findActs';

/** Of the state of a server that this is the module of, `a`, or of the table `seen` that it owns. */
function boundIn(language: 'erlang' | 'elixir', text: string, kind = 'state-growth'): string | null {
  const module = language === 'erlang' ? 'a' : 'Elixir.A';
  const initialCall = { module, name: /\binit\b/.test(text) ? 'init' : 'loop', arity: 1 };
  const rest = { memory: 0, queue: 0, reductions: 0, monitors: null, monitoredBy: null, binaryBytes: null };
  const frame = { module, name: 'loop', arity: 1, file: '', line: 0 };
  const stack = initialCall.name === 'loop' ? [frame] : [];
  const process = { pid: '<0.1.0>', name: '', initialCall, stack, liveBytes: null, youngBytes: null, ...rest };
  const other = { other: '', otherProcess: null, isRemote: false, limit: null };
  const measure: Measure = { kind, key: 'a', value: 1, unit: 'bytes', name: 'seen', process, ...other };
  const path = language === 'erlang' ? '/ws/a.erl' : '/ws/a.ex';
  const whole = language === 'erlang' ? `-module(a).\n${text}` : `defmodule A do\n${text}\nend\n`;
  const { site, bound } = new MeasurePlacer([{ path, language, text: whole }], findActs, new ModuleTraces()).place(
    measure,
  );
  expect(whole.split('\n')[(site?.line ?? 0) - 1]).toMatch(/(?:%|#) here$/);
  return bound === null ? null : `${bound.kind} ${bound.keeper} ${bound.limit}`.trim();
}

describe('room is made by size', () => {
  it('by a call that leaves no more than so many, in a record that has other fields', () => {
    const text = `init([]) -> {ok, #s{}}.
handle_cast({order, Order}, #s{recent = Recent, total = Total} = S) ->
    {noreply, S#s{recent = lists:sublist([Order | Recent], ?MOST), total = Total + 1}}. % here
`;
    expect(boundIn('erlang', text)).toBe('cache Recent ?MOST');
  });

  it('by a helper one of whose clauses is for what has no more than so many', () => {
    const text = `  @most 2500
  def init(_), do: {:ok, %{window: :queue.new(), count: 0}}
  def handle_cast({:measured, one}, %{window: window, count: count} = state) do
    {:noreply, trimmed(%{state | window: :queue.in(one, window), count: count + 1})} # here
  end
  defp trimmed(%{count: count} = state) when count <= @most, do: state
  defp trimmed(%{window: window, count: count} = state) do
    %{state | window: :queue.drop(window), count: count - 1}
  end`;
    expect(boundIn('elixir', text)).toBe('cache window @most');
  });

  it('by forgetting with each what came so many before', () => {
    const text = `  def init(_), do: {:ok, %{}}
  def handle_call({:get, n}, _from, cache) do
    {:reply, n, cache |> Map.put(n, :value) |> Map.delete(n - @most)} # here
  end`;
    expect(boundIn('elixir', text)).toBe('cache cache @most');
  });

  it('of a table, by comparing its size', () => {
    const text = `loop(N) ->
    ets:insert(seen, {N}), % here
    case ets:info(seen, size) > 1500 of
        true -> ets:delete(seen, ets:first(seen));
        false -> ok
    end,
    loop(N + 1).
`;
    expect(boundIn('erlang', text, 'ets-growth')).toBe('cache seen 1500');
  });
});

describe('room is made by age', () => {
  it('by a sweep of its own, which a timer starts', () => {
    const text = `  def init(_), do: {:ok, %{seen: %{}}}
  def handle_call({:first?, id}, _from, state) do
    {:reply, true, %{state | seen: Map.put(state.seen, id, now())}} # here
  end
  def handle_info(:sweep, state) do
    Process.send_after(self(), :sweep, 5_000)
    {:noreply, %{state | seen: without_old(state.seen, now() - @keep)}}
  end
  defp without_old(seen, oldest), do: Map.reject(seen, fn {_id, at} -> at < oldest end)`;
    expect(boundIn('elixir', text)).toBe('cache seen @keep');
  });

  it('of a table, by a loop that sleeps', () => {
    const text = `  def count(key), do: :ets.update_counter(:seen, {key, second()}, 1, {{key, second()}, 0}) # here
  def loop(_) do
    count(1)
    Process.sleep(3_000)
    oldest = second() - @seconds
    :ets.select_delete(:seen, [{{{:_, :"$1"}, :_}, [{:<, :"$1", oldest}], [true]}])
    loop(1)
  end`;
    expect(boundIn('elixir', text, 'ets-growth')).toBe('cache seen @seconds');
  });

  it('by writing all of it away when a timer says so', () => {
    const text = `loop(#{lines := Lines} = State) ->
    receive
        {line, Line} ->
            ?MODULE:loop(State#{lines := [Line | Lines]}); % here
        flush ->
            erlang:send_after(?EVERY, self(), flush),
            ?MODULE:loop(written(State))
    end.
written(State) -> State#{lines := []}.
`;
    expect(boundIn('erlang', text)).toBe('cache lines ?EVERY');
  });

  it('of each by a timer of its own', () => {
    const text = `  def init(_), do: {:ok, %{}}
  def handle_cast({:offer, id, offer}, offers) do
    Process.send_after(self(), {:expired, id}, @valid)
    {:noreply, Map.put(offers, id, offer)} # here
  end
  def handle_info({:expired, id}, offers), do: {:noreply, Map.delete(offers, id)}`;
    expect(boundIn('elixir', text)).toBe('cache offers @valid');
  });
});

describe('somebody has to ask for it', () => {
  it('where another message takes out', () => {
    const text = `  def init(_), do: {:ok, %{}}
  def handle_cast({:login, id, session}, sessions) do
    {:noreply, Map.put(sessions, id, session)} # here
  end
  def handle_cast({:logout, id}, sessions), do: {:noreply, Map.delete(sessions, id)}`;
    expect(boundIn('elixir', text)).toBe('evicts sessions');
  });

  it('where another message of a loop takes out, however large it is by then', () => {
    const text = `loop(#{lines := Lines} = State) ->
    receive
        {line, Line} ->
            loop(State#{lines := [Line | Lines]}); % here
        {trim, From} when length(Lines) > 100 ->
            From ! ok,
            loop(State#{lines := lists:sublist(Lines, 100)})
    end.
`;
    expect(boundIn('erlang', text)).toBe('evicts Lines');
  });

  it('where an argument is empty again after a time without messages, which need not come', () => {
    const text = `loop(Lines) ->
    receive
        {line, Line} ->
            loop([Line | Lines]) % here
    after ?QUIET ->
        write(Lines),
        loop([])
    end.
`;
    expect(boundIn('erlang', text)).toBe('evicts Lines');
  });

  it('where work is taken out as time goes by, one at a time: that need not keep up', () => {
    const text = `  def init(_), do: {:ok, %{jobs: :queue.new()}}
  def handle_cast({:job, job}, state), do: {:noreply, %{state | jobs: :queue.in(job, state.jobs)}} # here
  def handle_info(:work, state) do
    Process.send_after(self(), :work, 1_000)
    {{:value, job}, rest} = :queue.out(state.jobs)
    {:noreply, %{state | jobs: rest, last: job}}
  end`;
    expect(boundIn('elixir', text)).toBe('evicts jobs');
  });
});

describe('nothing bounds it', () => {
  it('where what is made smaller, or was empty at first, is something else', () => {
    const text = `  def init(_), do: {:ok, %{seen: %{}, recent: []}}
  def handle_cast({:seen, id}, state) do
    seen = Map.put(state.seen, {id, 1}, true) # here
    {:noreply, %{state | seen: seen, recent: Enum.take(state.recent, 10)}}
  end`;
    expect(boundIn('elixir', text)).toBeNull();
  });
});
