# One process registers a name for each game, and keeps them all.
defmodule Lobby do
  use GenServer

  def start do
    {:ok, registry} = Registry.start_link(keys: :unique, name: Lobby.Registry)
    Process.unlink(registry)
    GenServer.start(__MODULE__, 0)
  end

  @impl true
  def init(number) do
    send(self(), :game)
    {:ok, number}
  end

  @impl true
  def handle_info(:game, number) do
    for game <- 1..10 do
      {:ok, _} = Registry.register(Lobby.Registry, {:game, number, game}, Enum.to_list(1..20)) # leak: ets-growth
    end

    Process.send_after(self(), :game, 30)
    {:noreply, number + 1}
  end
end
