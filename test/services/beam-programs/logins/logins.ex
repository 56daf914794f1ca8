# Who logs out is forgotten; who closes the window never logs out, and stays.
defmodule Logins do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> visit(pid, 0) end)
  end

  defp visit(pid, number) do
    GenServer.cast(pid, {:login, number, %{basket: Enum.map(1..40, &(&1 + number))}})
    if rem(number, 10) == 0, do: GenServer.cast(pid, {:logout, number})
    Process.sleep(10)
    visit(pid, number + 1)
  end

  @impl true
  def init(_), do: {:ok, %{}}

  @impl true
  def handle_cast({:login, id, session}, sessions) do
    {:noreply, Map.put(sessions, id, session)} # leak: state-growth
  end

  def handle_cast({:logout, id}, sessions) do
    {:noreply, Map.delete(sessions, id)}
  end
end
