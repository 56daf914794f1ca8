# Each dashboard that is opened has itself refreshed by an interval, and none is cancelled when it is closed.
defmodule Dashboards do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, [], name: __MODULE__)
    spawn(fn -> visitors(pid, 0) end)
  end

  defp visitors(pid, number) do
    GenServer.call(pid, {:open, number})
    Process.sleep(10)
    GenServer.call(pid, {:close, number})
    visitors(pid, number + 1)
  end

  @impl true
  def init(_), do: {:ok, MapSet.new()}

  @impl true
  def handle_call({:open, id}, _from, open) do
    {:ok, _timer} = :timer.send_interval(30_000, {:refresh, id}) # leak: timer-growth
    {:reply, :ok, MapSet.put(open, id)}
  end

  def handle_call({:close, id}, _from, open), do: {:reply, :ok, MapSet.delete(open, id)}

  @impl true
  def handle_info({:refresh, _id}, open), do: {:noreply, open}
end
