# A server whose state remembers each event, newest first.
defmodule History do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> events(pid, 0) end)
  end

  defp events(pid, number) do
    GenServer.cast(pid, {:event, %{number: number, words: Enum.map(1..40, &(&1 + number))}})
    Process.sleep(10)
    events(pid, number + 1)
  end

  @impl true
  def init(_), do: {:ok, %{events: [], last: nil}}

  @impl true
  def handle_cast({:event, event}, state) do
    {:noreply, %{state | events: [event | state.events], last: event}} # leak: state-growth
  end

  @impl true
  def handle_call(:last, _from, state) do
    {:reply, state.last, state}
  end
end
