# Healthy: a server with a queue of its own, which is worked off as fast as it fills, in waves.
defmodule InnerQueue do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> produce(pid, 0) end)
  end

  defp produce(pid, wave) do
    for number <- 1..400, do: GenServer.cast(pid, {:push, {wave, number, Enum.to_list(1..50)}})
    Process.sleep(4000)
    produce(pid, wave + 1)
  end

  @impl true
  def init(_) do
    :timer.send_interval(5, :work)
    {:ok, :queue.new()}
  end

  @impl true
  def handle_cast({:push, job}, queue), do: {:noreply, :queue.in(job, queue)}

  @impl true
  def handle_info(:work, queue) do
    {_job, rest} = :queue.out(queue)
    {:noreply, rest}
  end
end
