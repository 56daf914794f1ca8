# A table of sessions that nobody empties, beside one of settings that is as it is.
defmodule WebSessions do
  use GenServer
  @table :web_sessions
  @settings :web_settings

  def start, do: GenServer.start(__MODULE__, nil, name: __MODULE__)

  @impl true
  def init(_) do
    :ets.new(@table, [:named_table, :set])
    :ets.new(@settings, [:named_table, :set])
    :ets.insert(@settings, {:language, "en"})
    send(self(), :visit)
    {:ok, 0}
  end

  @impl true
  def handle_info(:visit, number) do
    remember(number)
    Process.send_after(self(), :visit, 8)
    {:noreply, number + 1}
  end

  defp remember(number) do
    :ets.insert(@table, {number, %{user: "user #{number}", items: Enum.to_list(1..60)}}) # leak: ets-growth
  end
end
