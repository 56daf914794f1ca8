# Healthy: the last measurements stay, and a helper drops what is older. It takes a while to fill.
defmodule SlidingWindow do
  use GenServer

  @most 2500

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> measure(pid, 0) end)
  end

  defp measure(pid, number) do
    GenServer.cast(pid, {:measured, %{at: number, values: Enum.map(1..60, &(&1 * number))}})
    Process.sleep(10)
    measure(pid, number + 1)
  end

  @impl true
  def init(_), do: {:ok, %{window: :queue.new(), count: 0}}

  @impl true
  def handle_cast({:measured, one}, %{window: window, count: count} = state) do
    {:noreply, trimmed(%{state | window: :queue.in(one, window), count: count + 1})}
  end

  defp trimmed(%{count: count} = state) when count <= @most, do: state

  defp trimmed(%{window: window, count: count} = state) do
    %{state | window: :queue.drop(window), count: count - 1}
  end
end
