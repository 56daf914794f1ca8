# Healthy: a pool with checkout and checkin. Whoever has a worker is monitored until it gives it back, or dies with it.
defmodule WorkerPool do
  use GenServer

  def start do
    {:ok, pool} = GenServer.start(__MODULE__, 10, name: __MODULE__)
    for _ <- 1..30, do: spawn(fn -> customer(pool) end)
  end

  defp customer(pool) do
    case GenServer.call(pool, :checkout) do
      {:ok, worker} ->
        Process.sleep(:rand.uniform(40))
        if :rand.uniform(50) == 1, do: spawn(fn -> customer(pool) end), else: :ok
        if :rand.uniform(50) == 1, do: exit(:normal)
        GenServer.cast(pool, {:checkin, self(), worker})

      :busy ->
        Process.sleep(20)
    end

    customer(pool)
  end

  @impl true
  def init(size) do
    workers = for number <- 1..size, do: {:worker, number}
    {:ok, %{free: workers, busy: %{}}}
  end

  @impl true
  def handle_call(:checkout, _from, %{free: []} = state), do: {:reply, :busy, state}

  def handle_call(:checkout, {pid, _}, %{free: [worker | free]} = state) do
    ref = Process.monitor(pid)
    {:reply, {:ok, worker}, %{state | free: free, busy: Map.put(state.busy, pid, {ref, worker})}}
  end

  @impl true
  def handle_cast({:checkin, pid, worker}, state) do
    {{ref, ^worker}, busy} = Map.pop(state.busy, pid)
    Process.demonitor(ref, [:flush])
    {:noreply, %{state | free: [worker | state.free], busy: busy}}
  end

  @impl true
  def handle_info({:DOWN, _ref, :process, pid, _reason}, state) do
    {{_ref, worker}, busy} = Map.pop(state.busy, pid)
    {:noreply, %{state | free: [worker | state.free], busy: busy}}
  end
end
