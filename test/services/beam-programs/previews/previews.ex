# Previews are rendered in tasks, and nobody awaits them.
defmodule Previews do
  def start, do: spawn(fn -> editor(0) end)

  defp editor(version) do
    refresh("text #{version}")
    Process.sleep(8)
    editor(version + 1)
  end

  defp refresh(text) do
    Task.async(fn -> String.duplicate(text, 3) end) # leak: mailbox-growth
  end
end
