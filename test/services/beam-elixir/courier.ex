# Case 5 in Elixir: a server that lives on monitors the one that it sends to, for each message anew.
defmodule Shop.Courier do
  use GenServer

  def start do
    {:ok, till} = GenServer.start(Shop.Till, [], name: Shop.Till)
    {:ok, _} = GenServer.start(__MODULE__, till, name: __MODULE__)
  end

  @impl true
  def init(till) do
    Process.send_after(self(), :deliver, 10)
    {:ok, till}
  end

  @impl true
  def handle_info(:deliver, till) do
    Process.monitor(till)
    GenServer.cast(till, {:parcel, System.unique_integer()})
    Process.send_after(self(), :deliver, 10)
    {:noreply, till}
  end
end

defmodule Shop.Till do
  use GenServer

  @impl true
  def init([]), do: {:ok, 0}

  @impl true
  def handle_cast({:parcel, _number}, count), do: {:noreply, count + 1}
end

# A table that Elixir fills.
defmodule Shop.Visitors do
  def start do
    spawn(fn ->
      :ets.new(:visitors, [:named_table, :public])
      visit(0)
    end)
  end

  defp visit(number) do
    :ets.insert(:visitors, {number, Enum.to_list(1..100)})
    Process.sleep(10)
    visit(number + 1)
  end
end

# Names made of what comes in.
defmodule Shop.Names do
  def start do
    spawn(fn -> name(0) end)
  end

  defp name(number) do
    String.to_atom("visitor_#{number}")
    Process.sleep(10)
    name(number + 1)
  end
end
