# Healthy: a cache in the state of a server, bounded, with the oldest dropped.
defmodule StateCache do
  use GenServer
  @most 800

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> ask(pid, 0) end)
  end

  defp ask(pid, number) do
    GenServer.call(pid, {:get, number})
    Process.sleep(8)
    ask(pid, number + 1)
  end

  @impl true
  def init(_), do: {:ok, %{}}

  @impl true
  def handle_call({:get, number}, _from, cache) do
    value = Enum.map(1..100, &(&1 + number))
    cache = cache |> Map.put(number, value) |> Map.delete(number - @most)
    {:reply, value, cache}
  end
end
