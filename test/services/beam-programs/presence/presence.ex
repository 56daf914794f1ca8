# A server tracks who is there by a module of its own, which monitors the same few again with each heartbeat.
defmodule Presence do
  use GenServer

  def start do
    users = for _ <- 1..5, do: spawn(fn -> Process.sleep(:infinity) end)
    GenServer.start(__MODULE__, users, name: __MODULE__)
  end

  @impl true
  def init(users) do
    :timer.send_interval(60, :heartbeat)
    {:ok, %{users: users, seen: %{}}}
  end

  @impl true
  def handle_info(:heartbeat, %{users: users} = state) do
    seen = Enum.reduce(users, state.seen, &Presence.Tracker.track/2)
    {:noreply, %{state | seen: seen}}
  end

  def handle_info({:DOWN, _ref, :process, pid, _reason}, state) do
    {:noreply, %{state | seen: Map.delete(state.seen, pid)}}
  end
end

defmodule Presence.Tracker do
  def track(pid, seen) do
    Process.monitor(pid) # leak: monitor-leak
    Map.put(seen, pid, System.monotonic_time())
  end

  def once(pid) do
    ref = Process.monitor(pid)

    receive do
      {:DOWN, ^ref, _, _, _} -> :gone
    after
      0 -> Process.demonitor(ref, [:flush])
    end
  end
end
