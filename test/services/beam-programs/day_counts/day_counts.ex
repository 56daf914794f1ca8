# Healthy: a counter for each visitor, all of which are let go with each turn of a short day.
defmodule DayCounts do
  use GenServer

  @day :timer.seconds(25)

  def start do
    {:ok, _} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> serve(0) end)
  end

  defp serve(number) do
    :ets.update_counter(__MODULE__, {"10.0.#{div(number, 250)}.#{rem(number, 250)}", rem(number, 7)}, 1, {nil, 0})
    Process.sleep(4)
    serve(number + 1)
  end

  @impl true
  def init(_) do
    :ets.new(__MODULE__, [:named_table, :public])
    Process.send_after(self(), :turn, @day)
    {:ok, nil}
  end

  @impl true
  def handle_info(:turn, state) do
    :ets.delete_all_objects(__MODULE__)
    Process.send_after(self(), :turn, @day)
    {:noreply, state}
  end
end
