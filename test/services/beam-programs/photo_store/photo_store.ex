# Keeps every photo that was ever sent to it, whole.
defmodule PhotoStore do
  use GenServer

  def start do
    {:ok, store} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> shoot(store, 0) end)
  end

  defp shoot(store, number) do
    GenServer.cast(store, {:photo, number, String.duplicate("p", 90_000)})
    Process.sleep(60)
    shoot(store, number + 1)
  end

  @impl true
  def init(_), do: {:ok, %{photos: [], count: 0}}

  @impl true
  def handle_cast({:photo, _number, photo}, state) do
    photos = [photo | state.photos] # leak: binary-growth
    {:noreply, %{state | photos: photos, count: state.count + 1}}
  end

  @impl true
  def handle_call(:count, _from, state) do
    {:reply, state.count, state}
  end
end
