# Decisions for each user are kept where reading is cheapest, and none is ever erased.
defmodule Rollouts do
  use GenServer

  def start, do: GenServer.start(__MODULE__, 0, name: __MODULE__)

  @impl true
  def init(number) do
    {:ok, number, {:continue, :decide}}
  end

  @impl true
  def handle_continue(:decide, number) do
    Process.send_after(self(), :decide, 10)
    {:noreply, number}
  end

  @impl true
  def handle_info(:decide, number) do
    remember("user-#{number}", Enum.map(1..40, &{&1, rem(number, &1 + 1) == 0}))
    Process.send_after(self(), :decide, 10)
    {:noreply, number + 1}
  end

  defp remember(user, decisions) do
    :persistent_term.put({__MODULE__, user}, decisions) # leak: persistent-growth
  end
end
