# Healthy: pages are cached for twenty seconds each, and a janitor takes out what is older. A page that is looked at again lives anew.
defmodule PageCache do
  use GenServer

  @ttl 20_000

  def start do
    {:ok, _} = GenServer.start(__MODULE__, nil, name: __MODULE__)
    spawn(fn -> visits(0) end)
  end

  defp visits(number) do
    key = "/page/#{if rem(number, 4) == 0, do: rem(number, 100), else: number}"
    fetch(key, fn -> Enum.to_list(1..80) end)
    Process.sleep(8)
    visits(number + 1)
  end

  defp fetch(key, render) do
    case :ets.lookup(__MODULE__, key) do
      [{_, page, _}] ->
        :ets.update_element(__MODULE__, key, {3, now()})
        page

      [] ->
        page = render.()
        :ets.insert(__MODULE__, {key, page, now()})
        page
    end
  end

  @impl true
  def init(_) do
    :ets.new(__MODULE__, [:set, :public, :named_table, read_concurrency: true])
    {:ok, :timer.send_interval(3_000, :purge)}
  end

  @impl true
  def handle_info(:purge, timer) do
    :ets.select_delete(__MODULE__, [{{:_, :_, :"$1"}, [{:<, :"$1", now() - @ttl}], [true]}])
    {:noreply, timer}
  end

  defp now, do: System.monotonic_time(:millisecond)
end
