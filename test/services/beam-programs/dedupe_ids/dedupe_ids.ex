# Healthy: what has come already is remembered for two minutes, and a sweep of its own takes out what is older.
defmodule DedupeIds do
  use GenServer

  @keep_millis 120_000
  @sweep_millis 5_000

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> deliver(pid, 0) end)
  end

  defp deliver(pid, number) do
    GenServer.call(pid, {:first?, {:delivery, number, Enum.to_list(1..30)}})
    Process.sleep(10)
    deliver(pid, number + 1)
  end

  @impl true
  def init(_) do
    Process.send_after(self(), :sweep, @sweep_millis)
    {:ok, %{seen: %{}, doubles: 0}}
  end

  @impl true
  def handle_call({:first?, id}, _from, %{seen: seen} = state) do
    if Map.has_key?(seen, id) do
      {:reply, false, %{state | doubles: state.doubles + 1}}
    else
      {:reply, true, %{state | seen: Map.put(seen, id, now())}}
    end
  end

  @impl true
  def handle_info(:sweep, state) do
    Process.send_after(self(), :sweep, @sweep_millis)
    {:noreply, %{state | seen: without_old(state.seen, now() - @keep_millis)}}
  end

  defp without_old(seen, oldest), do: Map.reject(seen, fn {_id, at} -> at < oldest end)

  defp now, do: System.monotonic_time(:millisecond)
end
