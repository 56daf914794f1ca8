# Keys of JSON become atoms: those of customers' own fields, too.
defmodule FeatureFlags do
  def start, do: spawn(fn -> requests(0) end)

  defp requests(number) do
    flags = decode([{"plan", "free"}, {"field_#{number}", "x"}])
    true = map_size(flags) == 2
    Process.sleep(10)
    requests(number + 1)
  end

  defp decode(pairs) do
    Map.new(pairs, fn {key, value} -> {String.to_atom(key), value} end) # leak: atom-growth
  end
end
