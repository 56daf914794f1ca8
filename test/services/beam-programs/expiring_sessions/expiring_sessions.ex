# Healthy: what is in the table has an end, and a sweeper takes it out then.
defmodule ExpiringSessions do
  use GenServer
  @table __MODULE__
  @seconds 8

  def start, do: GenServer.start(__MODULE__, nil, name: __MODULE__)

  @impl true
  def init(_) do
    :ets.new(@table, [:named_table, :public])
    :timer.send_interval(1000, :sweep)
    send(self(), :login)
    {:ok, 0}
  end

  @impl true
  def handle_info(:login, number) do
    expires = System.monotonic_time(:second) + @seconds
    :ets.insert(@table, {number, expires, Enum.to_list(1..80)})
    Process.send_after(self(), :login, 5)
    {:noreply, number + 1}
  end

  def handle_info(:sweep, number) do
    now = System.monotonic_time(:second)
    :ets.select_delete(@table, [{{:_, :"$1", :_}, [{:<, :"$1", now}], [true]}])
    {:noreply, number}
  end
end
