defmodule LiveChannels.Channel do
  defmacro __using__(options) do
    quote do
      @behaviour unquote(__MODULE__)
      def __hibernate_after__, do: unquote(options)[:hibernate_after] || 15_000
      def handle_in(_event, _payload, socket), do: {:noreply, socket}
      defoverridable handle_in: 3
    end
  end

  @callback handle_in(String.t(), map, map) :: {:noreply, map}
end

defmodule LiveChannels.Server do
  use GenServer, restart: :temporary

  def join(socket, topic, channel) do
    name = {:via, Registry, {LiveChannels.Registry, topic}}
    {:ok, pid} = GenServer.start(__MODULE__, {socket, topic, channel}, name: name) # leak: process-growth
    {:ok, %{}, pid}
  end

  @impl true
  def init({socket, topic, channel}) do
    {:ok, {channel, Map.put(socket, :topic, topic)}, channel.__hibernate_after__()}
  end

  @impl true
  def handle_info({:in, event, payload}, {channel, socket}) do
    {:noreply, socket} = channel.handle_in(event, payload, socket)
    {:noreply, {channel, socket}}
  end

  def handle_info(:timeout, state), do: {:noreply, state, :hibernate}
end

defmodule LiveChannels.PageChannel do
  use LiveChannels.Channel, hibernate_after: 5_000

  @impl true
  def handle_in("scroll", %{"y" => y}, socket), do: {:noreply, Map.put(socket, :y, y)}
end
