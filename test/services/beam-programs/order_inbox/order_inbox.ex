# Takes the payments out of its mailbox, and nothing else that it is sent.
defmodule OrderInbox do
  def start do
    inbox = spawn(fn -> run(%{}) end)
    Process.register(inbox, :order_inbox)
    spawn(fn -> orders(inbox, 0) end)
  end

  defp run(paid) do
    receive do # leak: mailbox-growth
      {:paid, id} -> run(Map.put(paid, rem(id, 100), true))
      {:stop, from} -> send(from, :stopped)
    after
      5_000 -> run(paid)
    end
  end

  defp orders(inbox, id) do
    send(inbox, {:ordered, id, [:apple, :pear]})
    send(inbox, {:paid, id})
    Process.sleep(10)
    orders(inbox, id + 1)
  end
end
