# A cart for each visitor, under a dynamic supervisor. A cart that was left behind stays.
defmodule Carts do
  use GenServer

  def start do
    {:ok, sup} = DynamicSupervisor.start_link(strategy: :one_for_one, name: Carts.Supervisor)
    Process.unlink(sup)
    GenServer.start(__MODULE__, 0)
  end

  @impl true
  def init(count) do
    send(self(), :visitor)
    {:ok, count}
  end

  @impl true
  def handle_info(:visitor, count) do
    open(count)
    Process.send_after(self(), :visitor, 70)
    {:noreply, count + 1}
  end

  defp open(number) do
    {:ok, cart} =
      DynamicSupervisor.start_child( # leak: process-growth
        Carts.Supervisor,
        {Carts.Cart, number: number, items: []}
      )

    GenServer.cast(cart, {:put, :apple})
  end
end

defmodule Carts.Cart do
  use GenServer, restart: :temporary

  def start_link(options), do: GenServer.start_link(__MODULE__, options)

  @impl true
  def init(options), do: {:ok, options[:items]}

  @impl true
  def handle_cast({:put, item}, items), do: {:noreply, [item | items]}
end
