# Healthy: as many processes as there are clients. They come within some seconds, and sleep.
defmodule SleepingChannels do
  use GenServer

  def start do
    {:ok, _} = Registry.start_link(keys: :duplicate, name: SleepingChannels.Registry) |> tap(fn {:ok, pid} -> Process.unlink(pid) end)
    spawn(fn -> for id <- 1..3000, do: connect(id) end)
  end

  defp connect(id) do
    {:ok, _} = GenServer.start(__MODULE__, id)
    if rem(id, 10) == 0, do: Process.sleep(15)
  end

  @impl true
  def init(id) do
    {:ok, _} = Registry.register(SleepingChannels.Registry, "room:#{rem(id, 50)}", id)
    Process.send_after(self(), :heartbeat, 30_000)
    {:ok, id, :hibernate}
  end

  @impl true
  def handle_info(:heartbeat, id) do
    Process.send_after(self(), :heartbeat, 30_000)
    {:noreply, id, :hibernate}
  end
end
