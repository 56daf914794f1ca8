# An agent for each user who comes by, and none of them is stopped.
defmodule Profiles do
  use GenServer

  def start, do: GenServer.start(__MODULE__, %{}, name: __MODULE__)

  @impl true
  def init(state) do
    Process.send_after(self(), :login, 50)
    {:ok, state}
  end

  @impl true
  def handle_info(:login, state) do
    profile = load(System.unique_integer([:positive]))
    Agent.update(profile, &Map.put(&1, :seen, true))
    Process.send_after(self(), :login, 80)
    {:noreply, state}
  end

  defp load(id) do
    {:ok, agent} = Agent.start(fn -> %{id: id} end) # leak: process-growth
    agent
  end
end
