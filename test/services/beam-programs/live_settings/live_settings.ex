# Healthy: the settings are kept where reading is cheapest, under names that stay, and put anew when they change.
defmodule LiveSettings do
  @names ~w(limits prices languages routes)

  def start, do: spawn(fn -> change(0) end)

  defp change(number) do
    name = Enum.at(@names, rem(number, 4))
    :persistent_term.put({__MODULE__, String.to_existing_atom(name)}, Enum.to_list(1..(200 + rem(number, 50))))
    Process.sleep(100)
    change(number + 1)
  end

  def known, do: [:limits, :prices, :languages, :routes]
end
