# A program for each conversion, which goes on when its work is done.
defmodule Converters do
  use GenServer

  def start, do: GenServer.start(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(ports) do
    send(self(), :convert)
    {:ok, ports}
  end

  @impl true
  def handle_info(:convert, ports) do
    port = Port.open({:spawn_executable, "/bin/cat"}, [:binary]) # leak: port-growth
    Port.command(port, "words")
    Process.send_after(self(), :convert, 400)
    {:noreply, [port | ports]}
  end

  def handle_info({_port, {:data, _data}}, ports), do: {:noreply, ports}
end
