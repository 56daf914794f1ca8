# Casts to a server that asks another one for each, which is slow.
defmodule Thumbnails do
  use GenServer

  def start do
    {:ok, _} = GenServer.start(Thumbnails.Disk, nil, name: Thumbnails.Disk)
    {:ok, _} = GenServer.start(__MODULE__, 0, name: __MODULE__)
    spawn(fn -> pictures(0) end)
  end

  defp pictures(number) do
    GenServer.cast(__MODULE__, {:picture, number}) # also: mailbox-growth
    Process.sleep(10)
    pictures(number + 1)
  end

  @impl true
  def init(count), do: {:ok, count}

  @impl true
  def handle_cast({:picture, number}, count) do
    :ok = GenServer.call(Thumbnails.Disk, {:write, number}) # leak: mailbox-growth
    {:noreply, count + 1}
  end
end

defmodule Thumbnails.Disk do
  use GenServer

  @impl true
  def init(state), do: {:ok, state}

  @impl true
  def handle_call({:write, _number}, _from, state) do
    Process.sleep(60)
    {:reply, :ok, state}
  end
end
