# A socket joins a channel for each page that a visitor opens, and nobody stops the channel when the page is left.
defmodule LiveChannels do
  alias LiveChannels.Server

  def start do
    {:ok, registry} = Registry.start_link(keys: :unique, name: LiveChannels.Registry)
    Process.unlink(registry)
    spawn(fn -> transport(%{topics: []}, 0) end)
  end

  defp transport(socket, number) do
    {:ok, _reply, channel} = Server.join(socket, "page:#{number}", LiveChannels.PageChannel)
    send(channel, {:in, "scroll", %{"y" => number}})
    Process.sleep(60)
    transport(socket, number + 1)
  end
end
