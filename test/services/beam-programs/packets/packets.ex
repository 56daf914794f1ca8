# Keeps the head of each packet by a pattern: the packet stays with it.
defmodule Packets do
  use GenServer

  def start, do: GenServer.start(__MODULE__, [])

  @impl true
  def init(heads) do
    send(self(), :receive)
    {:ok, heads}
  end

  @impl true
  def handle_info(:receive, heads) do
    head = head(:crypto.strong_rand_bytes(100_000))
    Process.send_after(self(), :receive, 60)
    {:noreply, [head | heads]} # also: binary-growth
  end

  defp head(packet) do
    <<head::binary-size(100), _rest::binary>> = packet # leak: binary-growth
    head
  end
end
