# Each word that a client says starts the time anew, and forgets to stop the time that runs.
defmodule IdleTimers do
  use GenServer

  def start do
    clients = for _ <- 1..20, do: elem(GenServer.start(__MODULE__, nil), 1)
    spawn(fn -> talk(clients) end)
  end

  defp talk(clients) do
    for client <- clients, do: send(client, :word)
    Process.sleep(40)
    talk(clients)
  end

  @impl true
  def init(_), do: {:ok, %{timer: nil, words: 0}}

  @impl true
  def handle_info(:word, state) do
    timer = Process.send_after(self(), :idle, :timer.minutes(30)) # leak: timer-growth
    {:noreply, %{state | timer: timer, words: state.words + 1}}
  end

  def handle_info(:idle, state), do: {:stop, :normal, state}
end
