# Each request that fails is to be tried again tomorrow, by a timer of its own.
defmodule RetryTimers do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, 0)
    spawn(fn -> requests(pid, 0) end)
  end

  defp requests(pid, number) do
    for part <- 1..3, do: GenServer.cast(pid, {:request, number, part})
    Process.sleep(8)
    requests(pid, number + 1)
  end

  @impl true
  def init(failed) do
    Process.send_after(self(), :report, 1000)
    {:ok, failed}
  end

  @impl true
  def handle_cast({:request, number, part}, failed) do
    schedule({:retry, number, part})
    {:noreply, failed + 1}
  end

  @impl true
  def handle_info(:report, failed) do
    Process.send_after(self(), :report, 1000)
    {:noreply, failed}
  end

  def handle_info({:retry, _number, _part}, failed), do: {:noreply, failed - 1}

  defp schedule(message) do
    Process.send_after(self(), message, 86_400_000) # leak: timer-growth
  end
end
