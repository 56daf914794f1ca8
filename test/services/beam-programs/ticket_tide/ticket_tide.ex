# Healthy: a queue that breathes. More tickets come than are sold for a while, then fewer, and it is empty once in each tide.
defmodule TicketTide do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> tide(pid, 0) end)
  end

  defp tide(pid, step) do
    many = round(10 + 9 * :math.sin(step / 32))
    for one <- 1..many//1, do: GenServer.cast(pid, {:ticket, {step, one, Enum.to_list(1..40)}})
    Process.sleep(100)
    tide(pid, step + 1)
  end

  @impl true
  def init(_) do
    :timer.send_interval(100, :sell)
    {:ok, %{queue: :queue.new(), sold: 0}}
  end

  @impl true
  def handle_cast({:ticket, ticket}, state), do: {:noreply, %{state | queue: :queue.in(ticket, state.queue)}}

  @impl true
  def handle_info(:sell, state), do: {:noreply, Enum.reduce(1..11, state, fn _, left -> sell(left) end)}

  defp sell(%{queue: queue, sold: sold} = state) do
    case :queue.out(queue) do
      {{:value, _ticket}, rest} -> %{state | queue: rest, sold: sold + 1}
      {:empty, _} -> state
    end
  end
end
