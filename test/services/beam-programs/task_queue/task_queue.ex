# Healthy: tasks whose answers a server takes in its own time, and whose end it is told of.
defmodule TaskQueue do
  use GenServer

  def start do
    {:ok, tasks} = Task.Supervisor.start_link()
    Process.unlink(tasks)
    {:ok, pid} = GenServer.start(__MODULE__, tasks)
    spawn(fn -> jobs(pid, 0) end)
  end

  defp jobs(pid, number) do
    GenServer.cast(pid, {:job, number})
    Process.sleep(12)
    jobs(pid, number + 1)
  end

  @impl true
  def init(tasks), do: {:ok, %{tasks: tasks, running: %{}}}

  @impl true
  def handle_cast({:job, number}, state) do
    task = Task.Supervisor.async_nolink(state.tasks, fn -> Process.sleep(:rand.uniform(900)) && number end)
    {:noreply, put_in(state.running[task.ref], number)}
  end

  @impl true
  def handle_info({ref, _number}, state) when is_map_key(state.running, ref) do
    Process.demonitor(ref, [:flush])
    {:noreply, update_in(state.running, &Map.delete(&1, ref))}
  end

  def handle_info({:DOWN, ref, :process, _, _}, state), do: {:noreply, update_in(state.running, &Map.delete(&1, ref))}
end
