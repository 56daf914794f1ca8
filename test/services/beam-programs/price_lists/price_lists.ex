# A table of its own for each price list that is asked for; the tables stay with the server.
defmodule PriceLists do
  use GenServer

  def start, do: GenServer.start(__MODULE__, %{}, name: __MODULE__)

  @impl true
  def init(lists) do
    Process.send_after(self(), :ask, 20)
    {:ok, lists}
  end

  @impl true
  def handle_info(:ask, lists) do
    id = map_size(lists)
    table = :ets.new(:price_list, [:set, :private])
    for item <- 1..200, do: :ets.insert(table, {item, item * id, "piece"}) # leak: ets-growth
    Process.send_after(self(), :ask, 100)
    {:noreply, Map.put(lists, id, table)}
  end
end
