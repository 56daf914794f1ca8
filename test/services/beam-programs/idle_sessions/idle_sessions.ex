# Healthy: a process for each session, asleep most of the time, which stops when nothing came for fifteen seconds.
defmodule IdleSessions do
  def start do
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one, name: __MODULE__)
    Process.unlink(supervisor)
    spawn(fn -> arrivals(0) end)
  end

  defp arrivals(number) do
    {:ok, pid} = DynamicSupervisor.start_child(__MODULE__, {IdleSessions.Session, number})
    send(pid, {:click, "/"})
    Process.sleep(25)
    arrivals(number + 1)
  end
end

defmodule IdleSessions.Session do
  use GenServer, restart: :temporary

  @idle 15_000

  def start_link(id), do: GenServer.start_link(__MODULE__, id, hibernate_after: 1_000)

  @impl true
  def init(id), do: {:ok, %{id: id, path: []}, @idle}

  @impl true
  def handle_info({:click, path}, state), do: {:noreply, %{state | path: [path]}, @idle}
  def handle_info(:timeout, state), do: {:stop, :normal, state}
end
