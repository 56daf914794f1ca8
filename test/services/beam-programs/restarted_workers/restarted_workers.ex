# Healthy: workers crash, and their supervisor starts them again.
defmodule RestartedWorkers do
  def start do
    Logger.configure(level: :none)
    children = for id <- 1..20, do: Supervisor.child_spec({RestartedWorkers.Worker, id}, id: id)
    options = [strategy: :one_for_one, max_restarts: 1_000_000, max_seconds: 1]
    {:ok, supervisor} = Supervisor.start_link(children, options)
    Process.unlink(supervisor)
  end
end

defmodule RestartedWorkers.Worker do
  use GenServer

  def start_link(id), do: GenServer.start_link(__MODULE__, id)

  @impl true
  def init(id) do
    Process.send_after(self(), :crash, 200 + :rand.uniform(2000))
    {:ok, id}
  end

  @impl true
  def handle_info(:crash, id), do: {:stop, :shutdown, id}
end
