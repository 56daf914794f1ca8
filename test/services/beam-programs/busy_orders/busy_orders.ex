# Healthy: a service with a bit of everything, all of which ends: tasks, timers, a table with a time to live, monitors, parts of binaries.
defmodule BusyOrders do
  use GenServer

  def start do
    {:ok, _} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    for _ <- 1..10, do: spawn(fn -> customer() end)
  end

  defp customer do
    ref = Process.monitor(__MODULE__)
    GenServer.call(__MODULE__, {:order, :crypto.strong_rand_bytes(20_000)})
    Process.demonitor(ref, [:flush])
    Process.sleep(:rand.uniform(50))
    customer()
  end

  @impl true
  def init(_) do
    :ets.new(:orders, [:named_table, :ordered_set])
    {:ok, %{next: 0, waiting: %{}}}
  end

  @impl true
  def handle_call({:order, body}, _from, %{next: next} = state) do
    head = :binary.copy(binary_part(body, 0, 100))
    :ets.insert(:orders, {next, head})
    timer = Process.send_after(self(), {:paid, next}, 3000)
    Task.start(fn -> Process.sleep(50) end)
    {:reply, next, %{state | next: next + 1, waiting: Map.put(state.waiting, next, timer)}}
  end

  @impl true
  def handle_info({:paid, order}, state) do
    :ets.delete(:orders, order)
    {timer, waiting} = Map.pop(state.waiting, order)
    if timer, do: Process.cancel_timer(timer)
    {:noreply, %{state | waiting: waiting}}
  end
end
