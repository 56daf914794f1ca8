# An agent remembers all that was ever sent, by whom.
defmodule MailboxesAgent do
  def start do
    {:ok, agent} = Agent.start(fn -> %{} end, name: __MODULE__)
    spawn(fn -> send_mails(agent, 0) end)
  end

  defp send_mails(agent, number) do
    remember(agent, rem(number, 7), Enum.to_list(number..(number + 50)))
    Process.sleep(8)
    send_mails(agent, number + 1)
  end

  defp remember(agent, user, mail) do
    Agent.update(agent, fn all -> Map.update(all, user, [mail], &[mail | &1]) end) # leak: state-growth
  end
end
