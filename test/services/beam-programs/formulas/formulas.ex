# Each formula that a customer writes becomes a module of its own, so that it is fast. Its name is made for it.
defmodule Formulas do
  def start, do: spawn(fn -> customers(0) end)

  defp customers(number) do
    module = define(number, number * 3)
    _ = module.value()
    Process.sleep(30)
    customers(number + 1)
  end

  defp define(number, value) do
    name = Module.concat(Formulas.Made, "F#{number}") # leak: atom-growth
    forms = [
      {:attribute, 1, :module, name},
      {:attribute, 1, :export, [value: 0]},
      {:function, 1, :value, 0, [{:clause, 1, [], [], [{:integer, 1, value}]}]}
    ]

    {:ok, module, code} = :compile.forms(forms)
    {:module, module} = :code.load_binary(module, 'formulas', code)
    module
  end
end
