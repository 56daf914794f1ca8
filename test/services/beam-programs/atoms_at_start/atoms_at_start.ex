# Healthy: atoms for a fixed list of names, made again and again; and modules that are loaded as they are wanted.
defmodule AtomsAtStart do
  def start do
    spawn(fn -> serve(0, [:lists, :sets, :dict, :gb_trees, :array, :digraph, :zip, :erl_tar, :base64, :calendar]) end)
  end

  defp serve(number, modules) do
    _kind = String.to_atom("kind_#{rem(number, 300)}")
    rest = if rem(number, 50) == 0, do: Enum.drop(modules, 1), else: modules
    for module <- Enum.take(modules, 1), do: Code.ensure_loaded(module)
    Process.sleep(10)
    serve(number + 1, rest)
  end
end
