# Healthy: large binaries come and go through a server that is busy with them.
defmodule ImageResizer do
  use GenServer

  def start do
    {:ok, pid} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> send_images(pid) end)
  end

  defp send_images(pid) do
    GenServer.cast(pid, {:resize, :crypto.strong_rand_bytes(500_000)})
    Process.sleep(40)
    send_images(pid)
  end

  @impl true
  def init(_), do: {:ok, nil}

  @impl true
  def handle_cast({:resize, image}, _last) do
    <<head::binary-size(1000), _::binary>> = image
    {:noreply, head}
  end
end
