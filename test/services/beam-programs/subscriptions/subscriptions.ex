# Subscribers subscribe again with each reconnect; the server monitors them each time, and takes one back when they leave.
defmodule Subscriptions do
  use GenServer

  def start do
    {:ok, _} = GenServer.start_link(__MODULE__, [], name: __MODULE__)
    Process.unlink(Process.whereis(__MODULE__))
    for _ <- 1..4, do: spawn(fn -> reconnect() end)
  end

  defp reconnect do
    :ok = GenServer.call(__MODULE__, {:subscribe, self()})
    Process.sleep(100)
    reconnect()
  end

  @impl true
  def init(_), do: {:ok, %{}}

  @impl true
  def handle_call({:subscribe, pid}, _from, state) do
    ref = Process.monitor(pid) # leak: monitor-leak
    {:reply, :ok, Map.put(state, pid, ref)}
  end

  def handle_call({:unsubscribe, pid}, _from, state) do
    {ref, state} = Map.pop(state, pid)
    if ref, do: Process.demonitor(ref, [:flush])
    {:reply, :ok, state}
  end
end
